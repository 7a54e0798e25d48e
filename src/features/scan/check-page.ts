import { html } from 'hono/html'
import { pathIn } from '#platform/i18n.ts'
import {
  actions,
  button,
  form,
  heading,
  link,
  linkButton,
  notice,
  paragraph,
  type SummaryRow,
  summaryList,
} from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { CHECK_SLUG, scanPath } from './addresses.ts'
import { answerText, isPartlyAnswered } from './answer-text.ts'
import type { CheckView } from './check-view.ts'
import { type Contradiction, contradictionsIn } from './contradictions.ts'
import { hasOddTurnover } from './firm-of-answers.ts'
import { messages } from './messages.ts'
import { inLanguage } from './question-messages.ts'
import { questionText } from './question-text.ts'
import { type Question, QUESTIONS_BEFORE_ADVICE, SECTIONS, type Section, mayAskAdvice } from './questions.ts'
import type { Scan } from './scan.ts'
import { hasNoRow, stillToTell } from './still-to-tell.ts'
import { whyOf } from './why-text.ts'

/** All answers so far, each with a link to change it; the button to the advice; and what can still be told. */
export function checkPage(view: CheckView): Html {
  const { scan, language } = view
  const t = messages(language)
  const keep = pathIn(language, scanPath.keep(scan.link, CHECK_SLUG))
  const main = html`${heading(1, t('check.title'))}
${paragraph(t('check.lead'), { lead: true })}
${SECTIONS.map((section) => sectionPart(section, view))}
${paragraph(t('check.gaps'))}
${wayOn(view)}
${stillToTell(view)}
<div class="scan-footline"><p>${t('footline.saved')}</p>
<p>${link(keep, t('footline.keep'))}</p>
<p>${link(pathIn(language, `/scan/${scan.link}/meetellen`), t('footline.countAlong'))}</p></div>`
  const last = scan.answers.asked.at(-1)
  return page({
    title: t('check.title'),
    language,
    path: scanPath.check(scan.link),
    main,
    ...(last === undefined ? {} : { backHref: pathIn(language, scanPath.question(scan.link, last)) }),
  })
}

/** Single steps and barriers are told by the row of their list. */
function sectionPart(section: Section, view: CheckView): Html {
  const { questions, scan, figures, language } = view
  const t = messages(language)
  const rows = questions.filter(
    (question) =>
      question.section === section &&
      question.kind !== 'step' &&
      question.kind !== 'barrier' &&
      (!hasNoRow(question) || isPartlyAnswered(question, scan.answers)),
  )
  const odd = section === 'now' ? contradictionsIn(scan.answers, figures) : []
  return html`${heading(2, t(`check.${section}`))}
${rows.length === 0 ? paragraph(t('check.none')) : summaryList(rows.map((question) => summaryRow(question, view)))}
${odd.map((contradiction) => contradictionNotice(contradiction, view))}`
}

function summaryRow(question: Question, { scan, figures, language }: CheckView): SummaryRow {
  const t = messages(language)
  const lines = answerText(question, scan.answers, figures, language)
  const { short } = questionText(question, figures, language)
  return {
    key: short,
    value: [
      lines === undefined ? html`<span class="schakel-soft">${t('check.empty')}</span>` : linesOf(lines),
      isOdd(question, scan) ? html`<p class="scan-remark">${t('check.oddTurnover')}</p>` : '',
    ],
    change: {
      href: pathIn(language, scanPath.question(scan.link, question.slug, { isChange: true })),
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

/** A calm question about two answers that do not go together; each can be changed. */
function contradictionNotice({ step, prerequisite }: Contradiction, view: CheckView): Html {
  const { scan, questions, figures, language } = view
  const t = messages(language)
  const nameOf = (wanted: string) => {
    const found = figures.steps.find(({ id }) => id === wanted)
    return inLanguage(language, found?.nameNl, found?.nameEn) ?? wanted
  }
  const links = [step, prerequisite].flatMap((id) => {
    const question = questions.find(({ kind, id: own }) => kind === 'step' && own === id)
    if (question === undefined) return []
    const href = pathIn(language, scanPath.question(scan.link, question.slug, { isChange: true }))
    return [html`<li>${link(href, t('check.contradiction.change', nameOf(id)))}</li>`]
  })
  const body = paragraph(t('check.contradiction.body', nameOf(step), nameOf(prerequisite)))
  return notice('info', html`${body}<ul class="scan-answer-lines">${links}</ul>`, {
    title: t('check.contradiction'),
    level: 3,
  })
}

/** To the advice; before the first facts are there, to the first question that is open. */
function wayOn({ scan, questions, language, open = [], next }: CheckView): Content {
  const t = messages(language)
  const goOn = (kind: 'primary' | 'secondary') => {
    if (next === undefined) return ''
    const why = next.price && whyOf(next.price)
    const href = pathIn(language, scanPath.question(scan.link, next.question.slug, { why }))
    return linkButton(href, t('check.goOn'), { kind })
  }
  if (!mayAskAdvice(questions, scan.answers)) {
    return [paragraph(t('check.tooFew', QUESTIONS_BEFORE_ADVICE)), actions(goOn('primary'))]
  }

  const isMoreWorth = next?.price !== undefined
  const anyway = pathIn(language, scanPath.anyway(scan.link))
  const more = isMoreWorth
    ? goOn('secondary')
    : open.length > 0 && linkButton(anyway, t('check.goOnAnyway'), { kind: 'secondary' })
  return [
    paragraph(t(isMoreWorth ? 'check.worthMore' : 'check.worthNone')),
    form(pathIn(language, scanPath.advice(scan.link)), actions(button(t('check.advice')), more || '')),
  ]
}
