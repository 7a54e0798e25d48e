import {
  addNote,
  addToCase,
  type Asker,
  assignCase,
  closeCase,
  type DeskRefusal,
  handOverCase,
  handToProgramme,
  mergeCase,
  type Outcome,
  replyToCase,
  resolveCase,
} from '#features/desk/index.ts'
import type { Result } from '#engine/kernel/result.ts'
import { BUREAU, type Colleague, organisationId } from './cast.ts'
import type { Chance } from './chance.ts'
import { DAY_MS, done, type Filling, MINUTE_MS, runTask } from './filling.ts'
import { ASKED_TWICE, FOLLOW_UPS, NOTES, REASONS } from './follow-ups.ts'
import type { InventedQuestion } from './invented-question.ts'
import { HUBS } from './network-data.ts'
import { workedOn } from './working-hours.ts'

/** A question that was just asked. */
export type Handled = Readonly<{
  id: string
  asker: Asker
  asked: InventedQuestion
  hub: string // slug of whose it is
  programme?: string | undefined // where it belongs
  into?: string // the case that says the same
}>

/** How it goes, of a hundred cases; invented, and better than some desks and worse than others. */
const SHARES = { assigned: 0.25, noted: 0.14, handedOver: 0.06, byPhone: 0.05, more: 0.13 } as const

type Case = Readonly<{ filling: Filling; handled: Handled; chance: Chance; who: Colleague }>

/** What the desk does with a question from now on: each deed at its time in working hours. */
export async function handleCase(filling: Filling, handled: Handled, chance: Chance): Promise<void> {
  const { year, cast, versions } = filling
  versions.set(handled.id, 1)
  const who = chance.oneOf(cast.colleagues.filter(({ slug }) => slug === handled.hub))
  const one: Case = { filling, handled, chance, who }
  const asked = year.now().getTime()
  const hours = answerHours(chance)
  const answeredAt = workedOn(asked, hours)
  watch(filling, asked, hours)
  if (handled.into !== undefined) return merge(one, workedOn(asked, chance.between(0.5, 3)))
  if (chance.isOne(SHARES.assigned)) assign(one, workedOn(asked, chance.between(0.1, 0.4)))
  if (handled.programme !== undefined) return toProgramme(one, answeredAt, handled.programme)
  if (chance.isOne(SHARES.handedOver)) return handOver(one, workedOn(asked, chance.between(0.5, 5)))
  if (chance.isOne(SHARES.noted)) note(one, workedOn(asked, chance.between(0.2, 0.6)))
  if (chance.isOne(SHARES.byPhone)) return phone(one, answeredAt)
  reply(one, answeredAt, handled.asked.answer, true)
}

/** Within the promise mostly, some on the last hour, and some too late. */
function answerHours(chance: Chance): number {
  const place = chance.rng()
  if (place < 0.68) return chance.between(0.7, 5)
  if (place < 0.88) return chance.between(5, 7.8)
  return place < 0.96 ? chance.between(9, 22) : chance.between(22, 60)
}

/** Of most hubs; who promises something else is looked after a little later. */
const PROMISED_HOURS = 8

/** The background looks after promises when there is something to remind of, or to escalate. */
function watch(filling: Filling, asked: number, hours: number): void {
  for (const at of [0.75 * PROMISED_HOURS, PROMISED_HOURS])
    if (hours > at)
      filling.year.plan(workedOn(asked, at) + 4 * MINUTE_MS, () => runTask(filling, 'desk-promises'))
}

type Deed = (version: number) => Promise<Result<{ version: number }, Readonly<{ why: string }>>>

/** What became needless meanwhile is not done: the case was closed, merged, or opened again by a second question. */
const NEEDLESS = ['closed', 'merged', 'not-answered']

const act = ({ filling, handled }: Case, at: number, deed: Deed): void =>
  filling.year.plan(at, async () => {
    const result = await deed(filling.versions.get(handled.id) ?? 1)
    if (!result.ok && NEEDLESS.includes(result.error.why)) return
    filling.versions.set(handled.id, done(result).version)
  })

function assign(one: Case, at: number): void {
  const { filling, handled, who, chance } = one
  const to = chance.oneOf(filling.cast.colleagues.filter(({ slug }) => slug === handled.hub))
  act(one, at, (version) =>
    assignCase(filling.ctx, filling.parts, who.actor, handled.id, { version, accountId: to.accountId }),
  )
}

function note(one: Case, at: number): void {
  const { filling, handled, who, chance } = one
  const words = chance.oneOf(NOTES)
  act(one, at, () =>
    addNote(filling.ctx, filling.parts, who.actor, handled.id, { words, messageId: undefined }),
  )
}

function phone(one: Case, at: number): void {
  const { filling, handled, who } = one
  act(one, at, (version) =>
    closeCase(filling.ctx, filling.parts, who.actor, handled.id, { version, outcome: 'by-phone' }),
  )
}

function toProgramme(one: Case, at: number, programme: string): void {
  const { filling, handled, who } = one
  const { ctx, parts } = filling
  const reason = handled.asked.answer
  act(one, at, (version) =>
    handToProgramme(ctx, parts, who.actor, handled.id, { version, programme, reason }),
  )
  close(one, at + 8 * DAY_MS, 'elsewhere')
}

/** To another hub, or to the bureau, where somebody answers it. */
function handOver(one: Case, at: number): void {
  const { filling, handled, who, chance } = one
  const others = [...HUBS.map(({ id }) => id), BUREAU].filter((slug) => slug !== handled.hub)
  const to = chance.oneOf(others)
  const reason = chance.oneOf(REASONS)
  act(one, at, (version) =>
    handOverCase(filling.ctx, filling.parts, who.actor, handled.id, {
      ...{ version, organisationId: organisationId(to), reason },
    }),
  )
  const next = chance.oneOf(filling.cast.colleagues.filter(({ slug }) => slug === to))
  const there: Case = { ...one, who: next, handled: { ...handled, hub: to } }
  reply(there, workedOn(at, chance.between(0.5, 5)), handled.asked.answer, true)
}

/** Two of one asker become one; where the first went elsewhere meanwhile, this one is answered. */
function merge(one: Case, at: number): void {
  const { filling, handled, who } = one
  const { ctx, parts, versions, year } = filling
  const into = handled.into!
  year.plan(at, async () => {
    const version = versions.get(handled.id) ?? 1
    const merged = await mergeCase(ctx, parts, who.actor, handled.id, { version, into })
    if (merged.ok) {
      versions.set(into, merged.value.version)
      const both: Case = { ...one, handled: { ...handled, id: into } }
      reply(both, workedOn(year.now().getTime(), 1.5), ASKED_TWICE, false)
    } else if (isGone(merged.error)) reply(one, year.now().getTime() + 1, handled.asked.answer, false)
    else done(merged)
  })
}

const isGone = ({ why }: DeskRefusal) => why === 'not-found' || why === 'merged'

function reply(one: Case, at: number, words: string, mayAskOn: boolean): void {
  const { filling, handled, who, chance } = one
  const { ctx, parts } = filling
  const isClosed = chance.isOne(0.42)
  const close = isClosed ? ('solved' as const) : undefined
  act(one, at, (version) => {
    const form = { version, words: `${words}\n\nGroet, ${who.name}`, messageId: undefined, close }
    return replyToCase(ctx, parts, who.actor, handled.id, form)
  })
  if (mayAskOn && chance.isOne(SHARES.more)) askOn(one, at + chance.between(0.1, 6) * DAY_MS)
  else if (!isClosed) after(one, at)
}

/** Whoever asked says that it is solved, or nobody says anything any more. */
function after(one: Case, at: number): void {
  const { filling, handled, chance } = one
  const place = chance.rng()
  if (place < 0.45) {
    const solvedAt = at + chance.between(0.2, 5) * DAY_MS
    act(one, solvedAt, () => resolveCase(filling.ctx, handled.asker))
  } else if (place < 0.8) close(one, workedOn(at, chance.between(60, 100)), 'no-response')
}

function close(one: Case, at: number, outcome: Outcome): void {
  const { filling, handled, who } = one
  act(one, at, (version) =>
    closeCase(filling.ctx, filling.parts, who.actor, handled.id, { version, outcome }),
  )
}

/** Asks on, which opens the case again; answered once more. */
function askOn(one: Case, at: number): void {
  const { filling, handled, chance } = one
  const [more, answer] = chance.oneOf(FOLLOW_UPS)
  act(one, at, () =>
    addToCase(filling.ctx, handled.asker, { words: more, version: undefined, messageId: undefined }),
  )
  reply(one, workedOn(at, answerHours(chance)), answer, false)
}
