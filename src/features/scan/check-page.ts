import { html } from 'hono/html'
import type { Figures } from '#features/figures/index.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import {
  actions,
  button,
  form,
  heading,
  link,
  linkButton,
  paragraph,
  type SummaryRow,
  summaryList,
} from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { CHECK_SLUG, scanPath } from './addresses.ts'
import { answerText } from './answer-text.ts'
import { hasOddTurnover } from './firm-of-answers.ts'
import { messages } from './messages.ts'
import { questionText } from './question-text.ts'
import {
  type Question,
  QUESTIONS_BEFORE_ADVICE,
  SECTIONS,
  mayAskAdvice,
  nextUnanswered,
} from './questions.ts'
import type { Scan } from './scan.ts'

export type CheckView = Readonly<{
  scan: Scan
  questions: readonly Question[]
  figures: Figures
  language: Language
}>

/** All answers so far, each with a link to change it; and the button to the advice. */
export function checkPage(view: CheckView): Html {
  const { scan, questions, language } = view
  const t = messages(language)
  const sections = SECTIONS.map((section) => {
    const rows = questions.filter((question) => question.section === section)
    return html`${heading(2, t(`check.${section}`))}
${summaryList(rows.map((question) => summaryRow(question, view)))}`
  })
  const keep = pathIn(language, scanPath.keep(scan.link, CHECK_SLUG))
  const main = html`${heading(1, t('check.title'))}
${paragraph(t('check.lead'), { lead: true })}
${sections}
${paragraph(t('check.gaps'))}
${wayOn(view)}
<div class="scan-footline"><p>${t('footline.saved')}</p>
<p>${link(keep, t('footline.keep'))}</p></div>`
  const last = questions.at(-1)
  return page({
    title: t('check.title'),
    language,
    path: scanPath.check(scan.link),
    main,
    ...(last === undefined ? {} : { backHref: pathIn(language, scanPath.question(scan.link, last.slug)) }),
  })
}

function summaryRow(question: Question, { scan, figures, language }: CheckView): SummaryRow {
  const t = messages(language)
  const lines = answerText(question, scan.answers, figures, language)
  const { short } = questionText(question, language)
  return {
    key: short,
    value: [
      lines === undefined ? html`<span class="schakel-soft">${t('check.empty')}</span>` : linesOf(lines),
      isOdd(question, scan) ? html`<p class="scan-remark">${t('check.oddTurnover')}</p>` : '',
    ],
    change: {
      href: pathIn(language, scanPath.changed(scan.link, question.slug)),
      label: t(lines === undefined ? 'check.fillIn' : 'check.change'),
      about: short,
    },
  }
}

const isOdd = (question: Question, { answers }: Scan) =>
  question.kind === 'euros' && question.id === 'turnoverEurPerYear' && hasOddTurnover(answers)

const linesOf = (lines: readonly string[]): Content =>
  lines.length === 1
    ? lines[0]
    : html`<ul class="scan-answer-lines">${lines.map((line) => html`<li>${line}</li>`)}</ul>`

/** To the advice; before the first facts are there, to the first question that is open. */
function wayOn({ scan, questions, language }: CheckView): Content {
  const t = messages(language)
  const next = nextUnanswered(questions, scan.answers)
  const goOn = (kind: 'primary' | 'secondary') =>
    next === undefined
      ? ''
      : linkButton(pathIn(language, scanPath.question(scan.link, next.slug)), t('check.goOn'), { kind })
  if (!mayAskAdvice(questions, scan.answers)) {
    return [paragraph(t('check.tooFew', QUESTIONS_BEFORE_ADVICE)), actions(goOn('primary'))]
  }
  const advice = pathIn(language, scanPath.advice(scan.link))
  return form(advice, actions(button(t('check.advice')), goOn('secondary')))
}
