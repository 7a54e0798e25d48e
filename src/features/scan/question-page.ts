import { html } from 'hono/html'
import { pathIn } from '#platform/i18n.ts'
import { actions, button, form, link } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { errorSummary } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { CHECK_SLUG, scanPath } from './addresses.ts'
import type { Answers } from './contract.ts'
import type { Draft } from './draft.ts'
import { messages } from './messages.ts'
import { questionFields } from './question-field.ts'
import { questionMessages } from './question-messages.ts'
import { questionText } from './question-text.ts'
import { type Question, QUESTIONS_BEFORE_ADVICE, mayAskAdvice } from './questions.ts'
import { FIELD } from './read-answer.ts'

export type QuestionView = Draft &
  Readonly<{
    link: string
    questions: readonly Question[]
    answers: Answers
    isChange: boolean // opened from the check page, and goes back there
    isTurnoverOdd?: boolean
  }>

/** One question: progress, what is wrong, the fields, the buttons, and how to come back later. */
export function questionPage(view: QuestionView): Html {
  const { question, questions, errors, language, link: token, isChange } = view
  const t = messages(language)
  const title = questionText(question, language).heading
  const path = isChange ? scanPath.changed(token, question.slug) : scanPath.question(token, question.slug)
  const main = html`${errorSummary(language, errors)}
${isChange ? '' : html`<p class="scan-progress">${t('progress', questions.indexOf(question) + 1, questions.length)}</p>`}
${form(pathIn(language, path), [questionFields(view), peopleLink(view), buttons(view)])}
${footline(view)}`
  return page({
    title: errors.length === 0 ? title : `${t('error')}${title}`,
    language,
    path,
    main,
    backHref: pathIn(language, backPath(view)),
  })
}

/** Back is the question before this one, or where the change began. */
function backPath({ question, questions, link: token, isChange }: QuestionView): string {
  if (isChange) return scanPath.check(token)
  const before = questions[questions.indexOf(question) - 1]
  return before === undefined ? '/' : scanPath.question(token, before.slug)
}

/** A number can't be ticked off as unknown, so there it is a button. */
function buttons({ question, language, isChange }: QuestionView): Html {
  const t = questionMessages(language)
  const go = button(messages(language)(isChange ? 'save' : 'continue'))
  const hasButtons = question.kind === 'number' || question.kind === 'euros'
  if (!hasButtons) return actions(go)

  const unknown = button(t('unknown'), { kind: 'secondary', name: FIELD.instead, value: 'unknown' })
  if (question.kind === 'number') return actions(go, unknown)
  return actions(
    go,
    unknown,
    button(t('notTold'), { kind: 'secondary', name: FIELD.instead, value: 'not-told' }),
  )
}

/** Where the turnover does not go with the people, it may be the people that are wrong. */
function peopleLink({ isTurnoverOdd = false, questions, language, link: token }: QuestionView): Content {
  const people = questions.find((question) => question.kind === 'number' && question.id === 'employees')
  if (!isTurnoverOdd || people === undefined) return ''
  const href = pathIn(language, scanPath.question(token, people.slug))
  return html`<p class="nl-paragraph">${link(href, messages(language)('fault.turnover.people'))}</p>`
}

function footline({ question, questions, answers, language, link: token, isChange }: QuestionView): Html {
  const t = messages(language)
  const at = questions.indexOf(question)
  const isPast = at >= QUESTIONS_BEFORE_ADVICE && at < questions.length - 1
  const toCheck =
    !isChange && isPast && mayAskAdvice(questions, answers)
      ? html`<p>${link(pathIn(language, scanPath.check(token)), t('footline.toCheck'))}</p>`
      : ''
  const keep = scanPath.keep(token, isChange ? CHECK_SLUG : question.slug)
  return html`<div class="scan-footline">
${toCheck}<p>${t('footline.saved')}</p>
<p>${link(pathIn(language, keep), t('footline.keep'))}</p>
</div>`
}
