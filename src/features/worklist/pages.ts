import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import { signedIn } from '#features/identity/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import { pathIn } from '#platform/i18n.ts'
import { asPublic } from '#platform/link-holder.ts'
import { actions, button, form, hiddenInput } from '#platform/ui/components.ts'
import { addStyles } from '#platform/ui/assets.ts'
import { errorPage } from '#platform/ui/error-page.ts'
import { listPath, ROUTES } from './addresses.ts'
import { callFormSchema, hoursFormSchema, laterFormSchema, offerFormSchema } from './contract.ts'
import { findWorklist, type Worklist } from './find-worklist.ts'
import { firmName, markText } from './firm-words.ts'
import { firmAnchor } from './firm-card.ts'
import { hoursPage, type HoursView } from './hours-page.ts'
import { lotPage } from './lot-page.ts'
import { markFirm, type MarkRefusal, offerToFirm } from './mark-firm.ts'
import { messages } from './messages.ts'
import type { Proposal, WorklistParts } from './ports.ts'
import { findRuns, findSeeds } from './runs/repository.ts'
import { makeListNow } from './runs/weekly-list.ts'
import { setHours } from './set-hours.ts'
import { afterFormPage, worklistPage } from './worklist-page.ts'

addStyles(new URL('./worklist.css', import.meta.url))

type C = Context<Env>
type Parts = Required<Pick<WorklistParts, 'figures' | 'ports'>>
type Handler = (c: C, actor: Actor) => Promise<Response>

const MOST_RUNS = 20

/** The list of an adviser and what he does with it; and for everybody how lists come about. */
export function worklistPages(app: Hono<Env>, parts: Parts): void {
  app.get(ROUTES.lot, showLot)
  const adviser = (handler: Handler) => signedIn((c, actor) => handler(c, actor))
  app.get(
    ROUTES.list,
    adviser((c, actor) => showList(c, actor, parts)),
  )
  app.post(
    ROUTES.again,
    adviser((c, actor) => again(c, actor, parts)),
  )
  app.post(ROUTES.call, adviser(call))
  app.post(ROUTES.later, adviser(later))
  app.post(
    ROUTES.offer,
    adviser((c, actor) => offer(c, actor, parts)),
  )
  app.get(ROUTES.hours, adviser(showHours))
  app.post(ROUTES.hours, adviser(saveHours))
}

const nothing = async (c: C) => errorPage(c, 'notFound', 404)
const fieldsOf = async (c: C): Promise<Record<string, string>> =>
  Object.fromEntries(new URLSearchParams(await c.req.text()))
const goTo = (c: C, path: string) => c.redirect(pathIn(c.get('ctx').language, path), 303)

async function showLot(c: C): Promise<Response> {
  const { db, language } = c.get('ctx')
  const [seeds, runs] = await asPublic(
    db,
    async (tx) => [await findSeeds(tx, MOST_RUNS), await findRuns(tx, MOST_RUNS)] as const,
  )
  return c.html(lotPage(language, seeds, runs))
}

async function showList(c: C, actor: Actor, parts: Parts): Promise<Response> {
  const ctx = c.get('ctx')
  const found = await findWorklist(ctx, actor, c.req.query('hub'))
  if (!found.ok) return nothing(c)
  const view = { ...parts, language: ctx.language, worklist: found.value }
  return c.html(worklistPage({ ...view, isTooSoon: c.req.query('net') === 'gemaakt' }))
}

async function again(c: C, actor: Actor, { ports }: Parts): Promise<Response> {
  const hub = (await fieldsOf(c))['hub'] ?? ''
  const found = await findWorklist(c.get('ctx'), actor, hub)
  if (!found.ok) return nothing(c)
  const made = await makeListNow(c.get('ctx'), ports, actor)
  return goTo(c, made.ok ? listPath(hub) : `${listPath(hub)}&net=gemaakt`)
}

const call: Handler = async (c, actor) => {
  const fields = await fieldsOf(c)
  const parsed = callFormSchema.safeParse(fields)
  if (!parsed.success) return explain(c, actor, fields, { why: 'choice' })
  const { hub, firm, seen, result } = parsed.data
  const marked = await markFirm(c.get('ctx'), actor, {
    hubId: hub,
    firmId: firm,
    seen,
    kind: 'called',
    result,
  })
  return marked.ok ? goTo(c, listPath(hub)) : explain(c, actor, fields, marked.error)
}

const later: Handler = async (c, actor) => {
  const fields = await fieldsOf(c)
  const parsed = laterFormSchema.safeParse(fields)
  if (!parsed.success) return explain(c, actor, fields, { why: 'past' })
  const { hub, firm, seen, until } = parsed.data
  const marked = await markFirm(c.get('ctx'), actor, {
    hubId: hub,
    firmId: firm,
    seen,
    kind: 'not-now',
    until,
  })
  return marked.ok ? goTo(c, listPath(hub)) : explain(c, actor, fields, marked.error)
}

async function offer(c: C, actor: Actor, { ports }: Parts): Promise<Response> {
  const fields = await fieldsOf(c)
  const parsed = offerFormSchema.safeParse(fields)
  if (!parsed.success) return nothing(c)
  const { hub, firm, seen, offer: offerId } = parsed.data
  const found = await findWorklist(c.get('ctx'), actor, hub)
  const proposal = found.ok ? proposalOf(found.value, firm, offerId) : undefined
  if (proposal === undefined) return nothing(c)
  const marked = await offerToFirm(c.get('ctx'), actor, ports, { hubId: hub, firmId: firm, seen }, proposal)
  return marked.ok ? goTo(c, listPath(hub)) : explain(c, actor, fields, marked.error)
}

/** Only what the list proposes to the firm. */
function proposalOf(
  { toCall, toOffer, hubId }: Worklist,
  firmId: string,
  offerId: string,
): Proposal | undefined {
  const firm = [...toCall, ...toOffer].find(({ need }) => need.firmId === firmId)
  const found = firm?.others.find(({ match }) => match.offer === offerId)
  if (found === undefined) return undefined
  const { match, name, path } = found
  return { firmId, hubId, offerId, kind: match.kind, step: match.step, name, path }
}

/** Nothing was saved: why, and what stands there now. What was chosen can be saved all the same. */
async function explain(
  c: C,
  actor: Actor,
  fields: Readonly<Record<string, string>>,
  refusal: MarkRefusal | Readonly<{ why: 'choice' }>,
): Promise<Response> {
  const ctx = c.get('ctx')
  const { language } = ctx
  const t = messages(language)
  const found = await findWorklist(ctx, actor, fields['hub'])
  const { toCall = [], toOffer = [], done = [], leftOut = [], hubId = '' } = found.ok ? found.value : {}
  const firm = [...toCall, ...toOffer, ...done, ...leftOut].find(({ need }) => need.firmId === fields['firm'])
  if (firm === undefined || refusal.why === 'not-found') return nothing(c)
  const back = pathIn(language, listPath(hubId, firmAnchor(firm.need.firmId)))
  if (refusal.why !== 'newer') {
    const { why } = refusal
    const view = { title: t(`${why}.title`), body: t(`${why}.body`), back }
    return c.html(afterFormPage(language, view), why === 'choice' || why === 'past' ? 400 : 409)
  }
  const kept = Object.entries({ ...fields, seen: refusal.mark.id }).map(([name, value]) =>
    hiddenInput(name, value),
  )
  const sameForm = form(
    pathIn(language, c.req.path.replace(/^\/en(?=\/)/, '')),
    html`${kept}${actions(button(t('newer.again'), { kind: 'secondary' }))}`,
  )
  const body = t('newer.body', firmName(firm, language), markText(refusal.mark, language))
  return c.html(afterFormPage(language, { title: t('newer.title'), body, back, again: sameForm }), 409)
}

const showHours: Handler = async (c, actor) => {
  const ctx = c.get('ctx')
  const found = await findWorklist(ctx, actor, c.req.query('hub'))
  if (!found.ok) return nothing(c)
  const { hours, hubId } = found.value
  const { talksPerWeek = '', awayUntil = '', version = 0 } = hours ?? {}
  const typed = { talks: String(talksPerWeek), away: awayUntil, version: String(version) }
  return c.html(hoursPage({ language: ctx.language, hubId, typed, faults: [] }))
}

const saveHours: Handler = async (c, actor) => {
  const ctx = c.get('ctx')
  const fields = await fieldsOf(c)
  const { hub: hubId = '', talks = '', away = '', version = '0' } = fields
  if (!(await findWorklist(ctx, actor, hubId)).ok) return nothing(c)
  const view: HoursView = { language: ctx.language, hubId, typed: { talks, away, version }, faults: [] }
  const parsed = hoursFormSchema.safeParse({
    ...fields,
    talks: talks.trim() === '' ? 'x' : talks.trim(),
    away: away.trim(),
  })
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path }) => path[0])
    const faults = (['talks', 'away'] as const).filter((field) => wrong.includes(field))
    return faults.length === 0 ? nothing(c) : c.html(hoursPage({ ...view, faults }), 400)
  }
  const { hub, talks: talksPerWeek, away: awayUntil, version: seen } = parsed.data
  const hours = { organisationId: hub, talksPerWeek, awayUntil: awayUntil || undefined, version: seen }
  const saved = await setHours(ctx, actor, hours)
  if (saved.ok) return goTo(c, listPath(hub))
  if (saved.error.why === 'not-found') return nothing(c)
  const { current } = saved.error
  const typed = { ...view.typed, version: String(current?.version ?? 0) }
  return c.html(hoursPage({ ...view, typed, newerTalks: current?.talksPerWeek ?? 0 }), 409)
}
