import type { StepAdvice } from '#engine/advice/advise.ts'
import type { StepId } from '#engine/advice/step.ts'
import {
  type FigureEntry,
  type Figures,
  figuresOfStep,
  type Source,
  type StepFigures,
} from '#features/figures/index.ts'
import type { AdviceReport } from './advise-firm.ts'
import { type Where, whoCanHelp } from './who-can-help.ts'

/** The words of one step in both languages, as the page shows them. */
type Words = Pick<
  StepFigures,
  | 'nameNl'
  | 'nameEn'
  | 'sentenceNl'
  | 'sentenceEn'
  | 'canGoWrongNl'
  | 'canGoWrongEn'
  | 'stopIfNl'
  | 'stopIfEn'
  | 'measureNl'
  | 'measureEn'
>
type Named = Readonly<{ id: string; name: string; place?: string; isUnconfirmed: boolean }>

/** All that the result page shows, for the API, the command line and the saved file. */
export type AdviceDocument = Omit<AdviceReport, 'steps'> &
  Readonly<{
    steps: readonly (StepAdvice & Pick<StepFigures, 'nameNl' | 'nameEn'>)[]
    words: Words | undefined // of the step to begin with
    whoCanHelp: Readonly<{
      hubs: readonly Named[]
      fieldlabs: readonly (Named & Readonly<{ where: Where }>)[]
    }>
    figures: readonly FigureEntry[] // behind the steps of the advised plan
    sources: readonly Source[] // that those figures name
  }>

/** An advice with the words, the helpers and the figures behind it, each figure with its source and grade. */
export function adviceDocument(report: AdviceReport, figures: Figures): AdviceDocument {
  const { firstStep, receipt } = report
  const byId = new Map(figures.steps.map((step) => [step.id, step]))
  const begin = firstStep.action === 'do-nothing' ? undefined : firstStep.begin
  const used = firstStep.order.flatMap((id) => figuresOfStep(byId.get(id)!))
  const named = new Set(used.flatMap(({ sources }) => sources))
  return {
    ...report,
    steps: report.steps.map((step) => {
      const { nameNl, nameEn } = byId.get(step.id)!
      return { ...step, nameNl, nameEn }
    }),
    words: begin === undefined ? undefined : wordsOf(byId.get(begin)!),
    whoCanHelp: helpers(figures, receipt.firm, begin),
    figures: used,
    sources: figures.sources.filter(({ id }) => named.has(id)),
  }
}

const wordsOf = (step: StepFigures): Words => ({
  nameNl: step.nameNl,
  nameEn: step.nameEn,
  sentenceNl: step.sentenceNl,
  sentenceEn: step.sentenceEn,
  canGoWrongNl: step.canGoWrongNl,
  canGoWrongEn: step.canGoWrongEn,
  stopIfNl: step.stopIfNl,
  stopIfEn: step.stopIfEn,
  measureNl: step.measureNl,
  measureEn: step.measureEn,
})

function helpers(figures: Figures, firm: AdviceReport['receipt']['firm'], step: StepId | undefined) {
  const { hubs, isHubUnconfirmed, fieldlabs } = whoCanHelp(figures, firm, step)
  return {
    hubs: hubs.map(({ id, name, status }) => ({
      id,
      name,
      isUnconfirmed: isHubUnconfirmed || status === 'unconfirmed',
    })),
    fieldlabs: fieldlabs.map(({ lab, isUnconfirmed, where }) => ({
      id: lab.id,
      name: lab.name,
      ...(lab.place === undefined ? {} : { place: lab.place }),
      isUnconfirmed,
      where,
    })),
  }
}
