import { amsterdamClock, instantInAmsterdam } from '#engine/calendar/amsterdam-time.ts'
import { weekdayOf } from '#engine/calendar/civil-day.ts'
import {
  confirmComing,
  type EventContent,
  findAttendance,
  giveFeedback,
  leave,
  makeEvent,
  noteAttendance,
  signUp,
} from '#features/events/index.ts'
import { organisationId } from './cast.ts'
import { type Chance, chanceOf, STREAMS } from './chance.ts'
import { EVENTS, type InventedEvent } from './events-data.ts'
import { DAY_MS, done, type Filling, HOUR_MS, MINUTE_MS, runTask } from './filling.ts'
import type { Arrived } from './firms-arrive.ts'
import { workedOn } from './working-hours.ts'

/** On the list so long before it is held; nobody signs up in the last days. */
const PUBLISHED_DAYS = 56
const DEADLINE_DAYS = 5
/** Of who signed up, of who has a place, and of who was there; invented. */
const SHARES = { leaves: 0.08, confirms: 0.55, comes: 0.87, feedback: 0.62 } as const

type Held = Readonly<{ told: InventedEvent; content: EventContent; slug: string; id: string }>
type Place = Readonly<{ filling: Filling; held: Held; arrived: Arrived; chance: Chance }>

/** Events are put on the list, firms that are there by then sign up, come or stay away, and say how it was. */
export function planEvents(filling: Filling): (arrived: Arrived) => void {
  const arrived: Arrived[] = []
  for (const [n, told] of EVENTS.entries())
    planEvent(filling, told, arrived, chanceOf(filling.seed, STREAMS.events + 1_000 * n))
  return (firm) => {
    arrived.push(firm)
  }
}

function planEvent(filling: Filling, told: InventedEvent, arrived: readonly Arrived[], chance: Chance): void {
  const { year, ctx, cast, site } = filling
  const content = contentOf(told, year.until)
  const publishedAt = content.startsAt.getTime() - PUBLISHED_DAYS * DAY_MS
  year.plan(Math.max(publishedAt, year.from + DAY_MS), async () => {
    const organiser = cast.colleagues.find(({ slug }) => slug === told.slug)!.actor
    const making = { organisationId: organisationId(told.slug), content, isPublished: true, site }
    const held: Held = { told, content, ...done(await makeEvent(ctx, organiser, making)) }
    const deadline = content.deadlineAt.getTime()
    for (let n = 0; n < told.wanted; n++) {
      const at = workedOn(
        year.now().getTime() + chance.rng() * (deadline - year.now().getTime() - DAY_MS),
        0.2,
      )
      year.plan(at, () => comeAlong(filling, held, arrived, chance))
    }
    if (told.allotment === 'lottery')
      year.plan(deadline + 5 * MINUTE_MS, () => runTask(filling, 'event-lotteries'))
    for (const at of [content.startsAt.getTime() - 20 * HOUR_MS, content.endsAt.getTime() + 20 * HOUR_MS])
      year.plan(at, () => runTask(filling, 'event-reminders'))
    year.plan(content.endsAt.getTime() + HOUR_MS, () => noteWhoCame(filling, held, organiser, chance))
  })
}

/** At half past one on a day that is worked. */
function contentOf(
  { slug: _slug, wanted: _wanted, startsInDays, hours, ...told }: InventedEvent,
  until: number,
): EventContent {
  let { day } = amsterdamClock(until + startsInDays * DAY_MS)
  while (weekdayOf(day) > 3) day++
  const startsAt = instantInAmsterdam(day, 13 * 60 + 30)
  return {
    ...told,
    ...{ titleEn: '', descriptionEn: '', onlineUrl: '', peoplePerPlace: 2 },
    startsAt: new Date(startsAt),
    endsAt: new Date(startsAt + hours * HOUR_MS),
    deadlineAt: new Date(startsAt - DEADLINE_DAYS * DAY_MS),
    ...{ strata: told.allotment === 'lottery' ? 'size' : 'none', publicKind: 'none', publicSource: '' },
  }
}

/** A firm that has not signed up yet does; the first firm of the cast now and then, so that it has something to see. */
async function comeAlong(
  filling: Filling,
  held: Held,
  arrived: readonly Arrived[],
  chance: Chance,
): Promise<void> {
  const { ctx, year, site } = filling
  const one = chance.isOne(0.12) ? arrived.find(({ firm }) => firm.n === 0) : chance.oneOf(arrived)
  if (one === undefined) return
  const { firm, firmId, actor } = one
  const wish = {
    ...{ firmId, contactName: firm.person, people: chance.whole(1, 2), region: '' },
    sizeClass: sizeOf(firm.told.employees ?? 1),
  }
  const signedUp = await signUp(ctx, actor, { slug: held.slug, wish, site })
  if (!signedUp.ok && signedUp.error === 'twice') return
  done(signedUp)
  const place: Place = { filling, held, arrived: one, chance }
  const left = held.content.startsAt.getTime() - year.now().getTime()
  const at = year.now().getTime() + chance.between(0.2, 0.8) * left
  if (firm.n > 0 && chance.isOne(SHARES.leaves)) year.plan(at, () => goAway(place))
  else if (chance.isOne(SHARES.confirms))
    year.plan(held.content.startsAt.getTime() - chance.between(1, 4) * DAY_MS, () => sayYes(place))
  year.plan(held.content.endsAt.getTime() + chance.between(20, 90) * HOUR_MS, () => sayHowItWas(place))
}

function sizeOf(employees: number): string {
  if (employees < 10) return '1-9'
  if (employees < 50) return '10-49'
  return employees < 250 ? '50-249' : '250+'
}

const signUpsOf = async ({ filling, held, arrived }: Place) => {
  const organiser = filling.cast.colleagues.find(({ slug }) => slug === held.told.slug)!.actor
  const { signUps } = done(await findAttendance(filling.ctx, organiser, held.id))
  return signUps.find(({ firmId, state }) => firmId === arrived.firmId && state !== 'cancelled')
}

async function goAway(place: Place): Promise<void> {
  const { filling, held, arrived } = place
  const mine = await signUpsOf(place)
  if (mine === undefined) return
  done(await leave(filling.ctx, arrived.actor, { slug: held.slug, signUpId: mine.id, site: filling.site }))
}

/** Only who has a place can; who waits says nothing. */
async function sayYes(place: Place): Promise<void> {
  const { filling, held, arrived } = place
  const mine = await signUpsOf(place)
  if (mine?.state !== 'placed') return
  done(await confirmComing(filling.ctx, arrived.actor, { slug: held.slug, signUpId: mine.id }))
}

async function noteWhoCame(
  { ctx }: Filling,
  { id }: Held,
  organiser: Arrived['actor'],
  chance: Chance,
): Promise<void> {
  const { signUps } = done(await findAttendance(ctx, organiser, id))
  const noted = signUps
    .filter(({ state }) => state === 'placed' || state === 'confirmed')
    .map(({ id: signUpId, state: from }) => ({
      ...{ signUpId, from },
      to: chance.isOne(SHARES.comes) ? ('attended' as const) : ('absent' as const),
    }))
  done(await noteAttendance(ctx, organiser, id, noted))
}

/** Who was there says so, if asked and in the mood. */
async function sayHowItWas(place: Place): Promise<void> {
  const { filling, held, arrived, chance } = place
  if (!chance.isOne(SHARES.feedback)) return
  const mine = await signUpsOf(place)
  if (mine?.state !== 'attended') return
  const feedback = {
    useful: chance.oneOf(['much', 'much', 'some', 'some', 'none'] as const),
    willAct: chance.oneOf(['yes', 'maybe', 'maybe', 'no'] as const),
    recommends: chance.oneOf(['yes', 'yes', 'yes', 'no'] as const),
  }
  done(await giveFeedback(filling.ctx, arrived.actor, held.slug, feedback))
}
