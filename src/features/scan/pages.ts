import type { Context, Hono } from 'hono'
import type { Figures } from '#features/figures/index.ts'
import type { Env } from '#platform/context.ts'
import { languageOf, pathIn } from '#platform/i18n.ts'
import { addStyles } from '#platform/ui/assets.ts'
import { errorPage } from '#platform/ui/error-page.ts'
import { CHECK_SLUG, ROUTES, isFromCheck, scanPath } from './addresses.ts'
import { checkPage } from './check-page.ts'
import { type Answers, NO_ANSWERS } from './contract.ts'
import { sayFaults } from './fault.ts'
import { findScan } from './find-scan.ts'
import { hasOddTurnover } from './firm-of-answers.ts'
import { formOfAnswer } from './form-of-answer.ts'
import { homePage } from './home-page.ts'
import { keepLinkPage } from './keep-link-page.ts'
import { missingPage } from './missing-page.ts'
import { questionPage } from './question-page.ts'
import { type Question, TURNOVER_SLUG, nextUnanswered, questionsOf } from './questions.ts'
import { oddTurnover } from './read-answer.ts'
import { saveAnswer } from './save-answer.ts'
import type { Scan } from './scan.ts'
import { startScan } from './start-scan.ts'

addStyles(new URL('./scan.css', import.meta.url))

export type ScanParts = Readonly<{
  figures: Figures
  publicUrl?: string | undefined // where visitors find us; absent: wherever this visitor found us
}>

/** What every handler needs. */
type Site = ScanParts & Readonly<{ questions: readonly Question[] }>
type Answered = Response | Promise<Response>

/** Routes of the front page and the scan. */
export function scanPages(app: Hono<Env>, parts: ScanParts): void {
  const questions = questionsOf(parts.figures)
  const site: Site = { ...parts, questions }

  app.get('/', (c) => c.html(homePage(c.get('ctx').language, questions.length)))
  app.get(ROUTES.start, (c) => go(c, '/'))
  app.post(ROUTES.start, async (c) => {
    const link = await startScan(c.get('ctx'))
    return go(c, nextPath(link, questions, NO_ANSWERS))
  })
  app.get(ROUTES.resume, (c) =>
    withScan(c, site, ({ link, answers }) => go(c, nextPath(link, questions, answers))),
  )
  app.get(ROUTES.check, (c) =>
    withScan(c, site, (scan) => c.html(checkPage({ ...site, scan, language: c.get('ctx').language }))),
  )
  app.get(ROUTES.keep, (c) => withScan(c, site, (scan) => keepLink(c, scan, site)))
  app.get(ROUTES.question, (c) =>
    withScan(c, site, (scan) => withQuestion(c, site, (question) => show(c, scan, question, site))),
  )
  app.post(ROUTES.question, (c) => withQuestion(c, site, (question) => save(c, question, site)))
}

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
      isChange: isChange(c),
      isTurnoverOdd,
    }),
  )
}

/** Saves and goes on; or shows the page again with all that was sent and what is wrong with it. */
async function save(c: Context<Env>, question: Question, site: Site): Promise<Response> {
  const { figures } = site
  const form = new URLSearchParams(await c.req.text())
  const link = c.req.param('link') ?? ''
  const saved = await saveAnswer(c.get('ctx'), figures, link, question, form)
  if (saved.ok) return go(c, pathAfter(question, saved.value, site, isChange(c)))
  if (saved.error === 'not-found') return missing(c)

  const faults = saved.error
  const { language } = c.get('ctx')
  return withScan(c, site, ({ answers }) => {
    const isTurnoverOdd = faults.some(({ isAboutPeople }) => isAboutPeople)
    const errors = sayFaults(faults, language)
    const view = { ...site, question, link, answers, language, form, errors, isTurnoverOdd }
    return c.html(questionPage({ ...view, isChange: isChange(c) }), 400)
  })
}

/** To the check page for a change, else to the next question without an answer. */
function pathAfter(
  question: Question,
  { link, answers }: Scan,
  { questions }: Site,
  isChange: boolean,
): string {
  if (question.slug !== TURNOVER_SLUG && touchesTurnover(question) && hasOddTurnover(answers)) {
    return isChange ? scanPath.changed(link, TURNOVER_SLUG) : scanPath.question(link, TURNOVER_SLUG)
  }
  return isChange ? scanPath.check(link) : nextPath(link, questions, answers, question)
}

function nextPath(link: string, questions: readonly Question[], answers: Answers, after?: Question): string {
  const next = nextUnanswered(questions, answers, after)
  return next === undefined ? scanPath.check(link) : scanPath.question(link, next.slug)
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

const isChange = (c: Context<Env>) => isFromCheck(c.req.query('terug'))

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
