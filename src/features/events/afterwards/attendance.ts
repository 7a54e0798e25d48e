import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import { hasPlace, type NetworkEvent, type SignUpState } from '../contract.ts'
import { mayOrganise } from '../policies.ts'
import { asSchakelWithin, findEventById, type Tx } from '../repository.ts'
import { findSignUps, setSignUpState, type SignUp } from '../sign-ups/repository.ts'
import { LEAST_ANSWERS } from '../contract.ts'
import { countFeedback, countFeedbackAnswers, type FeedbackCount } from './repository.ts'

export type Attendance = Readonly<{
  event: NetworkEvent
  signUps: readonly SignUp[] // in the order in which they signed up
  feedback: readonly FeedbackCount[] | undefined // undefined while fewer than five answered
  answers: number
}>

/** Who comes, for whoever organises it; and what they thought of it, as counts. */
export function findAttendance(
  ctx: Pick<Ctx, 'db'>,
  actor: Actor,
  eventId: string,
): Promise<Result<Attendance, 'not-found'>> {
  return asActor(ctx.db, actor, async (tx) => {
    const event = await findEventById(tx, eventId)
    if (event === undefined || !mayOrganise(actor, event)) return refuse('not-found')
    const signUps = await findSignUps(tx, eventId)
    const feedback = await asSchakelWithin(tx, actor, () => feedbackOf(tx, eventId))
    return ok({ event, signUps, ...feedback })
  })
}

/** Counted per five answers, so that one answer more never shows what that one was. */
async function feedbackOf(tx: Tx, eventId: string): Promise<Pick<Attendance, 'feedback' | 'answers'>> {
  const given = await countFeedback(tx, eventId)
  const answers = given - (given % LEAST_ANSWERS)
  if (answers === 0) return { answers: 0, feedback: undefined }
  return { answers, feedback: await countFeedbackAnswers(tx, eventId, answers) }
}

/** What was changed on the page: from what it showed, to what was chosen. */
export type Noted = Readonly<{ signUpId: string; from: SignUpState; to: 'attended' | 'absent' }>

/** Those that somebody else had filled in otherwise meanwhile; they stay as they are. */
export type NotedOutcome = Readonly<{ saved: number; clashes: readonly SignUp[] }>

/** Notes who was there; only what was changed on this page. Before it begins nobody was there. */
export function noteAttendance(
  ctx: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  eventId: string,
  noted: readonly Noted[],
): Promise<Result<NotedOutcome, 'not-found' | 'too-early'>> {
  return asActor(ctx.db, actor, async (tx) => {
    const event = await findEventById(tx, eventId)
    if (event === undefined || !mayOrganise(actor, event)) return refuse('not-found')
    const now = ctx.now()
    if (now < event.startsAt) return refuse('too-early')
    const byId = new Map((await findSignUps(tx, eventId)).map((signUp) => [signUp.id, signUp]))
    const clashes: SignUp[] = []
    let saved = 0
    for (const { signUpId, from, to } of noted) {
      const signUp = byId.get(signUpId)
      if (signUp === undefined || !hasPlace(signUp.state) || signUp.state === to || from === to) continue
      const isSaved = signUp.state === from && (await setSignUpState(tx, signUp, to, now))
      if (isSaved) saved++
      else clashes.push(signUp)
    }
    if (saved > 0)
      await appendAudit(tx, { actor, action: 'attendance noted', object: `event ${eventId}` }, now)
    return ok({ saved, clashes })
  })
}
