import type { Context, Hono } from 'hono'
import type { Knowledge } from '#features/firms/index.ts'
import {
  findScan,
  keepAtFirm,
  mayAskAdvice,
  missingPage,
  questionsOf,
  saveAnswer,
  saveAssumptions,
} from '#features/scan/index.ts'
import type { Ctx, Env } from '#platform/context.ts'
import { languageOf, pathIn } from '#platform/i18n.ts'
import { adviceDocument } from './advice-document.ts'
import type { Advise, AdviceReport } from './advise-firm.ts'
import { adviseScan } from './advise-scan.ts'
import { examplePages } from './example-pages.ts'
import type { ExampleFirm } from './examples-page.ts'
import { findAdvice } from './find-advice.ts'
import { baseIdsOf, readAssumptions } from './read-assumptions.ts'
import { resultPage } from './result-page.ts'
import { questionHref, slugOf } from './question-link.ts'
import type { ResultView } from './result-view.ts'
import { viewOf } from './view-of.ts'

export type AdviceParts = Readonly<{
  knowledge: Knowledge
  advise: Advise
  examples: readonly ExampleFirm[] // invented firms
  publicUrl?: string | undefined
  afterSave?: AfterSave | undefined
}>

/** What else follows a firm's answers. */
export type AfterSave = (ctx: Ctx, link: string) => Promise<void>

/** The advice behind a private link, and the advices of invented firms that anyone may look at. */
export function advicePages(app: Hono<Env>, parts: AdviceParts): void {
  app.post('/advies/:link', (c) => advised(c, parts))
  app.get('/advies/:link', (c) => show(c, parts))
  app.get('/advies/:link/advies.json', (c) => download(c, parts))
  app.post('/advies/:link/aannames', (c) => changeAssumptions(c, parts))
  app.post('/advies/:link/antwoord/:slug', (c) => answerHere(c, parts))
  examplePages(app, parts)
}

const linkOf = (c: Context<Env>) => c.req.param('link') ?? ''
const go = (c: Context<Env>, path: string) => c.redirect(pathIn(c.get('ctx').language, path), 303)

function missing(c: Context<Env>): Response | Promise<Response> {
  const { language, path } = languageOf(c.req.path)
  return c.html(missingPage(language, path), 404)
}

/** Makes the advice; where the first facts are still open, back to the answers. */
async function advised(c: Context<Env>, parts: AdviceParts): Promise<Response> {
  const { knowledge } = parts
  const link = linkOf(c)
  const scan = await findScan(c.get('ctx'), knowledge.figures, link)
  if (!scan.ok) return missing(c)
  if (!mayAskAdvice(questionsOf(knowledge.figures), scan.value.answers))
    return go(c, `/scan/${link}/controle`)

  const report = await adviseScan(c.get('ctx'), parts, link)
  return report.ok ? go(c, `/advies/${link}`) : missing(c)
}

async function show(c: Context<Env>, parts: AdviceParts): Promise<Response> {
  const link = linkOf(c)
  const found = await findAdvice(c.get('ctx'), parts.knowledge, link)
  if (!found.ok) return missing(c)
  const { report, scan } = found.value
  if (!report) return go(c, `/scan/${link}/controle`)
  const keep = keepAtFirm(scan, c.get('ctx').language)
  return c.html(resultPage({ ...scanView(c, parts, report, link), keep }))
}

async function download(c: Context<Env>, { knowledge }: AdviceParts): Promise<Response> {
  const found = await findAdvice(c.get('ctx'), knowledge, linkOf(c))
  if (!found.ok || !found.value.report) return missing(c)
  c.header('Content-Disposition', 'attachment; filename="schakel-advies.json"')
  return c.json(adviceDocument(found.value.report, knowledge.figures))
}

async function changeAssumptions(c: Context<Env>, parts: AdviceParts): Promise<Response> {
  const { knowledge } = parts
  const link = linkOf(c)
  const found = await findAdvice(c.get('ctx'), knowledge, link)
  if (!found.ok) return missing(c)

  const { scan, report } = found.value
  const form = new URLSearchParams(await c.req.text())
  const read = readAssumptions(form, scan.firm.assumptions, baseIdsOf(knowledge), c.get('ctx').language)
  if (!read.ok) {
    if (!report) return go(c, `/scan/${link}/controle`)
    const view = scanView(c, parts, report, link)
    return c.html(resultPage({ ...view, assumptionErrors: read.error, assumptionValues: typed(form) }), 400)
  }
  const saved = await saveAssumptions(c.get('ctx'), knowledge.figures, link, read.value)
  if (!saved.ok) return missing(c)
  const advice = await adviseScan(c.get('ctx'), parts, link)
  return advice.ok ? go(c, `/advies/${link}`) : missing(c)
}

/** An answer given on the advice itself is kept with the others, and the advice is made again. */
async function answerHere(c: Context<Env>, parts: AdviceParts): Promise<Response> {
  const { knowledge, afterSave } = parts
  const link = linkOf(c)
  const question = questionsOf(knowledge.figures).find(({ slug }) => slug === c.req.param('slug'))
  if (!question) return missing(c)

  const form = new URLSearchParams(await c.req.text())
  const saved = await saveAnswer(c.get('ctx'), knowledge.figures, link, question, form)
  if (!saved.ok) return saved.error === 'not-found' ? missing(c) : go(c, `/advies/${link}`)
  await afterSave?.(c.get('ctx'), link)
  const advice = await adviseScan(c.get('ctx'), parts, link)
  return advice.ok ? go(c, `/advies/${link}`) : missing(c)
}

const typed = (form: URLSearchParams): Record<string, string> => Object.fromEntries(form)

/** The page of a scan's advice: what is chosen here is saved with its answers. */
function scanView(c: Context<Env>, parts: AdviceParts, report: AdviceReport, link: string): ResultView {
  const { language } = c.get('ctx')
  const { figures } = parts.knowledge
  const toAnswer = (slug: string) => pathIn(language, `/advies/${link}/antwoord/${slug}`)
  return {
    ...viewOf(c, parts, report, { path: `/advies/${link}`, scanPath: `/scan/${link}/controle` }),
    riskAction: toAnswer(slugOf({ kind: 'choice', id: 'riskAppetite' }, figures)),
    provinceForm: {
      action: toAnswer(slugOf({ kind: 'choice', id: 'province' }, figures)),
      method: 'post',
      field: 'answer',
      hidden: {},
    },
    questionHref: questionHref(figures, (slug) => pathIn(language, `/scan/${link}/${slug}`)),
  }
}
