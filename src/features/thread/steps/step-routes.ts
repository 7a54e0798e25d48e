import type { Context, Hono } from 'hono'
import { signedIn } from '#features/identity/index.ts'
import { amsterdamClock } from '#engine/calendar/amsterdam-time.ts'
import { isoOfDay } from '#engine/calendar/civil-day.ts'
import type { Actor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import { pathIn } from '#platform/i18n.ts'
import type { FieldError } from '#platform/ui/fields.ts'
import { refusedPage } from '#platform/ui/error-page.ts'
import { ROUTES, withFirm } from '../addresses.ts'
import { firmAsked } from '../firm-routes.ts'
import { isUuid } from '../is-uuid.ts'
import { messages } from '../messages.ts'
import type { ThreadSite } from '../site.ts'
import { firmName } from '../thread-page.ts'
import { costIdOf, type StepForm, type StepReport, stepFormSchema } from './contract.ts'
import { readStep, type StepFault } from './read-step.ts'
import { changeReport, dropReport, findOwnReport, findStepReports, reportStep } from './report-step.ts'
import { stepPage, stepsPage } from './steps-page.ts'

const EMPTY: StepForm = { step: '', state: '', date: '', cost: '', brought: '', version: 0 }

export function stepRoutes(app: Hono<Env>, site: ThreadSite): void {
  app.get(
    ROUTES.steps,
    signedIn((c, actor) => list(c, actor, site)),
  )
  app.get(
    ROUTES.newStep,
    signedIn((c, actor) => ask(c, actor, site)),
  )
  app.post(
    ROUTES.newStep,
    signedIn((c, actor) => add(c, actor, site)),
  )
  app.get(
    ROUTES.step,
    signedIn((c, actor) => show(c, actor, site)),
  )
  app.post(
    ROUTES.step,
    signedIn((c, actor) => change(c, actor, site)),
  )
  app.post(ROUTES.dropStep, signedIn(drop))
}

const toSteps = (c: Context<Env>, firmId: string) =>
  c.redirect(pathIn(c.get('ctx').language, withFirm(ROUTES.steps, firmId)), 303)

async function list(c: Context<Env>, actor: Actor, { figures }: ThreadSite): Promise<Response> {
  const { language } = c.get('ctx')
  const { firm } = await firmAsked(c, actor)
  if (firm === undefined) return withoutFirm(c, actor)
  const reports = await findStepReports(c.get('ctx'), actor, firm.id)
  return c.html(
    stepsPage(reports, { figures, language, firmId: firm.id, firmName: firmName(firm, language) }),
  )
}

/** Who has no firm yet names it first; somebody else's is not there. */
const withoutFirm = (c: Context<Env>, { firmIds }: Actor): Response | Promise<Response> =>
  firmIds.length === 0
    ? c.redirect(pathIn(c.get('ctx').language, ROUTES.newFirm), 303)
    : refusedPage(c, 'not-found')

async function ask(c: Context<Env>, actor: Actor, { figures }: ThreadSite): Promise<Response> {
  const { firm } = await firmAsked(c, actor)
  if (firm === undefined) return withoutFirm(c, actor)
  const step = figures.steps.find(({ id }) => id === c.req.query('stap'))?.id ?? ''
  const view = { figures, language: c.get('ctx').language, firmId: firm.id, typed: { ...EMPTY, step } }
  return c.html(stepPage(view))
}

async function formOf(c: Context<Env>): Promise<StepForm | undefined> {
  const read = stepFormSchema.safeParse({
    ...EMPTY,
    ...Object.fromEntries(new URLSearchParams(await c.req.text())),
  })
  return read.success ? read.data : undefined
}

async function add(c: Context<Env>, actor: Actor, { figures }: ThreadSite): Promise<Response> {
  const { language, now } = c.get('ctx')
  const { firm } = await firmAsked(c, actor)
  if (firm === undefined) return refusedPage(c, 'not-found')
  const typed = await formOf(c)
  if (typed === undefined) return refusedPage(c, 'not-found')
  const view = { figures, language, firmId: firm.id, typed }
  const told = readStep(typed, { steps: figures.steps.map(({ id }) => id), today: todayOf(now()) })
  if (!told.ok) return c.html(stepPage({ ...view, errors: errorsOf(told.error, c) }), 400)

  const added = await reportStep(c.get('ctx'), actor, firm.id, told.value)
  if (added.ok) return toSteps(c, firm.id)
  return added.error === 'not-found'
    ? refusedPage(c, 'not-found')
    : c.html(stepPage({ ...view, before: added.error }), 409)
}

const FIELD_OF: Readonly<Record<StepFault, string>> = {
  ...{ step: 'step', state: 'state', date: 'date', future: 'date', cost: 'cost', brought: 'brought' },
}
const errorsOf = (faults: readonly StepFault[], c: Context<Env>): readonly FieldError[] =>
  faults.map((fault) => ({
    field: FIELD_OF[fault],
    message: messages(c.get('ctx').language)(`fault.${fault}`),
  }))

/** 'yyyy-mm-dd' in the Netherlands. */
const todayOf = (now: Date) => isoOfDay(amsterdamClock(now.getTime()).day)

async function ownReport(c: Context<Env>, actor: Actor): Promise<StepReport | undefined> {
  const id = c.req.param('id') ?? ''
  const found = isUuid(id) ? await findOwnReport(c.get('ctx'), actor, id) : undefined
  return found?.ok === true ? found.value : undefined
}

const typedOf = (report: StepReport): StepForm => {
  const [year, month, day] = report.happenedOn.split('-').map(Number)
  const { stepId: step, state, brought, version } = report
  return { step, state, brought, version, date: `${day}-${month}-${year}`, cost: costIdOf(report) }
}

async function show(c: Context<Env>, actor: Actor, { figures }: ThreadSite): Promise<Response> {
  const report = await ownReport(c, actor)
  if (report === undefined) return refusedPage(c, 'not-found')
  const { language } = c.get('ctx')
  return c.html(stepPage({ figures, language, firmId: report.firmId, report, typed: typedOf(report) }))
}

async function change(c: Context<Env>, actor: Actor, { figures }: ThreadSite): Promise<Response> {
  const { language, now } = c.get('ctx')
  const report = await ownReport(c, actor)
  const form = await formOf(c)
  if (report === undefined || form === undefined) return refusedPage(c, 'not-found')
  const typed = { ...form, step: report.stepId, state: report.state }
  const view = { figures, language, firmId: report.firmId, report, typed }
  const told = readStep(typed, { steps: [report.stepId], today: todayOf(now()) })
  if (!told.ok) return c.html(stepPage({ ...view, errors: errorsOf(told.error, c) }), 400)

  const saved = await changeReport(c.get('ctx'), actor, report.id, {
    told: told.value,
    version: typed.version,
  })
  if (saved.ok) return toSteps(c, report.firmId)
  if (saved.error === 'not-found') return refusedPage(c, 'not-found')
  const current = saved.error
  const again = { ...typed, version: current.version }
  return c.html(stepPage({ ...view, report: current, typed: again, isChanged: true }), 409)
}

async function drop(c: Context<Env>, actor: Actor): Promise<Response> {
  const id = c.req.param('id') ?? ''
  const dropped = isUuid(id) ? await dropReport(c.get('ctx'), actor, id) : undefined
  return dropped?.ok === true ? toSteps(c, dropped.value) : refusedPage(c, 'not-found')
}
