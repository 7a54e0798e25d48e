import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import type { Env } from './context.ts'
import { isLinkToken } from './link-holder.ts'
import { ONCE_FIELD } from './ui/once-key.ts'

/** A request that is to act once. All of it is hashes: nothing here lets anybody find the key again. */
export type OnceRequest = Readonly<{
  keyHash: string // of who asks, and the key
  requestHash: string // of what is asked
  sealKey: Buffer // to seal the answer with; known only while somebody shows the key
  accountId: string | undefined
}>

export type KeyFault = 'form' | 'too-short'

const VISIBLE = /^[\x21-\x7e]{1,255}$/
/** Who did not sign in is known by nothing but the key: it has to be one that nobody else comes up with. */
const SHORTEST_OF_NOBODY = 22
const METHODS: readonly string[] = ['POST', 'PUT', 'PATCH', 'DELETE']

/**
 * The request that is to act once: one with an Idempotency-Key, or a form with its hidden key. Undefined for all others.
 *
 * A header is a promise of a program: the same key for something else is a fault. A form that is sent again with other
 * words (after "back") is a new request, so there the words are part of the key.
 */
export async function readOnceRequest(c: Context<Env>): Promise<Result<OnceRequest, KeyFault> | undefined> {
  if (!METHODS.includes(c.req.method)) return undefined
  const formKey = await takeFormKey(c)
  const header = c.req.header('idempotency-key')
  if (header === undefined && formKey === undefined) return undefined

  const holder = holderOf(c)
  const url = new URL(c.req.url)
  const request = hashOf('request', c.req.method, url.pathname, url.search, await c.req.text())
  if (header === undefined) return ok(onceRequest(holder, `form ${request} ${formKey}`, request))

  const key = header.replace(/^"(.*)"$/, '$1') // the draft writes it as a quoted string
  if (!VISIBLE.test(key)) return refuse('form')
  if (holder.secret === '' && key.length < SHORTEST_OF_NOBODY) return refuse('too-short')
  return ok(onceRequest(holder, `header ${key}`, request))
}

type Holder = Readonly<{ secret: string; accountId: string | undefined }>

/** Whose key it is: of who signed in, of who has the private link that is in the address, or of nobody. */
function holderOf(c: Context<Env>): Holder {
  const accountId = c.get('ctx').actor?.accountId
  if (accountId !== undefined) return { secret: `account ${accountId}`, accountId }
  const link = c.req.path.split('/').find(isLinkToken)
  return { secret: link === undefined ? '' : `link ${link}`, accountId }
}

const onceRequest = ({ secret, accountId }: Holder, key: string, requestHash: string): OnceRequest => ({
  keyHash: hashOf('find', secret, key),
  requestHash,
  sealKey: Buffer.from(hashOf('seal', secret, key), 'hex'),
  accountId,
})

const hashOf = (...parts: readonly string[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex')

const IN_FORM = new RegExp(`(?:^|&)${ONCE_FIELD}=([^&]*)`)

/** The hidden key of a form, which is then no longer in the body: features never see it. */
async function takeFormKey(c: Context<Env>): Promise<string | undefined> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '')) return undefined
  const text = await c.req.text()
  const [whole = '', key = ''] = IN_FORM.exec(text) ?? []
  if (whole === '') return undefined
  Object.assign(c.req.bodyCache, { text: Promise.resolve(text.replace(whole, '').replace(/^&/, '')) })
  return /^[\w-]{22}$/.test(key) ? key : undefined
}
