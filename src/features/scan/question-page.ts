import { html } from 'hono/html'
import { pathIn } from '#platform/i18n.ts'
import { actions, button, form, link, linkButton, paragraph } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { errorSummary } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { CHECK_SLUG, scanPath, type Way } from './addresses.ts'
import type { Draft } from './draft.ts'
import { FIELD } from './field-names.ts'
import { messages } from './messages.ts'
import { isProvince } from './next-question.ts'
import { questionFields } from './question-field.ts'
import { questionMessages } from './question-messages.ts'
import { questionText } from './question-text.ts'
import { firstQuestions, isAnswered, type Question, mayAskAdvice } from './questions.ts'

export type QuestionView = Draft &
  Readonly<{
    link: string
    questions: readonly Question[]
    way: Way
    isTurnoverOdd?: boolean
  }>

/** How many questions it usually takes until none is worth asking; said only once it has been measured. */
export const USUAL_QUESTIONS: number | undefined = undefined

/** One question: which it is, what is wrong, the fields, the buttons, and how to come back later. */
export function questionPage(view: QuestionView): Html {
  const { question, figures, errors, language, link: token, way } = view
  const title = questionText(question, figures, language).heading
  const path = scanPath.question(token, question.slug, way)
  const main = html`${errorSummary(language, errors)}
${progress(view)}
${form(pathIn(language, path), [questionFields({ ...view, why: way.why }), peopleLink(view), buttons(view)])}
${footline(view)}`
  return page({
    title: errors.length === 0 ? title : `${messages(language)('error')}${title}`,
    language,
    path,
    main,
    backHref: pathIn(language, backPath(view)),
  })
}

/** Which question this is, for whoever walks through them. Not for one opened out of turn: it has no number. */
function progress({ question, questions, answers, language, way }: QuestionView): Content {
  const { asked } = answers
  const before = asked.indexOf(question.slug)
  const isNext = before === -1 && !isAnswered(question, answers)
  const hasHistory = asked.length > 0 || !mayAskAdvice(questions, answers)
  if (way.isChange || !hasHistory || (before === -1 && !isNext)) return ''

  const t = messages(language)
  const step = (isNext ? asked.length : before) + 1
  const text =
    USUAL_QUESTIONS === undefined ? t('progress', step) : t('progress.usual', step, USUAL_QUESTIONS)
  return html`<p class="scan-progress">${text}</p>`
}

/** Back is the page answered before this one, or where the change began. */
function backPath({ question, answers, link: token, way }: QuestionView): string {
  if (way.isChange) return scanPath.check(token)
  const { asked } = answers
  const at = asked.indexOf(question.slug)
  const before = at === -1 ? asked.at(-1) : asked[at - 1]
  return before === undefined ? '/' : scanPath.question(token, before)
}

/** A number can't be ticked off as unknown, so there it is a button. */
function buttons(view: QuestionView): Html {
  const { question, language, way, link: token } = view
  const t = messages(language)
  const words = questionMessages(language)
  const { kind } = question
  const instead = (value: string, label: string) =>
    button(label, { kind: 'secondary', name: FIELD.instead, value })
  const hasUnknown = kind === 'number' || kind === 'euros' || kind === 'share' || kind === 'base'
  const toCheck = pathIn(language, scanPath.check(token))
  const row = actions(
    button(t(way.isChange ? 'save' : 'continue')),
    hasUnknown ? instead('unknown', words('unknown')) : '',
    kind === 'euros' ? instead('not-told', words('notTold')) : '',
    isProvince(question) && !way.isChange ? linkButton(toCheck, t('skip'), { kind: 'secondary' }) : '',
    mayStop(view) ? button(t('toAdvice'), { kind: 'secondary', name: FIELD.goal, value: 'advies' }) : '',
  )
  return html`${row}${readyNote(view)}`
}

const mayStop = ({ questions, answers, way }: QuestionView) =>
  !way.isChange && mayAskAdvice(questions, answers)

/** With the questions that can change the advice: there is one already. */
function readyNote(view: QuestionView): Content {
  const { question, questions, language } = view
  const canChange = !isProvince(question) && !firstQuestions(questions).includes(question)
  return mayStop(view) && canChange ? paragraph(messages(language)('toAdvice.ready')) : ''
}

/** Where the turnover does not go with the people, it may be the people that are wrong. */
function peopleLink({ isTurnoverOdd = false, questions, language, link: token }: QuestionView): Content {
  const people = questions.find((question) => question.kind === 'number' && question.id === 'employees')
  if (!isTurnoverOdd || people === undefined) return ''
  const href = pathIn(language, scanPath.question(token, people.slug))
  return html`<p class="nl-paragraph">${link(href, messages(language)('fault.turnover.people'))}</p>`
}

function footline(view: QuestionView): Html {
  const { question, language, link: token, way } = view
  const t = messages(language)
  const toCheck = mayStop(view)
    ? html`<p>${link(pathIn(language, scanPath.check(token)), t('footline.toCheck'))}</p>`
    : ''
  const keep = scanPath.keep(token, way.isChange ? CHECK_SLUG : question.slug)
  return html`<div class="scan-footline">
${toCheck}<p>${t('footline.saved')}</p>
<p>${link(pathIn(language, keep), t('footline.keep'))}</p>
</div>`
}
