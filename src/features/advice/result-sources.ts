import { html } from 'hono/html'
import type { Driver } from '#engine/advice/step.ts'
import {
  baseName,
  driverName,
  type FigureEntry,
  figuresOfStep,
  GRADES,
  type Grade,
} from '#features/figures/index.ts'
import { pathIn } from '#platform/i18n.ts'
import { list, monthsRange, percent } from '#platform/numbers.ts'
import { details, heading, link, paragraph, table } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { costRange, numberRange, percentRange } from './counted.ts'
import { sources } from './messages-plan.ts'
import { type ResultView, section, stepFiguresOf, trialStepOf } from './result-view.ts'

/** Every figure of the first step with its source, and what makes the calculation repeatable. */
export function resultSources(view: ResultView): Html {
  const { language, advice } = view
  const t = sources(language)
  const id = advice.firstStep.action === 'do-nothing' ? undefined : trialStepOf(view)
  const entries = id === undefined ? [] : figuresOfStep(stepFiguresOf(view, id))
  return section(
    'bronnen',
    t('title'),
    html`${paragraph(html`<strong>${t('estimates')}</strong> ${entries.length === 0 ? '' : gradeCounts(view, entries)}`)}
  <p class="nl-paragraph">${t('retyping')} ${link(pathIn(language, '/hoe-wij-rekenen'), t('how'))} ${t('howMore')}</p>
  ${entries.length === 0 ? '' : details(t('table'), figureTable(view, entries))}
  ${receipt(view)}`,
  )
}

function gradeCounts({ language }: ResultView, entries: readonly FigureEntry[]): string {
  const t = sources(language)
  const parts = GRADES.map(
    (grade) => [grade, entries.filter((entry) => entry.grade === grade).length] as const,
  )
    .filter(([, count]) => count > 0)
    .toSorted(([, a], [, b]) => b - a)
    .map(([grade, count]) => t(`count.${grade}`, count))
  return t('counts', list(parts, language), entries.length)
}

function figureTable(view: ResultView, entries: readonly FigureEntry[]): Html {
  const t = sources(view.language)
  const gradeOf = (grade: Grade) => t(`grade.${grade}`)
  return table({
    caption: t('table'),
    hideCaption: true,
    columns: [{ label: t('figure') }, { label: t('value') }, { label: t('grade') }],
    rows: entries.map((entry) => [
      nameOf(view, entry),
      valueText(view, entry),
      html`${gradeOf(entry.grade)}${sourceLinks(view, entry)}`,
    ]),
  })
}

const NAMED = [
  'step.oneOffCost',
  'step.yearlyRunningCost',
  'step.yearlyBenefit',
  'step.preFinancing',
  'step.monthsUntilInUse',
  'step.monthsToFullBenefit',
  'step.usefulLifeYears',
  'step.failureProbability',
  'step.shareOfOneOffCostLostIfItFails',
  'step.costTail',
  'step.trial.costEur',
  'step.trial.durationWeeks',
  'step.trial.warnsIfItWouldFail',
  'step.trial.warnsIfItWouldSucceed',
] as const
type Named = (typeof NAMED)[number]
const isNamed = (key: string): key is Named => (NAMED as readonly string[]).includes(key)

function nameOf(view: ResultView, entry: FigureEntry): string {
  const { language } = view
  const { labelKey, of } = entry
  const t = sources(language)
  const name = isNamed(labelKey) ? t(`name.${labelKey}`) : labelKey
  if (of === undefined) return name
  if (labelKey === 'step.yearlyBenefit') return `${name} “${baseName(of, language)}”`
  return `${name} ${driverName(of as Driver, language)}${isOwnHours(view, entry) ? t('ownHours') : ''}`
}

/** Whether a cost is own staff time, which its path tells: 'oneOffCost[2]'. */
function isOwnHours(view: ResultView, { path, stepId }: FigureEntry): boolean {
  const [, list, index] = /^(oneOffCost|yearlyRunningCost)\[(\d+)\]$/.exec(path) ?? []
  if (stepId === undefined || (list !== 'oneOffCost' && list !== 'yearlyRunningCost')) return false
  return stepFiguresOf(view, stepId)[list][Number(index)]?.kind === 'own-hours'
}

function valueText({ language }: ResultView, { range, value, unit }: FigureEntry): string {
  const t = sources(language)
  if (typeof value === 'string')
    return value === 'it-fat' || value === 'hardware' || value === 'thin' ? t(`tail.${value}`) : value
  if (value !== undefined) return percent(value, language)
  if (range === undefined) return ''
  if (unit === 'EUR' || unit === 'EUR/year') return costRange(range, language)
  if (unit === 'months') return monthsRange(range.p10, range.p90, language)
  if (unit === 'weeks' || unit === 'years') return numberRange(range.p10, range.p90, language)
  return percentRange(range.p10, range.p90, language)
}

function sourceLinks({ figures }: ResultView, entry: FigureEntry): Content {
  const named = entry.sources.flatMap((id) => figures.sources.filter((source) => source.id === id))
  if (named.length === 0) return ''
  return html`<ul class="result-sources">${named.map(
    ({ citation, url }) => html`<li lang="en">${url === undefined ? citation : link(url, citation)}</li>`,
  )}</ul>`
}

const SHORT = 12

function receipt(view: ResultView): Html {
  const { language, receipt: made, address, path } = view
  const t = sources(language)
  const parts: readonly (readonly [string, string])[] = [
    [t('engine'), `${made.engineVersion}, ${made.method}`],
    [t('figures'), made.figuresHash.slice(0, SHORT)],
    [t('answers'), made.inputHash.slice(0, SHORT)],
    [t('seed'), String(made.seed)],
    [t('result'), made.resultHash.slice(0, SHORT)],
  ]
  return html`${heading(3, t('receipt'))}
  <p class="nl-paragraph schakel-small result-receipt">${t('receiptMore')} ${made.id} · ${parts.map(([label, value]) => `${label} ${value}`).join(' · ')}</p>
  <p class="nl-paragraph schakel-small result-address">${t('address')} ${address ?? pathIn(language, path)}</p>`
}
