import { html } from 'hono/html'
import type { Advice } from '#engine/advice/advise.ts'
import type { Question } from '#engine/advice/question.ts'
import type { StepId } from '#engine/advice/step.ts'
import type { Integration } from '#engine/flows/integration.ts'
import type { Figures, StepFigures } from '#features/figures/index.ts'
import type { FirmFile } from '#features/firms/index.ts'
import type { KeepAtFirm } from '#features/scan/index.ts'
import type { Language } from '#platform/i18n.ts'
import { heading } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import type { FieldError } from '#platform/ui/fields.ts'

/** What makes an advice replayable, as printed at the foot of its page. */
export type PrintedReceipt = Readonly<{
  id: string
  engineVersion: string
  method: string // 'advice/first-step@1'
  figuresHash: string
  inputHash: string
  seed: number | string
  resultHash: string
}>

/** Where the province is sent, under which name, and what goes along. */
export type ProvinceForm = Readonly<{
  action: string
  method: 'get' | 'post'
  field: string
  hidden: Readonly<Record<string, string>>
}>

/** All that the result page shows. */
export type ResultView = Readonly<{
  advice: Advice
  integration: Integration
  firm: FirmFile
  figures: Figures
  language: Language
  advisedOn: Date
  receipt: PrintedReceipt
  path: string // of this page, without /en
  address?: string // absolute, to print on paper
  assumptionsAction: string // where the form of assumptions is sent, with /en where the page is English
  scanPath: string // where the answers are changed, with /en where the page is English
  isInvented: boolean
  keep?: KeepAtFirm // the way to keep the scan with a firm
  riskAction?: string // where a scan's choice of risk is posted
  riskPath?: string // where an example with another risk is found, up to the value
  provinceForm?: ProvinceForm
  questionHref?: (question: Question) => string | undefined // the page of the scan that asks it
  assumptionErrors?: readonly FieldError[]
  assumptionValues?: Readonly<Record<string, string>> // as typed, by field name, after an error
}>

/** A step in the words of one language. */
export type StepWords = Readonly<{
  name: string
  sentence: string // completes 'Begin met …'
  description: string
  canGoWrong: string
  stopIf: string // completes 'Stop als …'
  measure: string
  trial: string | undefined
  whyNoTrial: string | undefined
}>

type Worded = Pick<ResultView, 'figures' | 'language'>

/** @throws Error where the figures do not know the step: advice and figures belong together */
export function stepFiguresOf({ figures }: Pick<ResultView, 'figures'>, id: StepId): StepFigures {
  const step = figures.steps.find((candidate) => candidate.id === id)
  if (step === undefined) throw new Error(`no step ${id} in these figures`)
  return step
}

export function stepWords(view: Worded, id: StepId): StepWords {
  const step = stepFiguresOf(view, id)
  return view.language === 'nl'
    ? {
        name: step.nameNl,
        sentence: step.sentenceNl,
        description: step.descriptionNl,
        canGoWrong: step.canGoWrongNl,
        stopIf: step.stopIfNl,
        measure: step.measureNl,
        trial: step.trial?.howNl,
        whyNoTrial: step.whyNoTrialNl,
      }
    : {
        name: step.nameEn,
        sentence: step.sentenceEn,
        description: step.descriptionEn,
        canGoWrong: step.canGoWrongEn,
        stopIf: step.stopIfEn,
        measure: step.measureEn,
        trial: step.trial?.howEn,
        whyNoTrial: step.whyNoTrialEn,
      }
}

export const stepName = (view: Worded, id: StepId) => stepWords(view, id).name

/** “Naam van de stap”. */
export const quoted = (view: Worded, id: StepId) => `“${stepName(view, id)}”`

/** What other firms have says nothing of whether this one runs out of money. */
export const isMoneyOpen = ({ advice: { filledIn } }: Pick<ResultView, 'advice'>) =>
  filledIn.spareCashEur !== undefined || filledIn.freeCashFlowEurPerMonth !== undefined

/** Whole years of the horizon, as the sentences say it. */
export const yearsOf = ({ advice }: Pick<ResultView, 'advice'>) => Math.round(advice.horizonMonths / 12)

/** The step that figures, dots and help are about: a trial is about its target. */
export function trialStepOf({ advice: { firstStep } }: Pick<ResultView, 'advice'>): StepId | undefined {
  return firstStep.action === 'try-first' ? firstStep.target : firstStep.begin
}

/** A part of the page with its heading in the margin where there is room. */
export function section(
  id: string,
  title: Content,
  content: Content,
  { wide }: { wide?: Content } = {},
): Html {
  return html`<section class="result-section" id="${id}" aria-labelledby="${id}-titel">
  ${heading(2, title, { id: `${id}-titel` })}
  <div class="result-body">${content}</div>
  ${wide === undefined ? '' : html`<div class="result-wide">${wide}</div>`}
</section>
`
}

export type Fact = Readonly<{ label: Content; value: Content; more?: Content }>

/** Labels with what they stand for, in two columns where there is room. */
export function factList(facts: readonly Fact[]): Html {
  return html`<dl class="result-facts">${facts.map(
    ({ label, value, more }) => html`
  <div><dt>${label}</dt><dd>${value}${more === undefined ? '' : html` <span class="result-more">${more}</span>`}</dd></div>`,
  )}
</dl>`
}
