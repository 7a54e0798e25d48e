import type { Context, MiddlewareHandler } from 'hono'
import { isApi } from './body.ts'
import type { Ctx, Env } from './context.ts'
import { type KeyFault, type OnceRequest, readOnceRequest } from './idempotency-key.ts'
import { type Claim, claimKey, isStillHeld, removeKey, setAnswer } from './idempotency-store.ts'
import { inOneTransaction } from './one-transaction.ts'
import { problem } from './problem.ts'
import { sealWith } from './seal.ts'
import { errorPage, type ErrorKind } from './ui/error-page.ts'

/** How long a request waits for the same request that is under way. */
export const PATIENCE_MS = 10_000
/** A larger answer is not kept; that the request was done is. */
export const MAX_ANSWER_BYTES = 256 * 1024

type Next = () => Promise<void>
type Answered = Response | Promise<Response>

/**
 * A request with a key acts once. The key, all that the request does and its answer are one transaction, so that a
 * process that dies leaves all of it or nothing; sent again, it gets the answer of the first time. A refusal (4xx)
 * leaves no key, and a defect leaves nothing at all.
 */
export const actsOnce =
  (patienceMs = PATIENCE_MS): MiddlewareHandler<Env> =>
  async (c, next) => {
    const read = await readOnceRequest(c)
    if (read === undefined) return next()
    if (!read.ok) return badKey(c, read.error)

    const { db } = c.get('ctx')
    const endTurn = await takeTurn(db, read.value.keyHash, patienceMs)
    if (endTurn === undefined) return stillBusy(c)
    try {
      return await answerOnce(c, read.value, next, patienceMs)
    } finally {
      endTurn()
    }
  }

/** Thrown to undo what a request did that failed; its answer is there already. */
const UNDONE = new Error('undone')

async function answerOnce(
  c: Context<Env>,
  request: OnceRequest,
  next: Next,
  patienceMs: number,
): Promise<Response | undefined> {
  const { db, now } = c.get('ctx')
  try {
    const claim = await db.transaction().execute(async (tx): Promise<Claim> => {
      const claimed = await claimKey(tx, request, { at: now(), patienceMs })
      if (claimed !== 'ours') return claimed

      await inOneTransaction(db, tx, next)
      if (c.error !== undefined || c.res.status >= 500) throw UNDONE
      const answer = c.res.status < 400 ? await sealedAnswer(c, request) : undefined
      if (c.res.status >= 400) await removeKey(tx, request)
      else if (answer !== undefined) await setAnswer(tx, request, answer)
      return 'ours'
    })
    if (claim === 'ours') return undefined
    return claim === 'busy' ? stillBusy(c) : again(c, request, claim)
  } catch (error) {
    if (error === UNDONE) return undefined
    if (isStillHeld(error)) return stillBusy(c)
    throw error
  }
}

/** What was answered before; or why it cannot be given. */
function again(
  c: Context<Env>,
  { requestHash, sealKey }: OnceRequest,
  before: Exclude<Claim, string>,
): Answered {
  if (before.requestHash !== requestHash) {
    const detail = 'This Idempotency-Key was used for another request. Use a new key for a new request.'
    return isApi(c) ? problem(c, 422, 'idempotency-key-reused', detail) : errorPage(c, 'badRequest', 422)
  }
  if (before.sealedAnswer === null) {
    const detail = 'This request was done before; its answer was not kept. Look up what came of it.'
    return conflict(c, 'already-done', detail, 'alreadyDone')
  }
  return openedAnswer(Buffer.from(sealWith(sealKey).open(before.sealedAnswer, PURPOSE)))
}

function badKey(c: Context<Env>, fault: KeyFault): Answered {
  if (!isApi(c)) return errorPage(c, 'badRequest', 400)
  return problem(c, 400, 'invalid-idempotency-key', KEY_FAULTS[fault])
}

const KEY_FAULTS: Readonly<Record<KeyFault, string>> = {
  form: 'Idempotency-Key is 1 to 255 visible ASCII characters.',
  'too-short': 'Without signing in, Idempotency-Key has 22 characters at least, such as a UUID.',
}

const stillBusy = (c: Context<Env>): Answered => {
  c.header('Retry-After', '5')
  return conflict(c, 'still-busy', 'This request is still under way; try again in a while.', 'stillBusy')
}

const conflict = (c: Context<Env>, code: string, detail: string, kind: ErrorKind): Answered =>
  isApi(c) ? problem(c, 409, code, detail) : errorPage(c, kind, 409)

const PURPOSE = 'answer'
const LINE_END = 10

/**
 * The answer as it is kept: a line with status and headers, then the body. Nothing of one with a cookie, which is for
 * one browser, or one that is too large.
 */
async function sealedAnswer(c: Context<Env>, { sealKey }: OnceRequest): Promise<string | undefined> {
  const { status, headers } = c.res
  if (headers.getSetCookie().length > 0) return undefined
  const body = Buffer.from(await c.res.arrayBuffer())
  const given = [...headers].filter(([name]) => name !== 'content-length')
  const answer = responseOf(status, given, body)
  c.res = undefined
  c.res = answer
  if (body.length > MAX_ANSWER_BYTES) return undefined
  const line = Buffer.from(`${JSON.stringify({ status, headers: given })}\n`)
  return sealWith(sealKey).close(Buffer.concat([line, body]), PURPOSE)
}

function openedAnswer(bytes: Buffer): Response {
  const end = bytes.indexOf(LINE_END)
  const { status, headers } = JSON.parse(bytes.subarray(0, end).toString()) as {
    status: number
    headers: [string, string][]
  }
  return responseOf(status, headers, bytes.subarray(end + 1))
}

const responseOf = (status: number, headers: [string, string][], body: Buffer) =>
  new Response(body.length === 0 ? null : new Uint8Array(body), { status, headers })

/** Keys that requests of this process are busy with, per database; each ends when its request does. */
const busyKeys = new WeakMap<Ctx['db'], Map<string, Promise<void>>>()

/**
 * Requests with one key go one after the other in a process, and wait without a connection of the database. Gives the
 * way to end the turn; nothing when it takes too long.
 */
async function takeTurn(
  db: Ctx['db'],
  keyHash: string,
  patienceMs: number,
): Promise<(() => void) | undefined> {
  const busy = busyKeys.get(db) ?? new Map<string, Promise<void>>()
  busyKeys.set(db, busy)
  const until = performance.now() + patienceMs
  for (let other = busy.get(keyHash); other !== undefined; other = busy.get(keyHash))
    if (!(await endsWithin(other, until - performance.now()))) return undefined

  const turn = Promise.withResolvers<void>()
  busy.set(keyHash, turn.promise)
  return () => {
    busy.delete(keyHash)
    turn.resolve()
  }
}

async function endsWithin(work: Promise<void>, ms: number): Promise<boolean> {
  const late = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => late.resolve(false), ms)
  const isDone = await Promise.race([work.then(() => true), late.promise])
  clearTimeout(timer)
  return isDone
}
