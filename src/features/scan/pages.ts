import type { Context, Hono } from 'hono'
import { usualAmounts } from '#engine/advice/usual-amounts.ts'
import type { Figures } from '#features/figures/index.ts'
import { DEFAULT_SEED, type Knowledge } from '#features/firms/index.ts'
import type { Ctx, Env } from '#platform/context.ts'
import { languageOf, pathIn } from '#platform/i18n.ts'
import { addStyles } from '#platform/ui/assets.ts'
import { errorPage } from '#platform/ui/error-page.ts'
import { CHECK_SLUG, ROUTES, scanPath, type Way, wayOf } from './addresses.ts'
import { checkPage } from './check-page.ts'
import type { Draft } from './draft.ts'
import { FIELD, isBlank } from './field-names.ts'
import { sayFaults } from './fault.ts'
import { findScan } from './find-scan.ts'
import { hasOddTurnover } from './firm-of-answers.ts'
import { formOfAnswer } from './form-of-answer.ts'
import { homePage } from './home-page.ts'
import { keepLinkPage } from './keep-link-page.ts'
import { missingPage } from './missing-page.ts'
import {
  nextQuestion,
  type OpenQuestion,
  openQuestions,
  pricerOf,
  type PriceQuestions,
} from './next-question.ts'
import { questionPage } from './question-page.ts'
import { mayAskAdvice, type Question, TURNOVER_SLUG, questionsOf } from './questions.ts'
import { oddTurnover } from './read-answer.ts'
import { saveAnswer } from './save-answer.ts'
import type { Scan } from './scan.ts'
import { startScan } from './start-scan.ts'
import { whyOf } from './why-text.ts'

addStyles(new URL('./scan.css', import.meta.url))

export type ScanParts = Readonly<{
  knowledge: Knowledge
  publicUrl?: string | undefined // where visitors find us; absent: wherever this visitor found us
  price?: PriceQuestions // absent: as the engine prices questions, on this thread
  afterSave?: (ctx: Ctx, link: string) => Promise<void> // what else follows the answers
}>

/** What every handler needs. */
type Site = Readonly<{
  figures: Figures
  questions: readonly Question[]
  publicUrl: string | undefined
  openTo: (scan: Scan) => Promise<readonly OpenQuestion[]> // takes its time: once in a request
  usualOf: (scan: Scan) => Draft['usual']
  afterSave: (ctx: Ctx, link: string) => Promise<void>
}>
type Answered = Response | Promise<Response>

/** Routes of the front page and the scan. */
export function scanPages(app: Hono<Env>, parts: ScanParts): void {
  const site = siteOf(parts)
  app.get('/', (c) => c.html(homePage(c.get('ctx').language)))
  app.get(ROUTES.start, (c) => go(c, '/'))
  app.post(ROUTES.start, async (c) => {
    const link = await startScan(c.get('ctx'))
    return go(c, scanPath.question(link, site.questions[0]?.slug ?? CHECK_SLUG))
  })
  app.get(ROUTES.resume, (c) =>
    withScan(c, site, async (scan) => go(c, await nextPath(scan, site, wayIn(c, site)))),
  )
  app.get(ROUTES.check, (c) => withScan(c, site, (scan) => check(c, scan, site)))
  app.get(ROUTES.keep, (c) => withScan(c, site, (scan) => keepLink(c, scan, site)))
  app.get(ROUTES.question, (c) =>
    withScan(c, site, (scan) => withQuestion(c, site, (question) => show(c, scan, question, site))),
  )
  app.post(ROUTES.question, (c) => withQuestion(c, site, (question) => save(c, question, site)))
}

function siteOf({ knowledge, publicUrl, price: aside, afterSave = done }: ScanParts): Site {
  const { figures, catalogue } = knowledge
  const here = pricerOf(knowledge)
  const price: PriceQuestions = aside ?? (async (firm) => here(firm))
  const questions = questionsOf(figures)
  const openTo = async ({ answers, firm }: Scan) =>
    openQuestions(questions, answers, await price(firm), catalogue.parameters.asking)
  const usualOf = ({ firm }: Scan) =>
    usualAmounts(knowledge.engineFirm(firm), catalogue, knowledge.drawsFor(DEFAULT_SEED).choosing)
  return { figures, questions, publicUrl, openTo, usualOf, afterSave }
}

const done = () => Promise.resolve()

/** The question with the answer that was given earlier. */
function show(c: Context<Env>, scan: Scan, question: Question, site: Site): Answered {
  const { language } = c.get('ctx')
  const { link, answers } = scan
  const isTurnoverOdd = question.slug === TURNOVER_SLUG && hasOddTurnover(answers)
  return c.html(
    questionPage({
      ...site,
      question,
      link,
      answers,
      language,
      form: formOfAnswer(question, answers, site.figures, language),
      errors: isTurnoverOdd ? sayFaults([oddTurnover(answers)], language) : [],
      way: wayIn(c, site),
      usual: usualFor(question, scan, site),
      isTurnoverOdd,
    }),
  )
}

/** Saves and goes on; or shows the page again with all that was sent and what is wrong with it. */
async function save(c: Context<Env>, question: Question, site: Site): Promise<Response> {
  const { figures } = site
  const form = new URLSearchParams(await c.req.text())
  const link = c.req.param('link') ?? ''
  const isLast = form.has(FIELD.goal)
  if (isLast && isBlank(form)) return withScan(c, site, (scan) => toAdvice(c, scan, site))

  const saved = await saveAnswer(c.get('ctx'), figures, link, question, form)
  if (saved.ok) await site.afterSave(c.get('ctx'), link)
  if (saved.ok && isLast) return toAdvice(c, saved.value, site)
  if (saved.ok) return go(c, await pathAfter(question, saved.value, site, wayIn(c, site)))
  if (saved.error === 'not-found') return missing(c)

  const faults = saved.error
  const { language } = c.get('ctx')
  return withScan(c, site, (scan) => {
    const { answers } = scan
    const isTurnoverOdd = faults.some(({ isAboutPeople }) => isAboutPeople)
    const errors = sayFaults(faults, language)
    const usual = usualFor(question, scan, site)
    const view = { ...site, question, link, answers, language, form, errors, usual, isTurnoverOdd }
    return c.html(questionPage({ ...view, way: wayIn(c, site) }), 400)
  })
}

/** What amounts are compared with, on the one page that does so. */
const usualFor = ({ kind }: Question, scan: Scan, { usualOf }: Site): Draft['usual'] =>
  kind === 'levels' ? usualOf(scan) : undefined

/** Asks for the advice on behalf of the visitor: 307 lets the browser post there as he posted here. */
function toAdvice(c: Context<Env>, { link, answers }: Scan, { questions }: Site): Response {
  if (!mayAskAdvice(questions, answers)) return go(c, scanPath.check(link))
  return c.redirect(pathIn(c.get('ctx').language, scanPath.advice(link)), 307)
}

/** To the check page for a change, else to the next question. */
async function pathAfter(question: Question, scan: Scan, site: Site, way: Way): Promise<string> {
  const { link, answers } = scan
  if (question.slug !== TURNOVER_SLUG && touchesTurnover(question) && hasOddTurnover(answers)) {
    return scanPath.question(link, TURNOVER_SLUG, { isChange: way.isChange === true })
  }
  return way.isChange ? scanPath.check(link) : nextPath(scan, site, way)
}

async function nextPath(scan: Scan, site: Site, { isAnyway = false }: Way): Promise<string> {
  const { link, answers } = scan
  const next = await nextQuestion(site.questions, answers, () => site.openTo(scan), { anyway: isAnyway })
  if (next === undefined) return scanPath.check(link)
  return scanPath.question(link, next.question.slug, { isAnyway, why: next.price && whyOf(next.price) })
}

async function check(c: Context<Env>, scan: Scan, site: Site): Promise<Response> {
  const { questions, figures } = site
  const { answers } = scan
  const open = mayAskAdvice(questions, answers) ? await site.openTo(scan) : undefined
  const next = await nextQuestion(questions, answers, async () => open ?? [])
  return c.html(checkPage({ scan, questions, figures, language: c.get('ctx').language, open, next }))
}

const touchesTurnover = (question: Question) => question.kind === 'number' && question.id === 'employees'

/** The address of a page to come back to is only ever one of our own. */
function keepLink(c: Context<Env>, scan: Scan, { questions, publicUrl }: Site): Answered {
  const asked = c.req.query('bij')
  const from = questions.find(({ slug }) => slug === asked)?.slug ?? CHECK_SLUG
  const origin = publicUrl ?? new URL(c.req.url).origin
  return c.html(keepLinkPage(scan, c.get('ctx').language, { origin, from }))
}

const go = (c: Context<Env>, path: string) => c.redirect(pathIn(c.get('ctx').language, path), 303)

const wayIn = (c: Context<Env>, { figures }: Site) => wayOf(c.req.query(), figures)

const missing = (c: Context<Env>) => {
  const { language, path } = languageOf(c.req.path)
  return c.html(missingPage(language, path), 404)
}

async function withScan(c: Context<Env>, site: Site, then: (scan: Scan) => Answered): Promise<Response> {
  const found = await findScan(c.get('ctx'), site.figures, c.req.param('link') ?? '')
  return found.ok ? then(found.value) : missing(c)
}

function withQuestion(
  c: Context<Env>,
  { questions }: Site,
  then: (question: Question) => Answered,
): Answered {
  const question = questions.find(({ slug }) => slug === c.req.param('slug'))
  return question === undefined ? errorPage(c, 'notFound', 404) : then(question)
}
