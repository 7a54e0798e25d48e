import type { Context, Hono } from 'hono'
import type { FirmFile } from '#features/firms/index.ts'
import { findScan, mayAskAdvice, missingPage, questionsOf, saveAssumptions } from '#features/scan/index.ts'
import type { Env } from '#platform/context.ts'
import { languageOf, pathIn } from '#platform/i18n.ts'
import { errorPage } from '#platform/ui/error-page.ts'
import { adviceDocument } from './advice-document.ts'
import { type AdviceReport, adviseFirm } from './advise-firm.ts'
import { adviseScan } from './advise-scan.ts'
import { type ExampleFirm, examplesPage } from './examples-page.ts'
import { findAdvice } from './find-advice.ts'
import type { Knowledge } from './knowledge.ts'
import { readAssumptions } from './read-assumptions.ts'
import { resultPage } from './result-page.ts'
import type { ResultView } from './result-view.ts'

export type AdviceParts = Readonly<{
  knowledge: Knowledge
  examples: readonly ExampleFirm[] // invented firms
  publicUrl?: string | undefined
}>

/** The advice behind a private link, and the advices of invented firms that anyone may look at. */
export function advicePages(app: Hono<Env>, parts: AdviceParts): void {
  app.post('/advies/:link', (c) => advised(c, parts))
  app.get('/advies/:link', (c) => show(c, parts))
  app.get('/advies/:link/advies.json', (c) => download(c, parts))
  app.post('/advies/:link/aannames', (c) => changeAssumptions(c, parts))
  app.get('/voorbeelden', (c) => c.html(examplesPage(parts.examples, c.get('ctx').language)))
  app.get('/voorbeeld/:id', (c) => showExample(c, parts))
  app.post('/voorbeeld/:id/aannames', (c) => changeExample(c, parts))
}

const linkOf = (c: Context<Env>) => c.req.param('link') ?? ''
const go = (c: Context<Env>, path: string) => c.redirect(pathIn(c.get('ctx').language, path), 303)

function missing(c: Context<Env>): Response | Promise<Response> {
  const { language, path } = languageOf(c.req.path)
  return c.html(missingPage(language, path), 404)
}

/** Makes the advice; where the first facts are still open, back to the answers. */
async function advised(c: Context<Env>, { knowledge }: AdviceParts): Promise<Response> {
  const link = linkOf(c)
  const scan = await findScan(c.get('ctx'), knowledge.figures, link)
  if (!scan.ok) return missing(c)
  if (!mayAskAdvice(questionsOf(knowledge.figures), scan.value.answers))
    return go(c, `/scan/${link}/controle`)

  const report = await adviseScan(c.get('ctx'), knowledge, link)
  return report.ok ? go(c, `/advies/${link}`) : missing(c)
}

async function show(c: Context<Env>, parts: AdviceParts): Promise<Response> {
  const link = linkOf(c)
  const found = await findAdvice(c.get('ctx'), parts.knowledge, link)
  if (!found.ok) return missing(c)
  const { report } = found.value
  if (!report) return go(c, `/scan/${link}/controle`)
  return c.html(resultPage(viewOf(c, parts, report, `/advies/${link}`, `/scan/${link}/controle`)))
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
  const read = readAssumptions(form, scan.firm.assumptions, baseIds(knowledge), c.get('ctx').language)
  if (!read.ok) {
    if (!report) return go(c, `/scan/${link}/controle`)
    const view = viewOf(c, parts, report, `/advies/${link}`, `/scan/${link}/controle`)
    return c.html(resultPage({ ...view, assumptionErrors: read.error, assumptionValues: typed(form) }), 400)
  }
  const saved = await saveAssumptions(c.get('ctx'), knowledge.figures, link, read.value)
  if (!saved.ok) return missing(c)
  const advice = await adviseScan(c.get('ctx'), knowledge, link)
  return advice.ok ? go(c, `/advies/${link}`) : missing(c)
}

const baseIds = ({ catalogue }: Knowledge) => catalogue.population.bases.map(({ id }) => id)
const typed = (form: URLSearchParams): Record<string, string> => Object.fromEntries(form)

const exampleOf = (c: Context<Env>, { examples }: AdviceParts) =>
  examples.find(({ id }) => id === c.req.param('id'))

function showExample(c: Context<Env>, parts: AdviceParts): Response | Promise<Response> {
  const example = exampleOf(c, parts)
  return example
    ? c.html(resultPage(exampleView(c, parts, example.id, example.firm)))
    : errorPage(c, 'notFound', 404)
}

/** Nothing of an example is kept: the new assumptions live in this one page. */
async function changeExample(c: Context<Env>, parts: AdviceParts): Promise<Response> {
  const example = exampleOf(c, parts)
  if (!example) return errorPage(c, 'notFound', 404)

  const form = new URLSearchParams(await c.req.text())
  const { id, firm } = example
  const read = readAssumptions(form, firm.assumptions, baseIds(parts.knowledge), c.get('ctx').language)
  if (read.ok) return c.html(resultPage(exampleView(c, parts, id, { ...firm, assumptions: read.value })))
  const view = exampleView(c, parts, id, firm)
  return c.html(resultPage({ ...view, assumptionErrors: read.error, assumptionValues: typed(form) }), 400)
}

const exampleView = (c: Context<Env>, parts: AdviceParts, id: string, firm: FirmFile): ResultView =>
  viewOf(c, parts, adviseFirm(parts.knowledge, firm, c.get('ctx').now()), `/voorbeeld/${id}`, '/voorbeelden')

function viewOf(
  c: Context<Env>,
  { knowledge, publicUrl }: AdviceParts,
  { receipt, integration, ...advice }: AdviceReport,
  path: string,
  scanPath: string,
): ResultView {
  const { language } = c.get('ctx')
  return {
    advice,
    integration,
    firm: receipt.firm,
    figures: knowledge.figures,
    language,
    advisedOn: new Date(receipt.advisedAt),
    receipt,
    path,
    address: `${publicUrl ?? new URL(c.req.url).origin}${pathIn(language, path)}`,
    assumptionsAction: pathIn(language, `${path}/aannames`),
    scanPath: pathIn(language, scanPath),
    isInvented: receipt.firm.isInvented === true,
  }
}
