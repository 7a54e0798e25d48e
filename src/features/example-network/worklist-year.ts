import { findWorklist, markFirm, offerToFirm, setHours, type ToOffer } from '#features/worklist/index.ts'
import { weekdayOf } from '#engine/calendar/civil-day.ts'
import { amsterdamClock, instantInAmsterdam } from '#engine/calendar/amsterdam-time.ts'
import { type Colleague, organisationId } from './cast.ts'
import { type Chance, chanceOf, STREAMS } from './chance.ts'
import { DAY_MS, done, type Filling, runTask } from './filling.ts'
import { workedOn } from './working-hours.ts'

/** So many weeks with a list; before that there was none. */
const WEEKS = 2
/** What comes of a firm on the list, of those that an adviser gets to; invented. */
const SHARES = { offered: 0.25, talked: 0.6, noAnswer: 0.25, notNow: 0.1 } as const

/** Advisers say how many conversations they can have; every Monday there is a list, and they work on it. */
export function planWorklist(filling: Filling): void {
  const { year, cast, ctx, seed } = filling
  const chance = chanceOf(seed, STREAMS.worklist)
  const advisers = cast.colleagues.filter(({ kind }) => kind === 'adviser')
  const { day } = amsterdamClock(year.until)
  const monday = day - weekdayOf(day)
  year.plan(instantInAmsterdam(monday - 7 * WEEKS, 9 * 60), async () => {
    for (const { actor, slug } of advisers) {
      const talksPerWeek = chance.whole(3, 7)
      const hours = { organisationId: organisationId(slug), talksPerWeek, awayUntil: undefined, version: 0 }
      done(await setHours(ctx, actor, hours))
    }
    await runTask(filling, 'worklist')
  })
  for (let week = WEEKS - 1; week >= 0; week--) {
    const madeAt = instantInAmsterdam(monday - 7 * week, 6 * 60 + 5)
    year.plan(madeAt, () => runTask(filling, 'worklist'))
    for (const adviser of advisers)
      year.plan(workedOn(madeAt, chance.between(2, 36)), () => workOn(filling, adviser, chance))
  }
}

/** The next firm of the list that nobody did anything with this week. */
async function workOn(filling: Filling, { actor, slug }: Colleague, chance: Chance): Promise<void> {
  const { ctx, year, parts } = filling
  const hubId = organisationId(slug)
  const list = done(await findWorklist({ ...ctx, actor }, actor, hubId))
  const next = list.toCall.find(({ isMine }) => isMine) ?? list.toCall[0]
  if (next === undefined) return
  const deed = { hubId, firmId: next.need.firmId, seen: next.newest?.id ?? '' }
  const proposal = chance.isOne(SHARES.offered) ? proposalOf(next, hubId) : undefined
  if (proposal !== undefined) {
    const offered = await offerToFirm(ctx, actor, parts.ports, deed, proposal)
    if (offered.ok) return
  }
  const place = chance.rng()
  const until = new Date(year.now().getTime() + 30 * DAY_MS).toISOString().slice(0, 10)
  if (place < SHARES.notNow) return void done(await markFirm(ctx, actor, { ...deed, kind: 'not-now', until }))
  const result = resultBy((place - SHARES.notNow) / (1 - SHARES.notNow))
  done(await markFirm(ctx, actor, { ...deed, kind: 'called', result }))
}

function resultBy(place: number): 'talked' | 'no-answer' | 'not-interested' {
  if (place < SHARES.talked) return 'talked'
  return place < SHARES.talked + SHARES.noAnswer ? 'no-answer' : 'not-interested'
}

function proposalOf({ need, others }: ToOffer, hubId: string) {
  const [first] = others
  if (first === undefined) return undefined
  const { match, name, path } = first
  return { firmId: need.firmId, hubId, offerId: match.offer, kind: match.kind, step: match.step, name, path }
}
