import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import Provider, { type Configuration } from 'oidc-provider'
import type { OidcConfig } from '#platform/config.ts'

export const PUBLIC_URL = 'https://schakel.example.org'
export const LOA3 = 'urn:etoegang:core:assurance-class:loa3'
const CLIENT = { id: 'schakel', secret: 'a secret of the client that is long enough' }
const KVK = 'urn:etoegang:1.9:EntityConcernedID:KvKnr'
const BRANCH = 'urn:etoegang:1.9:ServiceRestriction:Vestigingsnr'

type Person = Readonly<{ subject: string; acr?: string | undefined; kvk?: unknown; branch?: unknown }>
type Tamper = (claims: Record<string, unknown>) => Record<string, unknown>

/** For tests: a real provider of identities on the loopback, that signs in whoever it is told to. */
export async function startProvider(where: Readonly<{ inIdToken?: boolean }> = {}) {
  const told: { person: Person; tamper: Tamper | undefined; signWith: KeyObject | undefined } = {
    person: { subject: 'nobody' },
    tamper: undefined,
    signWith: undefined,
  }
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const server = createServer((request, response) => answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  const provider = new Provider(issuer, configurationOf(privateKey, told, where.inIdToken !== false))
  const answerAsProvider = provider.callback()

  function answer(request: IncomingMessage, response: ServerResponse): void {
    if (request.url?.startsWith('/interaction/'))
      void finishInteraction(provider, told.person, request, response)
    else if (request.url?.startsWith('/token')) {
      tamperWith(response, (text) => changed(text, told.tamper, told.signWith ?? privateKey))
      void answerAsProvider(request, response)
    } else void answerAsProvider(request, response)
  }

  const oidc: OidcConfig = {
    issuer,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    acr: LOA3,
    kvkClaim: KVK,
    branchClaim: BRANCH,
  }
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { oidc, told, stop, visit }
}
export type TestProvider = Awaited<ReturnType<typeof startProvider>>

function configurationOf(
  privateKey: KeyObject,
  told: Readonly<{ person: Person }>,
  inIdToken: boolean,
): Configuration {
  return {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${PUBLIC_URL}/inloggen/eherkenning/terug`],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'one' }] },
    acrValues: [LOA3],
    claims: { openid: ['sub', KVK, BRANCH], acr: null },
    conformIdTokenClaims: !inIdToken,
    cookies: { keys: ['a key for the cookies of a test'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, accountId) => ({
      accountId,
      claims: () => ({
        sub: accountId,
        ...(told.person.kvk === undefined ? {} : { [KVK]: told.person.kvk }),
        ...(told.person.branch === undefined ? {} : { [BRANCH]: told.person.branch }),
      }),
    }),
  }
}

/** Signs in, and agrees to everything. */
async function finishInteraction(
  provider: Provider,
  { subject, acr = LOA3 }: Person,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const grant = new provider.Grant({ accountId: subject, clientId: CLIENT.id })
  grant.addOIDCScope('openid')
  const consent = { grantId: await grant.save() }
  await provider.interactionFinished(request, response, { login: { accountId: subject, acr }, consent })
}

/** Changes the body of an answer on its way out. */
function tamperWith(response: ServerResponse, change: (text: string) => string): void {
  const end = response.end.bind(response)
  response.end = ((body?: string | Buffer) => {
    const text = change(String(body ?? ''))
    if (!response.headersSent) response.setHeader('content-length', Buffer.byteLength(text))
    return end(text)
  }) as typeof response.end
}

/** The ID token with other claims, signed anew. */
function changed(text: string, tamper: Tamper | undefined, key: KeyObject): string {
  if (tamper === undefined) return text
  const answer = JSON.parse(text) as { id_token: string }
  const [head = '', body = ''] = answer.id_token.split('.')
  const claims = tamper(JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>)
  const signed = `${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
  const signature = createSign('RSA-SHA256').update(signed).sign(key, 'base64url')
  return JSON.stringify({ ...answer, id_token: `${signed}.${signature}` })
}

/** A browser at the provider: follows it until it is sent back, and gives the address it is sent back to. */
async function visit(url: string): Promise<string> {
  const cookies = new Map<string, string>()
  let next = url
  for (let step = 0; step < 10; step++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(next, { redirect: 'manual', headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null)
      throw new Error(`the provider stops at ${response.status}: ${await response.text()}`)
    next = new URL(location, next).href
    if (next.startsWith(PUBLIC_URL)) return next
  }
  throw new Error('the provider goes round and round')
}
