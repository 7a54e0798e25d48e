import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { list } from '#platform/numbers.ts'
import { bulletList, heading, link, paragraph, smallPrint } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { baseName, driverName } from './base-names.ts'
import type { Figures } from './contract.ts'
import type { AnyFigure } from './figure-contract.ts'
import { figuresOfStep } from './figure-list.ts'
import { type FigureRow, figureRows, numberSources, sourceList, type SourceNumbers } from './figure-rows.ts'
import { howMessages } from './how-messages.ts'
import { HOW_PATH, inLanguage, stepPath } from './how-page.ts'
import type { StepFigures } from './step-contract.ts'
import { stepMessages } from './step-messages.ts'

type StepView = Readonly<{
  step: StepFigures
  figures: Figures
  language: Language
  sources: SourceNumbers // of its figures; those only read come after
}>

/** One step: every figure with its reason and sources, what it needs, and what it connects. */
export function stepPage(step: StepFigures, figures: Figures, language: Language): Html {
  const t = stepMessages(language)
  const name = inLanguage(step, 'name', language)
  const sources = numberSources(figuresOfStep(step).flatMap((entry) => entry.sources))
  const view: StepView = { step, figures, language, sources }
  const main = html`${heading(1, name)}
${paragraph(inLanguage(step, 'description', language), { lead: true })}
<p class="nl-paragraph"><strong>${t('canGoWrong')}</strong> ${inLanguage(step, 'canGoWrong', language)} ${t('stopIf', inLanguage(step, 'stopIf', language))}</p>
<p class="nl-paragraph"><strong>${t('measure')}</strong> ${inLanguage(step, 'measure', language)}</p>
${smallPrint(`${t('reading')} ${t('readingWhy')}`)}
${[costs(view), benefits(view), time(view), failure(view), trial(view), neededFirst(view), couplings(view)]}
${sourcesOf(view)}`
  return page({
    title: name,
    language,
    path: stepPath(step.id),
    main,
    backHref: pathIn(language, HOW_PATH),
    description: `${howMessages(language)('title')}: ${name}`,
  })
}

const rows = ({ language, sources }: StepView, all: readonly FigureRow[]) =>
  figureRows(all, language, sources)
const row = (name: Content, figure: AnyFigure, about?: Content): FigureRow => ({
  name,
  ...(about === undefined ? {} : { about }),
  figures: [{ figure }],
})

function costs(view: StepView): Html {
  const { step, language } = view
  const t = stepMessages(language)
  const termRow = (term: StepFigures['oneOffCost'][number]) =>
    row(t(`cost.${term.kind}`), term, driverName(term.driver, language))
  const running =
    step.yearlyRunningCost.length === 0
      ? paragraph(t('noRunningCost'))
      : rows(view, step.yearlyRunningCost.map(termRow))
  return html`${heading(2, t('oneOffCost'))}
${paragraph(t('costLead'))}
${rows(view, step.oneOffCost.map(termRow))}
${heading(2, t('yearlyRunningCost'))}
${running}`
}

function benefits(view: StepView): Html {
  const { step, language } = view
  const t = stepMessages(language)
  const all = [
    ...step.yearlyBenefit.map((term) => row(baseName(term.base, language), term, t(`cash.${term.cashType}`))),
    ...(step.preFinancing === undefined ? [] : [row(t('preFinancing'), step.preFinancing)]),
  ]
  return html`${heading(2, t('yearlyBenefit'))}
${step.yearlyBenefit.length === 0 ? paragraph(t('noBenefit')) : paragraph(t('benefitLead'))}
${all.length === 0 ? '' : rows(view, all)}`
}

function time(view: StepView): Html {
  const { step, language } = view
  const t = stepMessages(language)
  const names = ['monthsUntilInUse', 'monthsToFullBenefit', 'usefulLifeYears'] as const
  return html`${heading(2, t('time'))}
${rows(
  view,
  names.map((name) => row(t(name), step[name])),
)}`
}

function failure(view: StepView): Html {
  const { step, language } = view
  const t = stepMessages(language)
  return html`${heading(2, t('failure'))}
${rows(view, [
  row(t('failureProbability'), step.failureProbability),
  row(t('shareOfOneOffCostLostIfItFails'), step.shareOfOneOffCostLostIfItFails, t('lostMore')),
  row(t('costTail'), step.costTail),
])}`
}

function trial(view: StepView): Html {
  const { step, language } = view
  const t = stepMessages(language)
  const how = step.trial?.[language === 'nl' ? 'howNl' : 'howEn']
  const whyNot = step[language === 'nl' ? 'whyNoTrialNl' : 'whyNoTrialEn']
  const names = ['costEur', 'durationWeeks', 'warnsIfItWouldFail', 'warnsIfItWouldSucceed'] as const
  const all = names.flatMap((name) => (step.trial ? [row(t(`trial.${name}`), step.trial[name])] : []))
  return html`${heading(2, t('trial'))}
${paragraph(how ?? whyNot ?? '')}
${all.length === 0 ? '' : rows(view, all)}`
}

function neededFirst({ step, figures, language }: StepView): Html {
  const t = stepMessages(language)
  const steps = (ids: readonly string[]): Content[] =>
    ids.flatMap((id) => {
      const other = figures.steps.find((candidate) => candidate.id === id)
      return other === undefined
        ? []
        : [link(pathIn(language, stepPath(id)), inLanguage(other, 'name', language))]
    })
  const barriers = figures.barriers.filter(({ id }) => step.barriers.includes(id))
  const named = barriers.map(({ nameNl, nameEn }) => (language === 'nl' ? nameNl : nameEn))
  return html`${heading(2, t('first'))}
${step.prerequisites.length === 0 ? paragraph(t('first.nothing')) : [paragraph(t('first.prerequisites')), bulletList(steps(step.prerequisites))]}
${step.helpsFirst.length === 0 ? '' : [paragraph(t('first.helpsFirst')), bulletList(steps(step.helpsFirst))]}
${named.length === 0 ? '' : html`<p class="nl-paragraph">${t('first.barriers')} ${list(named, language)}.</p>`}`
}

function couplings({ step, figures, language }: StepView): Content {
  if (step.couplings.length === 0) return ''
  const t = stepMessages(language)
  const nameOf = (id: string) =>
    figures.flows.functions.find((candidate) => candidate.id === id)?.[language].toLowerCase() ?? id
  const items = step.couplings.map(({ from, to, effect, data }) => {
    const words = t(`coupling.${effect}`, nameOf(from), nameOf(to))
    return language === 'en' ? `${words} (${data}).` : `${words}.` // the data say this in English only
  })
  return [heading(2, t('couplings')), bulletList(items)]
}

function sourcesOf({ step, figures, language, sources }: StepView): Html {
  const t = stepMessages(language)
  const further = step.furtherSources.filter((id) => !sources.has(id))
  const furtherNumbers = new Map(further.map((id, index) => [id, sources.size + index + 1]))
  return html`${heading(2, t('sources'))}
${sources.size === 0 ? paragraph(t('noSources')) : sourceList(sources, figures.sources, language)}
${further.length === 0 ? '' : [heading(3, t('furtherSources')), sourceList(furtherNumbers, figures.sources, language)]}`
}
