import { html } from 'hono/html'
import type { Range } from '#engine/kernel/range.ts'
import type { PlannedStepAdvice } from '#engine/advice/plan-advice.ts'
import type { StepId } from '#engine/advice/step.ts'
import { aboutEur, list, months, monthsRange, number } from '#platform/numbers.ts'
import { heading, paragraph } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { ofTenCases } from './counted.ts'
import { roadmap } from './messages-roadmap.ts'
import { factToFindOut } from './names.ts'
import { quoted, type ResultView, section, stepFiguresOf, stepName, yearsOf } from './result-view.ts'

const COLUMNS = ['now', 'then', 'later'] as const
type Column = (typeof COLUMNS)[number]

/** So many steps of a column are told in full. */
const IN_FULL = 5

/** Now, then and later: each step with when it starts, why it stands there and what it waits for. */
export function resultRoadmap(view: ResultView): Content {
  const t = roadmap(view.language)
  const { now, then, later } = view.advice.roadmap
  const all = [...now, ...then, ...later]
  if (view.advice.firstStep.action === 'do-nothing' || all.length === 0) return ''

  const columns = COLUMNS.map((column) => {
    const { items, rest } = itemsIn(view, column, all)
    return html`<div class="result-roadmap__column">
      <h3 class="nl-heading nl-heading--level-3" id="plan-${column}">${t(`column.${column}`)}</h3>
      ${
        items.length === 0
          ? html`<p class="nl-paragraph schakel-soft">${t('nothing')}</p>`
          : html`<ul aria-labelledby="plan-${column}">${items.map((line) => html`<li>${line}</li>`)}</ul>`
      }${rest}
    </div>`
  })
  return section('stappenplan', t('title'), paragraph(t('provisional')), {
    wide: html`<div class="result-roadmap">${columns}</div>${failing(view, all)}`,
  })
}

/** What to find out comes now, and then all else is for later; of a long column only the first steps in full. */
function itemsIn(view: ResultView, column: Column, all: readonly PlannedStepAdvice[]) {
  const { language, advice } = view
  const t = roadmap(language)
  const { action, fact } = advice.firstStep
  const { now, then } = advice.roadmap
  const isAsking = action === 'find-out' && fact !== undefined
  if (isAsking && column === 'now')
    return { items: [html`<strong>${t('findOutFirst', factToFindOut(fact, language))}</strong>`], rest: '' }

  const entries = isAsking && column === 'then' ? [...now, ...then] : advice.roadmap[column]
  const rest = entries.slice(IN_FULL).map(({ step }) => quoted(view, step))
  return {
    items: entries.slice(0, IN_FULL).map((entry) => item(view, entry, all)),
    rest: rest.length === 0 ? '' : paragraph(t('more', list(rest, language))),
  }
}

function item(view: ResultView, entry: PlannedStepAdvice, all: readonly PlannedStepAdvice[]): Html {
  const lines = [
    ...starts(view, entry, all),
    ...whyHere(view, entry, all),
    ...waitsFor(view, entry, all),
    ...mayDrop(view, entry),
  ]
  return html`<strong>${stepName(view, entry.step)}</strong>${lines.map((line) => html` <span class="result-more">${line}</span>`)}`
}

/** "Begint over 3 tot 10 maanden." */
function starts(
  { language, advice }: ResultView,
  { step, startMonth, isTriedFirst }: PlannedStepAdvice,
  all: readonly PlannedStepAdvice[],
): readonly string[] {
  const t = roadmap(language)
  const tried = isTriedFirst ? [t('tried')] : []
  if (startMonth === undefined || advice.firstStep.action === 'find-out') return tried
  if (step === all[0]?.step && isTriedFirst) return tried
  if (startMonth.p90 < 1) return [t('startsNow'), ...tried]
  if (startMonth.p50 < 1) return [t('startsSoon'), ...tried]
  return [t('starts', whenText(startMonth, language)), ...tried]
}

const WIDE_MONTHS = 4
const IN_YEARS = 24

/** One number where it is sure enough, else a range; from two years on in years. */
function whenText({ p10, p50, p90 }: Range, language: ResultView['language']): string {
  const t = roadmap(language)
  if (p50 >= IN_YEARS) {
    const years = (value: number) => number(Math.round(value / 6) / 2, language, 1)
    const [low, high] = [years(p10), years(p90)]
    return low === high ? t('aboutYears', low) : t('betweenYears', low, high)
  }
  if (p90 - p10 < WIDE_MONTHS) return t('aboutMonths', months(p50, language))
  return monthsRange(Math.max(1, p10), p90, language)
}

const LITTLE_EUR = 500

function whyHere(
  view: ResultView,
  entry: PlannedStepAdvice,
  all: readonly PlannedStepAdvice[],
): readonly string[] {
  const { language } = view
  const t = roadmap(language)
  if (entry.reason === 'needed') {
    const waiting = dependentsOf(view, entry.step, all)[0]
    return waiting === undefined ? [] : [t('neededFor', stepName(view, waiting))]
  }
  if (entry.addsEur === undefined || entry.addsEur < LITTLE_EUR) return [t('addsLittle')]
  return [t(entry.step === all[0]?.step ? 'first' : 'adds', aboutEur(entry.addsEur, language), yearsOf(view))]
}

/** Later steps that cannot do without this one. */
function dependentsOf(
  view: ResultView,
  id: StepId,
  all: readonly Pick<PlannedStepAdvice, 'step'>[],
): readonly StepId[] {
  const after = all.slice(all.findIndex(({ step }) => step === id) + 1)
  return after
    .filter(({ step }) => stepFiguresOf(view, step).prerequisites.includes(id))
    .map(({ step }) => step)
}

/** What stands before it on the roadmap and must work first, and money that has to stay in hand. */
function waitsFor(
  view: ResultView,
  { step, notBeforeMonth, startMonth }: PlannedStepAdvice,
  all: readonly PlannedStepAdvice[],
): readonly string[] {
  const t = roadmap(view.language)
  const planned = all.map((entry) => entry.step)
  const isHeldBack = notBeforeMonth > 0 && startMonth !== undefined && startMonth.p50 < notBeforeMonth + 1
  return [
    ...stepFiguresOf(view, step)
      .prerequisites.filter((needed) => planned.includes(needed))
      .map((needed) => t('after', stepName(view, needed))),
    ...(isHeldBack ? [t('waits', months(notBeforeMonth, view.language))] : []),
  ]
}

/** A step that does not start in one case of twenty or more says so, and why as far as that is known. */
function mayDrop(view: ResultView, entry: PlannedStepAdvice): readonly string[] {
  const { language, firm } = view
  const { step, chanceItStarts, isTriedFirst, reason } = entry
  const t = roadmap(language)
  if (chanceItStarts > 0.95) return []
  const counted = ofTenCases(1 - chanceItStarts, language)
  const isOpen = firm.stepsNotInUse !== 'all-others' && !firm.stepsNotInUse.includes(step)
  if (isOpen) return [t('droppedOrThere', counted)]
  const canDrop = isTriedFirst || reason === 'needed' || stepFiguresOf(view, step).prerequisites.length > 0
  return [t(canDrop ? 'dropped' : 'tooLate', counted)]
}

/** Which steps go with which: a step that fails takes those that need it along. */
function failing(view: ResultView, all: readonly PlannedStepAdvice[]): Content {
  const { language } = view
  const t = roadmap(language)
  if (all.length < 2) return ''
  const lines = all.flatMap(({ step }) => {
    const dropped = dependentsOf(view, step, all).map((id) => quoted(view, id))
    return dropped.length === 0
      ? []
      : [t('failDrops', stepName(view, step), list(dropped, language), dropped.length)]
  })
  const text = lines.length === 0 ? t('failNone') : [...lines, t('failRest')].join(' ')
  return html`<div class="result-failing">${heading(3, t('failing'))}${paragraph(text)}</div>`
}
