import { setTimeout as pause } from 'node:timers/promises'
import type { SmtpSink } from '../smtp-sink.ts'
import { type Entry, type Ledger, type Request, send } from './ledger.ts'
import type { Person, World } from './site-world.ts'

/** What it takes to be at the site in one round. */
export type Visit = Readonly<{
  url: string
  round: number
  world: World
  ledger: Ledger
  sink: SmtpSink
  random: () => number
  now: () => number
  isOver: () => boolean
}>

const whole = ({ random }: Visit, below: number) => Math.floor(random() * below)
const hex = (visit: Visit, digits: number) =>
  Array.from({ length: digits }, () => whole(visit, 16).toString(16)).join('')
const keyOf = (visit: Visit) => `${hex(visit, 8)}-${hex(visit, 4)}-${hex(visit, 4)}-${hex(visit, 12)}`
/** So that no two of them are one visitor to the limits on tries. */
const visitorOf = (visit: Visit) => `10.${whole(visit, 256)}.${whole(visit, 256)}.${whole(visit, 256)}`
const pick = <T>(visit: Visit, all: readonly T[]): T | undefined => all[whole(visit, all.length)]

/** All that goes on at once, until it is over. */
export async function visitAll(visit: Visit): Promise<void> {
  const [first, second] = visit.world.advisers
  const half = visit.world.entrepreneurs.length / 2
  const works = [
    () => askAsVisitor(visit),
    () => askAsVisitor(visit),
    () => askAsEntrepreneur(visit),
    () => scan(visit),
    () => advise(visit, first!, 0),
    () => advise(visit, second!, 1),
    () => comeOrAgree(visit, visit.world.entrepreneurs.slice(0, half)),
    () => comeOrAgree(visit, visit.world.entrepreneurs.slice(half)),
  ]
  await Promise.all(
    works.map(async (work) => {
      while (!visit.isOver()) {
        await work().catch(() => {}) // the site is gone
        await pause(2)
      }
    }),
  )
}

let markers = 0
const markerOf = ({ round }: Visit) => `m${round}x${++markers}`

async function act(visit: Visit, request: Request): Promise<Entry> {
  const entry = visit.ledger.begin(request, visitorOf(visit), visit.round)
  await send(visit.url, entry, visit.now)
  if (entry.outcome === 'unknown' && !visit.isOver()) await pause(200) // the site is gone, or will be in a moment
  return entry
}

/** Two in three send a key. */
function maybeKey(visit: Visit): Pick<Request, 'key'> {
  return whole(visit, 3) === 0 ? {} : { key: keyOf(visit) }
}

const QUESTION = 'Wij willen onze planning niet meer in Excel doen. Waar begin je dan?'

async function askAsVisitor(visit: Visit): Promise<void> {
  const marker = markerOf(visit)
  const form = {
    ...{ question: `${marker} ${QUESTION}`, province: 'Gelderland', topic: '', step: '', name: 'Vrager' },
    ...{ email: `${marker}@firma.example`, doe: 'stel' },
  }
  await act(visit, { kind: 'ask', marker, path: '/vraag', form, ...maybeKey(visit) })
}

async function askAsEntrepreneur(visit: Visit): Promise<void> {
  const person = pick(visit, visit.world.entrepreneurs)
  if (person === undefined || !(await isSignedIn(visit, person))) return
  const marker = markerOf(visit)
  const form = {
    ...{ question: `${marker} ${QUESTION}`, province: 'Gelderland', topic: '', step: '', name: 'Vrager' },
    ...{ email: '', doe: 'stel' },
  }
  await act(visit, { kind: 'ask with account', marker, path: '/vraag', form, person, ...maybeKey(visit) })
}

/** An adviser answers the newest question that nobody answered, of every second one; or makes a note. */
async function advise(visit: Visit, person: Person, parity: number): Promise<void> {
  if (!(await isSignedIn(visit, person))) return
  const asked = visit.ledger.of('ask with account').filter(({ outcome }) => outcome === 'acknowledged')
  const chosen = pick(visit, asked.filter((_, n) => n % 2 === parity).slice(-6))
  const [id] = /[0-9a-f-]{36}/.exec(chosen?.location ?? '') ?? []
  if (id === undefined) return
  const path = `/balie/${id}`
  const marker = markerOf(visit)
  const common = { marker, path, person, ...maybeKey(visit) }
  if (whole(visit, 2) === 0) {
    await act(visit, { kind: 'note', form: { doe: 'note', notitie: `${marker} Gebeld.` }, ...common })
    return
  }
  const [, version] = /name="version" value="(\d+)"/.exec(await read(visit, path, person)) ?? []
  if (version === undefined) return
  const form = { doe: 'reply', version, antwoord: `${marker} Begin klein.` }
  await act(visit, { kind: 'reply', form, ...common })
}

/** An entrepreneur signs up or leaves, or says yes or no; one thing after the other, always with a key. */
async function comeOrAgree(visit: Visit, people: readonly Person[]): Promise<void> {
  const unsettled = new Set(
    visit.ledger.entries.filter(({ outcome }) => outcome === 'unknown').map(({ request }) => request.person),
  )
  const person = pick(
    visit,
    people.filter((one) => !unsettled.has(one)),
  )
  if (person === undefined || !(await isSignedIn(visit, person))) return
  await (whole(visit, 3) === 0 ? agree(visit, person) : come(visit, person))
}

async function agree(visit: Visit, person: Person): Promise<void> {
  const form = { purpose: 'research', version: '2', answer: person.agrees ? 'no' : 'yes' }
  const path = `/mijn/toestemming?bedrijf=${person.firmId}`
  const request = { kind: 'consent', marker: person.firmId, path, form, person, key: keyOf(visit) } as const
  afterwards(await act(visit, request))
}

async function come(visit: Visit, person: Person): Promise<void> {
  const path = `/evenementen/${visit.world.slug}`
  const common = { marker: person.firmId, person, key: keyOf(visit) }
  if (!person.isIn) {
    const form = { firm: person.firmId, name: 'Ondernemer', people: '1' }
    afterwards(await act(visit, { kind: 'sign up', path: `${path}/aanmelden`, form, ...common }))
    return
  }
  const [, signUp] = /aanmelding=([0-9a-f-]{36})/.exec(await read(visit, path, person)) ?? []
  if (signUp === undefined) return
  afterwards(await act(visit, { kind: 'leave', path: `${path}/afmelden`, form: { signUp }, ...common }))
}

/** What is now so, as far as anybody was told. */
function afterwards({ request: { kind, form, person }, outcome }: Entry): void {
  if (outcome !== 'acknowledged' || person === undefined) return
  if (kind === 'consent') person.agrees = form['answer'] === 'yes'
  if (kind === 'sign up') person.isIn = true
  if (kind === 'leave') person.isIn = false
}

const ANSWERS = [
  ['mensen', '45'],
  ['product', 'subcontractor'],
  ['provincie', 'Gelderland'],
] as const

async function scan(visit: Visit): Promise<void> {
  const begun = await act(visit, {
    ...{ kind: 'scan', marker: markerOf(visit), path: '/scan', form: {}, key: keyOf(visit) },
  })
  const [, link] = /^\/scan\/([\w-]{43})\//.exec(begun.location) ?? []
  if (link === undefined) return
  for (const [slug, answer] of ANSWERS) {
    const common = { kind: 'scan answer', marker: `${link} ${slug}`, form: { answer } } as const
    const entry = await act(visit, { ...common, path: `/scan/${link}/${slug}`, ...maybeKey(visit) })
    if (entry.outcome !== 'acknowledged') return
  }
}

async function read({ url }: Visit, path: string, person?: Person): Promise<string> {
  const headers = person?.cookie === undefined ? {} : { cookie: person.cookie }
  const response = await fetch(url + path, {
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(15_000),
  })
  const text = await response.text()
  if (response.status >= 500) throw new Error(`${path}: ${response.status}`)
  return text
}

/** All that was sent with a key and not answered, once more; and some that was answered, which may do nothing. */
export async function sendAgain(visit: Visit): Promise<number> {
  const keyed = visit.ledger.entries.filter(({ request }) => request.key !== undefined)
  const unknown = keyed.filter(({ outcome }) => outcome === 'unknown')
  const known = keyed.filter(({ outcome, round }) => outcome === 'acknowledged' && round === visit.round - 1)
  const again = [...unknown, ...known.filter(() => whole(visit, 8) === 0)]
  await Promise.all(
    again.map(async (entry) => {
      const { person } = entry.request
      const wasUnknown = entry.outcome === 'unknown'
      if (person !== undefined && !(await isSignedIn(visit, person).catch(() => false))) return
      await send(visit.url, entry, visit.now)
      if (wasUnknown) afterwards(entry)
    }),
  )
  return again.length
}

/** Is what was acknowledged in the round before still to be seen? Gives what is not. */
export async function readBack(visit: Visit): Promise<string[]> {
  const asked = visit.ledger
    .of('ask')
    .filter(({ outcome, round }) => outcome === 'acknowledged' && round === visit.round - 1)
  const faults: string[] = []
  for (const { location, request } of asked.slice(-3)) {
    const text = await read(visit, location).catch(() => undefined)
    if (text !== undefined && !text.includes(request.marker))
      faults.push(`${location} does not show ${request.marker}`)
  }
  return faults
}

/** Before anything is killed. */
export async function signAllIn(visit: Visit): Promise<void> {
  const { advisers, entrepreneurs } = visit.world
  await Promise.all([...advisers, ...entrepreneurs].map((person) => isSignedIn(visit, person)))
}

/** By a link in a mail, as people do; nobody is by himself more than once at a time. */
function isSignedIn(visit: Visit, person: Person): Promise<boolean> {
  if (person.cookie !== undefined) return Promise.resolve(true)
  const before = signingIn.get(person)
  if (before !== undefined) return before
  const work = signIn(visit, person).finally(() => signingIn.delete(person))
  signingIn.set(person, work)
  return work
}
const signingIn = new WeakMap<Person, Promise<boolean>>()

async function signIn(visit: Visit, person: Person): Promise<boolean> {
  const isLink = ({ to, raw }: { to: string; raw: string }) =>
    to === person.email && raw.includes('/inloggen/link/')
  const before = new Set(visit.sink.mails.filter(isLink).map(({ messageId }) => messageId))
  const headers = { 'x-forwarded-for': visitorOf(visit) }
  const post = (path: string, form: Record<string, string>) =>
    fetch(visit.url + path, {
      ...{ method: 'POST', body: new URLSearchParams(form), redirect: 'manual', headers },
      signal: AbortSignal.timeout(15_000),
    })
  if ((await post('/inloggen', { email: person.email, terug: '/mijn' })).status !== 303) return false
  for (let tries = 0; tries < 400 && !visit.isOver(); tries++) {
    await pause(25)
    const mail = visit.sink.mails.find((one) => isLink(one) && !before.has(one.messageId))
    const [path] = /\/inloggen\/link\/[\w-]{43}/.exec(mail?.raw.replaceAll(/=\r?\n/g, '') ?? '') ?? []
    if (path === undefined) continue
    const followed = await post(path, {})
    person.cookie = followed.headers.getSetCookie()[0]?.split(';')[0]
    return person.cookie !== undefined
  }
  return false
}
