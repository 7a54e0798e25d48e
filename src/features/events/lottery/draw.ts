import { type Applicant, applicantListHash } from '#engine/lottery/applicant-list.ts'
import { drawLottery, type LotteryDraw } from '#engine/lottery/draw-lottery.ts'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import type { Task } from '#platform/jobs/task.ts'
import type { NetworkEvent, Strata } from '../contract.ts'
import { mailDrawn, mailListClosed } from '../mails.ts'
import { mayOrganise } from '../policies.ts'
import { asSchakelWithin, findEventById, lockEvent, SCHAKEL, type Tx } from '../repository.ts'
import { fillPlaces } from '../sign-ups/fill-places.ts'
import { findSignUps, setSignUpState, type SignUp } from '../sign-ups/repository.ts'
import { type EventsParts, siteOf } from '../site.ts'
import { saturdayAfter, startOfDay } from '../when.ts'
import {
  findApplicants,
  findLotteriesDue,
  findLottery,
  findSecret,
  type Lottery,
  setDrawn,
  setListClosed,
  setResults,
} from './repository.ts'

type Moment = Readonly<{ now: Date; site: string; by: 'task' | 'button' }>

/** Closes lists at the deadline, and draws where nothing more has to be known. */
export const runLotteries = ({ config }: Pick<EventsParts, 'config'>): Task => ({
  name: 'event-lotteries',
  everyMinutes: 5,
  run: async (ctx, signal) => {
    const due = await asActor(ctx.db, SCHAKEL, (tx) => findLotteriesDue(tx, ctx.now()))
    for (const eventId of due) if (!signal.aborted) await runLottery(ctx, eventId, siteOf(config))
  },
})

/** One lottery whose deadline is over: the list, and the draw if nothing public has to be waited for. */
export const runLottery = (
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  eventId: string,
  site: string,
): Promise<void> =>
  asActor(db, SCHAKEL, async (tx) => {
    const event = await lockEvent(tx, eventId)
    if (event === undefined) return
    const moment: Moment = { now: now(), site, by: 'task' }
    const lottery = await closeList(tx, event, moment)
    if (lottery === undefined || lottery.outcome !== '' || lottery.publicSource !== '') return
    await draw(tx, event, lottery, undefined, moment)
    await appendAudit(
      tx,
      { actor: SCHAKEL, action: 'lottery drawn', object: `event ${event.id}` },
      moment.now,
    )
  })

export type DrawRefusal = 'not-found' | 'too-early' | 'drawn' | 'value'

/** By the button of the organiser, once the public value is known; once. */
export function drawNow(
  ctx: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  { eventId, publicValue, site }: Readonly<{ eventId: string; publicValue: string; site: string }>,
): Promise<Result<undefined, DrawRefusal>> {
  return asActor(ctx.db, actor, async (tx) => {
    const seen = await findEventById(tx, eventId)
    if (seen === undefined || !mayOrganise(actor, seen)) return refuse('not-found')
    const moment: Moment = { now: ctx.now(), site, by: 'button' }
    const drawn = await asSchakelWithin(tx, actor, () => drawAsSchakel(tx, eventId, publicValue, moment))
    if (drawn.ok)
      await appendAudit(tx, { actor, action: 'lottery drawn', object: `event ${eventId}` }, moment.now)
    return drawn
  })
}

async function drawAsSchakel(
  tx: Tx,
  eventId: string,
  publicValue: string,
  moment: Moment,
): Promise<Result<undefined, DrawRefusal>> {
  const event = await lockEvent(tx, eventId)
  if (event === undefined || event.state !== 'published') return refuse('not-found')
  if (moment.now < event.deadlineAt) return refuse('too-early')
  const wasClosed = (await findLottery(tx, eventId))?.closedAt !== null
  const lottery = await closeList(tx, event, moment)
  if (lottery === undefined) return refuse('not-found')
  if (lottery.outcome !== '') return refuse('drawn')
  if (!wasClosed) return refuse('too-early') // from now on it is closed, and everybody gets its hash first
  const value = lottery.publicSource === '' ? undefined : plainValue(event, publicValue)
  if (lottery.publicSource !== '' && value === undefined) return refuse('value')
  if (event.publicKind === 'lotto' && moment.now < startOfDay(saturdayAfter(event.deadlineAt)))
    return refuse('too-early')
  await draw(tx, event, lottery, value, moment)
  return ok(undefined)
}

/** As it was announced: the six numbers of the draw, lowest first; or one line of text. */
export function plainValue(
  { publicKind }: Pick<NetworkEvent, 'publicKind'>,
  typed: string,
): string | undefined {
  const text = typed.normalize('NFC').trim()
  if (publicKind === 'own')
    return text.length > 0 && text.length <= 200 && !/\p{Cc}/u.test(text) ? text : undefined
  if (!/^\d{1,2}([\s,]+\d{1,2}){5}$/.test(text)) return undefined
  const numbers = text.split(/[\s,]+/).map(Number)
  const isRight = new Set(numbers).size === 6 && numbers.every((one) => one >= 1 && one <= 45)
  return isRight ? numbers.toSorted((a, b) => a - b).join(' ') : undefined
}

const STRATUM_OF: Readonly<Record<Strata, (signUp: SignUp) => string>> = {
  none: () => 'iedereen',
  size: ({ sizeClass }) => sizeClass,
  region: ({ region }) => region,
}

/**
 * Only as Schakel itself, with the event locked: the list as it is from now on, and its hash to all who are on it. Where
 * there is room for all, or nobody, that is the end of it. Undefined where there is no lottery, or the deadline is not over.
 */
async function closeList(tx: Tx, event: NetworkEvent, moment: Moment): Promise<Lottery | undefined> {
  const announced = await findLottery(tx, event.id)
  if (announced === undefined || announced.closedAt !== null) return announced
  if (moment.now < event.deadlineAt) return undefined
  const signUps = (await findSignUps(tx, event.id)).filter(({ state }) => state === 'signed-up')
  const applicants = signUps.map(
    (signUp): Applicant => ({
      id: signUp.code,
      stratum: STRATUM_OF[announced.strata](signUp),
    }),
  )
  const listHash = applicantListHash(applicants)
  await setListClosed(tx, event.id, applicants, { listHash, at: moment.now })
  const lottery = { ...announced, closedAt: moment.now, listHash }
  if (applicants.length <= lottery.places) return settle(tx, event, lottery, signUps, moment)
  for (const signUp of signUps) {
    const letter = { event, signUp, site: moment.site }
    if (lottery.publicSource !== '') await mailListClosed(tx, letter, lottery, applicants.length, moment.now)
  }
  return lottery
}

/** Room for all: nothing to draw. The secret is told, so that anyone sees that there was one. */
async function settle(
  tx: Tx,
  event: NetworkEvent,
  lottery: Lottery,
  signUps: readonly SignUp[],
  { now, site, by }: Moment,
): Promise<Lottery> {
  const outcome = signUps.length === 0 ? 'nobody' : 'room-for-all'
  const secret = (await findSecret(tx, event.id)) ?? ''
  const told = { outcome, secret, publicValue: '', seed: '', strataPlaces: [], drawnBy: by, at: now } as const
  await setDrawn(tx, event.id, told)
  await setResults(
    tx,
    event.id,
    signUps.map(({ code }) => ({ id: code, chanceShare: 1, result: 'place' })),
    now,
  )
  for (const signUp of signUps) {
    await setSignUpState(tx, signUp, 'placed', now)
    await mailDrawn(tx, { event, signUp: { ...signUp, state: 'placed' }, site }, 'room-for-all', now)
  }
  return { ...lottery, outcome, secret, drawnAt: now, drawnBy: by }
}

/** Only as Schakel itself, with the event locked and the list closed. Whoever cancelled since is drawn too, and his place moves on. */
async function draw(
  tx: Tx,
  event: NetworkEvent,
  lottery: Lottery,
  publicValue: string | undefined,
  { now, site, by }: Moment,
): Promise<void> {
  const listed = await findApplicants(tx, event.id)
  const applicants = listed.map(({ code, stratum }): Applicant => ({ id: code, stratum }))
  const secret = (await findSecret(tx, event.id)) ?? ''
  const drawn = drawLottery(termsOf(lottery), {
    ...{ secret, applicants },
    ...(publicValue === undefined ? {} : { publicValue }),
  })
  if (!drawn.ok)
    throw new Error(
      `the lottery of event ${event.id} cannot be drawn: ${drawn.error.map(({ code }) => code).join(', ')}`,
    )
  const { seed, strata } = drawn.value
  const told = {
    outcome: 'drawn',
    secret,
    publicValue: publicValue ?? '',
    seed,
    strataPlaces: strata,
  } as const
  if (!(await setDrawn(tx, event.id, { ...told, drawnBy: by, at: now }))) return
  await setResults(tx, event.id, drawn.value.applicants, now)
  await tellAll(tx, event, drawn.value, { now, site, by })
}

/** What is announced of a lottery, as the protocol wants it. */
export const termsOf = ({ name, places, commitment, publicSource, listHash }: Lottery) => ({
  ...{ lottery: name, places, commitment, listHash },
  ...(publicSource === '' ? {} : { publicSource }),
})

async function tellAll(
  tx: Tx,
  event: NetworkEvent,
  { applicants, strata }: LotteryDraw,
  { now, site }: Moment,
) {
  const resultOf = new Map(applicants.map(({ id, result }) => [id, result]))
  const signUps = await findSignUps(tx, event.id)
  for (const signUp of signUps) {
    const result = resultOf.get(signUp.code)
    if (signUp.state !== 'signed-up' || result === undefined) continue
    const state = result === 'place' ? 'placed' : 'waiting'
    await setSignUpState(tx, signUp, state, now)
    await mailDrawn(
      tx,
      { event, signUp: { ...signUp, state }, site },
      result === 'place' ? 'won' : 'lost',
      now,
    )
  }
  const gone = new Set(signUps.filter(({ state }) => state === 'cancelled').map(({ code }) => code))
  const chanceIsGone = applicants.filter(({ id, result }) => result === 'place' && gone.has(id))
  for (const { name } of strata)
    if (chanceIsGone.some(({ stratum }) => stratum === name))
      await fillPlaces(tx, { event, stratum: name, now, site })
}
