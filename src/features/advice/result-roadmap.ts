import { html } from 'hono/html'
import type { RoadmapEntry } from '#engine/advice/roadmap.ts'
import type { StepId } from '#engine/advice/step.ts'
import { aboutEur } from '#platform/numbers.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { paragraph } from '#platform/ui/components.ts'
import { roadmap } from './messages-plan.ts'
import { factToFindOut } from './names.ts'
import { type ResultView, section, stepFiguresOf, stepName, yearsOf } from './result-view.ts'

const COLUMNS = ['now', 'then', 'later'] as const

/** Now, then and later, each step with what it waits for in words. */
export function resultRoadmap(view: ResultView): Content {
  const t = roadmap(view.language)
  const { now, then, later } = view.advice.roadmap
  const all = [...now, ...then, ...later]
  if (view.advice.firstStep.action === 'do-nothing' || all.length === 0) return ''

  const columns = COLUMNS.map((column) => {
    const items = itemsIn(view, column, all)
    return html`<div class="result-roadmap__column">
      <h3 class="nl-heading nl-heading--level-3" id="plan-${column}">${t(`column.${column}`)}</h3>
      ${
        items.length === 0
          ? html`<p class="nl-paragraph schakel-soft">${t('nothing')}</p>`
          : html`<ul aria-labelledby="plan-${column}">${items.map((line) => html`<li>${line}</li>`)}</ul>`
      }
    </div>`
  })
  return section('stappenplan', t('title'), paragraph(t('provisional')), {
    wide: html`<div class="result-roadmap">${columns}</div>`,
  })
}

/** What to find out comes now, and then all else is for later. */
function itemsIn(
  view: ResultView,
  column: (typeof COLUMNS)[number],
  all: readonly RoadmapEntry[],
): readonly Content[] {
  const { language, advice } = view
  const { action, fact } = advice.firstStep
  const { now, then } = advice.roadmap
  const itemsOf = (entries: readonly RoadmapEntry[]) => entries.map((entry) => item(view, entry, all))
  if (action !== 'find-out' || fact === undefined || column === 'later')
    return itemsOf(advice.roadmap[column])
  if (column === 'then') return itemsOf([...now, ...then])
  return [html`<strong>${roadmap(language)('findOutFirst', factToFindOut(fact, language))}</strong>`]
}

function item(view: ResultView, entry: RoadmapEntry, all: readonly RoadmapEntry[]): Html {
  const reasons = [...whyHere(view, entry, all), ...waitsFor(view, entry.step, all)]
  return html`<strong>${stepName(view, entry.step)}</strong>${reasons.map((reason) => html`<span class="result-more">${reason}</span>`)}`
}

function whyHere(view: ResultView, entry: RoadmapEntry, all: readonly RoadmapEntry[]): readonly string[] {
  const { language, advice } = view
  const t = roadmap(language)
  const { action, begin, target } = advice.firstStep
  const trial = action === 'try-first' && entry.step === begin ? [t('trialFirst')] : []
  if (entry.reason === 'advised') return [...trial, begin === target ? t('firstStep') : t('advised')]
  if (entry.reason === 'needed') {
    const waiting = dependentOf(view, entry.step, all) ?? target
    return [...trial, ...(waiting === undefined ? [] : [t('neededFor', stepName(view, waiting))])]
  }
  return entry.addsEur === undefined || entry.addsEur <= 0
    ? []
    : [t('adds', aboutEur(entry.addsEur, language), yearsOf(view))]
}

/** The first step after it that cannot do without it. */
function dependentOf(view: ResultView, id: StepId, all: readonly RoadmapEntry[]): StepId | undefined {
  const after = all.slice(all.findIndex(({ step }) => step === id) + 1)
  return after.find(({ step }) => stepFiguresOf(view, step).prerequisites.includes(id))?.step
}

/** What stands before it on the roadmap and must work first. */
function waitsFor(view: ResultView, id: StepId, all: readonly RoadmapEntry[]): readonly string[] {
  const planned = all.map(({ step }) => step)
  return stepFiguresOf(view, id)
    .prerequisites.filter((needed) => planned.includes(needed))
    .map((needed) => roadmap(view.language)('after', stepName(view, needed)))
}
