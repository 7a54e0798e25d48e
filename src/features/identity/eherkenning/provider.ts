import * as client from 'openid-client'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import type { OidcConfig } from '#platform/config.ts'

const TIMEOUT_SECONDS = 10

/** What a visit to the provider is known by when it comes back. */
export type Visit = Readonly<{ state: string; nonce: string; codeVerifier: string }>

export type ProvenVisitor = Readonly<{
  issuer: string
  subject: string
  acr: unknown
  claims: Readonly<Record<string, unknown>>
}>

/** `away`: it does not answer. `failed`: what it answered does not hold. */
export type ProviderRefusal = 'away' | 'failed'

/** A provider of identities; asked for its settings at first use, and again after that failed. */
export type Provider = Readonly<{
  begin: () => Promise<Result<Visit & Readonly<{ url: string }>, 'away'>>
  finish: (visit: Visit, search: string) => Promise<Result<ProvenVisitor, ProviderRefusal>>
}>

/** `note` gets a line for the log when something goes wrong: codes and sentences of the protocol, nothing of people. */
export function openProvider(
  oidc: OidcConfig,
  redirectUri: string,
  note: (line: string) => void = () => {},
): Provider {
  let found: Promise<client.Configuration> | undefined
  const settings = async () => {
    found ??= discover(oidc)
    try {
      return await found
    } catch (error) {
      note(`eHerkenning: ${oidc.issuer} does not answer as it should (${reasonOf(error)})`)
      found = undefined // looked for again at the next visit
      return undefined
    }
  }
  return {
    begin: async () => {
      const config = await settings()
      return config === undefined ? refuse('away') : ok(await addressOf(config, oidc, redirectUri))
    },
    finish: async (visit, search) => {
      const config = await settings()
      if (config === undefined) return refuse('away')
      try {
        return await prove(config, visit, new URL(`${redirectUri}${search}`))
      } catch (error) {
        note(`eHerkenning: a visit came to nothing (${reasonOf(error)})`)
        return refuse(isNetworkTrouble(error) ? 'away' : 'failed')
      }
    },
  }
}

/** The signature of the ID token is checked too, though it comes straight from the provider. */
function discover({ issuer, clientId, clientSecret }: OidcConfig): Promise<client.Configuration> {
  const isPlain = new URL(issuer).protocol === 'http:' // config.ts lets that pass for this machine alone
  return client.discovery(new URL(issuer), clientId, clientSecret, client.ClientSecretBasic(clientSecret), {
    timeout: TIMEOUT_SECONDS,
    execute: [client.enableNonRepudiationChecks, ...(isPlain ? [client.allowInsecureRequests] : [])],
  })
}

async function addressOf(config: client.Configuration, { acr }: OidcConfig, redirectUri: string) {
  const visit: Visit = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    codeVerifier: client.randomPKCECodeVerifier(),
  }
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid',
    acr_values: acr,
    state: visit.state,
    nonce: visit.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(visit.codeVerifier),
    code_challenge_method: 'S256',
  })
  return { ...visit, url: url.href }
}

/** Checks state, issuer, audience, nonce, times and signature; throws where one does not hold. */
async function prove(
  config: client.Configuration,
  { state, nonce, codeVerifier }: Visit,
  currentUrl: URL,
): Promise<Result<ProvenVisitor, 'failed'>> {
  const tokens = await client.authorizationCodeGrant(config, currentUrl, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: codeVerifier,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (claims === undefined) return refuse('failed')

  const more =
    config.serverMetadata().userinfo_endpoint === undefined
      ? {}
      : await client.fetchUserInfo(config, tokens.access_token, claims.sub)
  return ok({
    issuer: claims.iss,
    subject: claims.sub,
    acr: claims['acr'],
    claims: { ...more, ...claims },
  })
}

/** 'OAUTH_RESPONSE_BODY_ERROR invalid_client', without the answer itself. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const codes = ['code', 'error'].map((name) => (error as unknown as Record<string, unknown>)[name])
  return [...codes.filter((code) => typeof code === 'string'), error.message].join(' ')
}

const isNetworkTrouble = (error: unknown) =>
  error instanceof TypeError ||
  (error instanceof Error && 'code' in error && error.code === 'OAUTH_TIMEOUT') ||
  (error instanceof Error && error.name === 'TimeoutError')
