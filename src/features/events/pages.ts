import type { Context, Hono } from 'hono'
import { signedIn } from '#features/identity/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import { pathIn } from '#platform/i18n.ts'
import { addStyles } from '#platform/ui/assets.ts'
import { errorPage } from '#platform/ui/error-page.ts'
import { findAsked, giveFeedback } from './afterwards/give-feedback.ts'
import { eventPath, ROUTES } from './addresses.ts'
import { calendarRoutes } from './calendar/calendar-routes.ts'
import { feedbackFormSchema } from './contract.ts'
import { eventPage } from './event-page.ts'
import { FEEDBACK_FIELDS, feedbackPage } from './feedback-page.ts'
import { findEvent, findLotteryView, listEvents } from './find-events.ts'
import { listPage, readChosen } from './list-page.ts'
import { lotteryFile } from './lottery/lottery-file.ts'
import { lotteryPage } from './lottery/lottery-page.ts'
import { messages } from './messages.ts'
import { organisesAnything } from './policies.ts'
import { saidPage } from './said-page.ts'
import { leavePage } from './sign-up-page.ts'
import { saveSignUp, showSignUp } from './sign-up-routes.ts'
import { confirmComing, leave } from './sign-ups/leave.ts'
import { type EventsParts, siteOf } from './site.ts'

addStyles(new URL('./events.css', import.meta.url))

export type C = Context<Env>
export const nothing = (c: C) => errorPage(c, 'notFound', 404)
export const goTo = (c: C, path: string): Response => c.redirect(pathIn(c.get('ctx').language, path), 303)
export const slugOf = (c: C): string => c.req.param('slug') ?? ''

/** What is on, one event, signing up and afterwards. */
export function eventPages(app: Hono<Env>, parts: EventsParts): void {
  calendarRoutes(app, parts)
  app.get(ROUTES.list, (c) => showList(c, parts))
  app.get(ROUTES.event, (c) => showEvent(c, parts))
  app.get(ROUTES.lottery, showLottery)
  app.get(ROUTES.lotteryFile, sendLotteryFile)
  app.get(ROUTES.signUp, signedIn(showSignUp))
  app.post(
    ROUTES.signUp,
    signedIn((c, actor) => saveSignUp(c, actor, parts)),
  )
  app.get(ROUTES.leave, signedIn(showLeave))
  app.post(
    ROUTES.leave,
    signedIn((c, actor) => saveLeave(c, actor, parts)),
  )
  app.post(ROUTES.confirm, signedIn(saveConfirm))
  app.get(ROUTES.feedback, signedIn(showFeedback))
  app.post(ROUTES.feedback, signedIn(saveFeedback))
}

async function showList(c: C, { figures }: EventsParts): Promise<Response> {
  const ctx = c.get('ctx')
  const chosen = readChosen((name) => c.req.query(name))
  const now = ctx.now()
  const listed = await listEvents(ctx, chosen.isPast ? { before: now } : { from: now })
  const { actor, language } = ctx
  const mayKeep = organisesAnything(actor)
  return c.html(listPage({ figures, listed, chosen, language, now, maySignUp: actor !== undefined, mayKeep }))
}

async function showEvent(c: C, { figures }: EventsParts): Promise<Response> {
  const ctx = c.get('ctx')
  const found = await findEvent(ctx, ctx.actor, slugOf(c))
  if (!found.ok) return nothing(c)
  const { language, actor } = ctx
  return c.html(
    eventPage({ ...found.value, figures, language, now: ctx.now(), isSignedIn: actor !== undefined }),
  )
}

async function showLottery(c: C): Promise<Response> {
  const ctx = c.get('ctx')
  const found = await findLotteryView(ctx, slugOf(c))
  if (!found.ok) return nothing(c)
  const event = await findEvent(ctx, undefined, slugOf(c))
  const signedUp = event.ok ? event.value.counts.signedUp : 0
  return c.html(lotteryPage({ ...found.value, language: ctx.language, signedUp }))
}

async function sendLotteryFile(c: C): Promise<Response> {
  const found = await findLotteryView(c.get('ctx'), slugOf(c))
  if (!found.ok) return nothing(c)
  const { event, lottery, applicants } = found.value
  c.header('Content-Disposition', 'attachment; filename="loting.json"')
  c.header('Content-Type', 'application/json; charset=utf-8')
  return c.body(`${JSON.stringify(lotteryFile(event, lottery, applicants), undefined, 2)}\n`)
}

async function showLeave(c: C, actor: Actor): Promise<Response> {
  const ctx = c.get('ctx')
  const found = await findEvent(ctx, actor, slugOf(c))
  if (!found.ok) return nothing(c)
  return c.html(leavePage(ctx.language, found.value, c.req.query('aanmelding')))
}

const signUpIdOf = async (c: C): Promise<string> =>
  new URLSearchParams(await c.req.text()).get('signUp') ?? ''

async function saveLeave(c: C, actor: Actor, { config }: EventsParts): Promise<Response> {
  const ctx = c.get('ctx')
  const slug = slugOf(c)
  const left = await leave(ctx, actor, { slug, signUpId: await signUpIdOf(c), site: siteOf(config) })
  if (left.ok) return goTo(c, eventPath.event(slug))
  return left.error === 'not-found' ? nothing(c) : tooLate(c)
}

const saveConfirm = async (c: C, actor: Actor): Promise<Response> => {
  const slug = slugOf(c)
  const confirmed = await confirmComing(c.get('ctx'), actor, { slug, signUpId: await signUpIdOf(c) })
  if (confirmed.ok) return goTo(c, eventPath.event(slug))
  return confirmed.error === 'not-found' ? nothing(c) : tooLate(c)
}

function tooLate(c: C): Response | Promise<Response> {
  const t = messages(c.get('ctx').language)
  return saidPage(
    c,
    { title: t('leave.late'), body: t('leave.late.body'), back: eventPath.event(slugOf(c)) },
    409,
  )
}

async function showFeedback(c: C, actor: Actor): Promise<Response> {
  const ctx = c.get('ctx')
  const asked = await findAsked(ctx, actor, slugOf(c))
  if (!asked.ok) return nothing(c)
  return asked.value.isAnswered ? thanks(c) : c.html(feedbackPage(ctx.language, asked.value.event, {}))
}

async function saveFeedback(c: C, actor: Actor): Promise<Response> {
  const ctx = c.get('ctx')
  const asked = await findAsked(ctx, actor, slugOf(c))
  if (!asked.ok) return nothing(c)
  const typed = Object.fromEntries(new URLSearchParams(await c.req.text()))
  const read = feedbackFormSchema.safeParse(typed)
  if (!read.success) {
    const missing = FEEDBACK_FIELDS.filter((field) => read.error.issues.some(({ path }) => path[0] === field))
    return c.html(feedbackPage(ctx.language, asked.value.event, typed, missing), 400)
  }
  const given = await giveFeedback(ctx, actor, slugOf(c), read.data)
  return given.ok ? thanks(c) : nothing(c)
}

async function thanks(c: C): Promise<Response> {
  const t = messages(c.get('ctx').language)
  const said = {
    title: t('feedback.thanks'),
    body: t('feedback.thanks.body'),
    back: eventPath.event(slugOf(c)),
  }
  return saidPage(c, said, 200)
}
