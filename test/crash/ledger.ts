import type { Person } from './site-world.ts'

/** What a visitor asks of the site. */
export type Request = Readonly<{
  kind:
    | 'ask'
    | 'ask with account'
    | 'reply'
    | 'note'
    | 'sign up'
    | 'leave'
    | 'consent'
    | 'scan'
    | 'scan answer'
  marker: string // stands in the words, or names what it is about
  path: string
  form: Readonly<Record<string, string>>
  person?: Person | undefined
  key?: string | undefined // Idempotency-Key; absent: sent once, whatever comes
}>

/** `unknown`: no answer came, so that nobody knows; `refused`: it said no, so nothing may have happened. */
export type Outcome = 'acknowledged' | 'unknown' | 'refused'
export type Entry = {
  readonly request: Request
  readonly visitor: string // the address that it comes from
  readonly round: number
  outcome: Outcome
  location: string
  at: number // when that was known
  status: number
  timesSignedOut: number // it was answered by the way to signing in
  trouble?: string // sent again with its key it was answered in another way
}

/** All that was sent since the beginning. */
export type Ledger = Readonly<{
  entries: Entry[]
  begin: (request: Request, visitor: string, round: number) => Entry
  of: (kind: Request['kind']) => readonly Entry[]
}>

export function newLedger(): Ledger {
  const entries: Entry[] = []
  const begin = (request: Request, visitor: string, round: number): Entry => {
    const entry: Entry = {
      ...{ request, visitor, round, outcome: 'unknown', location: '', at: 0, status: 0, timesSignedOut: 0 },
    }
    entries.push(entry)
    return entry
  }
  return { entries, begin, of: (kind) => entries.filter(({ request }) => request.kind === kind) }
}

/** Sends it, or sends it again, and notes what came of it. */
export async function send(url: string, entry: Entry, now: () => number): Promise<void> {
  const { path, form, person, key } = entry.request
  try {
    const response = await fetch(url + path, {
      ...{ method: 'POST', body: new URLSearchParams(form), redirect: 'manual' },
      headers: {
        'x-forwarded-for': entry.visitor,
        ...(person?.cookie === undefined ? {} : { cookie: person.cookie }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      signal: AbortSignal.timeout(15_000),
    })
    await response.arrayBuffer()
    settle(entry, response.status, response.headers.get('location') ?? '', now())
  } catch {
    // no answer: it stays what it was
  }
}

function settle(entry: Entry, status: number, location: string, at: number): void {
  const { person, kind } = entry.request
  if (status >= 500) return
  if (status === 303 && location.startsWith('/inloggen') && person !== undefined) {
    person.cookie = undefined // to be sent again when signed in
    entry.timesSignedOut++
    return
  }
  const outcome = status === 303 ? 'acknowledged' : 'refused'
  if (entry.outcome === 'acknowledged') {
    if (outcome !== 'acknowledged' || location !== entry.location)
      entry.trouble = `${kind} ${entry.request.marker}, sent again: ${status} ${location} instead of ${entry.location}`
    return
  }
  Object.assign(entry, { outcome, location, at, status })
}
