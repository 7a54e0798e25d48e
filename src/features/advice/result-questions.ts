import { html } from 'hono/html'
import type { WorthAsking } from '#engine/advice/explain.ts'
import type { Fact, ShareAssumption } from '#engine/advice/firm.ts'
import { baseName } from '#features/figures/index.ts'
import { aboutEur } from '#platform/numbers.ts'
import { heading, link, paragraph } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { fieldId } from '#platform/ui/fields.ts'
import { explanation } from './messages-explanation.ts'
import { factToFindOut, shareName } from './names.ts'
import { assumptionField } from './result-assumptions.ts'
import type { Explained } from './result-explanation.ts'
import { type ResultView, section, stepName } from './result-view.ts'

/** The best open questions, only while an answer is worth the minutes; none where money comes first. */
export function resultQuestions(view: ResultView): Content {
  const t = explanation(view.language)
  const { explanation: why, firstStep } = view.advice
  if (why.questions.length === 0 || firstStep.reasonToWait === 'money-first') return ''
  return section(
    'vragen',
    t('questionsTitle'),
    html`${paragraph(t('questionsIntro'))}${why.questions.map((asked) => oneQuestion(view, asked))}`,
  )
}

function oneQuestion(view: ResultView, asked: WorthAsking): Html {
  const { language } = view
  const t = explanation(language)
  const { about, minutes, valueEur } = asked
  const why = about === undefined ? t('decidesAll') : t('decides', stepName(view, about))
  const takes = minutes < 1 ? t('lessThanMinute') : t('minutes', Math.ceil(minutes))
  const href = fieldOf(view, asked) ?? view.questionHref?.(asked.question)
  return html`${heading(3, questionText(view, asked))}
  ${paragraph(`${why} ${t('worth', aboutEur(valueEur, language), takes)}`)}
  ${href === undefined ? '' : html`<p class="nl-paragraph">${link(href, t('ask'))}</p>`}`
}

/** A share or an amount that has its field on this page is answered here. */
function fieldOf({ advice }: ResultView, { question: { kind, id } }: WorthAsking): string | undefined {
  const here = advice.assumptions.find((assumption) => assumption.kind === kind && assumption.id === id)
  return here === undefined || here.kind === 'fact' ? undefined : `#${fieldId(assumptionField(here))}`
}

/** The question in a few words. */
export function questionText(view: Explained, { question }: Pick<WorthAsking, 'question'>): string {
  const t = explanation(view.language)
  return t(`ask.${question.kind}`, subjectOf(view, question))
}

function subjectOf(view: Explained, { kind, id }: WorthAsking['question']): string {
  const { language, figures } = view
  switch (kind) {
    case 'fact':
      return factToFindOut(id as Fact, language)
    case 'share':
      return shareName(id as ShareAssumption, language)
    case 'base':
      return baseName(id, language)
    case 'flow': {
      const flow = figures.flows.flows.find((candidate) => candidate.id === id)
      return flow?.[language] ?? id
    }
    case 'levels':
    case 'barriers':
    case 'steps':
      return ''
  }
}
