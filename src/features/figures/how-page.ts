import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { eur, number, percent } from '#platform/numbers.ts'
import { bulletList, heading, link, paragraph, table } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { textInput } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { driverName } from './base-names.ts'
import type { Figures } from './contract.ts'
import { FIGURE_KINDS, type FigureCounts, widestCosts } from './count-figures.ts'
import { GRADES } from './figure-contract.ts'
import { gradeNames, howMessages } from './how-messages.ts'
import type { FoundStep } from './search-steps.ts'
import { STEP_FAMILIES, type StepFigures } from './step-contract.ts'
import { stepMessages } from './step-messages.ts'

export const HOW_PATH = '/hoe-wij-rekenen'
export const ASSUMPTIONS_PATH = `${HOW_PATH}/aannames`
export const KINDS_PATH = `${HOW_PATH}/soorten-bedrijven`
export const stepPath = (id: string) => `${HOW_PATH}/${id}`

const WIDEST_SHOWN = 5

type HowView = Readonly<{ figures: Figures; counts: FigureCounts; language: Language }>

/** How an advice is made, how sure the figures are, and the list of steps. */
export function howPage(view: HowView): Html {
  const { language } = view
  const t = howMessages(language)
  const main = html`${heading(1, t('title'))}
${paragraph(t('lead'), { lead: true })}
${paragraph(t('aid'))}
${searchForm(language, '')}
${inShort(view)}
${howSure(view)}
${notKnownWell(view)}
${stepOverview(view)}
${heading(2, t('assumptions'))}
<p class="nl-paragraph">${t('assumptions.more')} ${link(pathIn(language, ASSUMPTIONS_PATH), t('assumptions.link'))}.</p>
${heading(2, t('programs'))}
<p class="nl-paragraph">${t('programs.more')} ${link('/v1/steps', '/v1/steps')}, ${link('/v1/flows', '/v1/flows')}.</p>`
  return page({ title: t('title'), language, path: HOW_PATH, main, description: t('lead') })
}

export type SearchView = Readonly<{
  figures: Figures
  query: string
  found: readonly FoundStep[]
  language: Language
}>

/** The steps that fit what was typed. */
export function searchPage(view: SearchView): Html {
  const { language, query, found } = view
  const t = howMessages(language)
  const title = found.length === 0 ? t('search.none', query) : t('search.found', found.length, query)
  const items = found.map(
    ({ step, where }) =>
      html`<li>${stepLink(step, language)}${where === 'source' ? html` <span class="schakel-soft">(${t('search.inSource')})</span>` : ''}<br><span class="schakel-soft">${inLanguage(step, 'description', language)}</span></li>`,
  )
  const main = html`${heading(1, title)}
${searchForm(language, query)}
${found.length === 0 ? [paragraph(t('search.try')), stepOverview(view)] : html`<ul class="schakel-list figures-found">${items}</ul>`}
<p class="nl-paragraph">${link(pathIn(language, HOW_PATH), t('search.all'))}</p>`
  const path = `${HOW_PATH}?zoek=${encodeURIComponent(query)}`
  return page({ title, language, path, main })
}

function searchForm(language: Language, query: string): Html {
  const t = howMessages(language)
  const input = textInput({ name: 'zoek', label: t('search'), hint: t('search.hint'), value: query })
  return html`<form class="figures-search" method="get" role="search" action="${pathIn(language, HOW_PATH)}">
${input}<button class="nl-button nl-button--secondary" type="submit">${t('search.button')}</button></form>`
}

function inShort({ figures: { parameters }, language }: HowView): Html {
  const t = howMessages(language)
  const { horizonMonths, addedTroubleAllowed, realisationOfFreedHours } = parameters
  const points = number(addedTroubleAllowed.normal.value * 100, language, 1)
  const items = [
    t('short.tell'),
    t('short.scenarios'),
    t('short.money', horizonMonths.value / 12),
    t('short.trouble', `${points} ${POINTS[language]}`),
    t('short.choice'),
    t('short.hours', percent(realisationOfFreedHours.p50, language)),
  ]
  return html`${heading(2, t('short'))}
<ol class="schakel-list">${items.map((item) => html`<li>${item}</li>`)}</ol>
${heading(2, t('dots'))}
${paragraph(t('dots.1'))}
${paragraph(t('dots.2'))}`
}

const POINTS = { nl: 'procentpunt', en: 'percentage point' } as const

/** What each grade means and how often it occurs; then the same per kind of figure. */
function howSure({ counts, language }: HowView): Html {
  const t = howMessages(language)
  const name = gradeNames(language)
  const total = (count: number) => number(count, language)
  const meanings = GRADES.toSorted((a, b) => counts.all[b] - counts.all[a]).map((grade) => {
    const count = counts.all[grade]
    const words = count === 0 ? t('grade.none') : t('grade.count', total(count))
    return html`<div><dt class="figures-first-capital">${name(grade)}</dt><dd>${t(`grade.${grade}`)} ${words}</dd></div>`
  })
  const shown = GRADES.filter((grade) => counts.all[grade] > 0).toSorted(
    (a, b) => counts.all[b] - counts.all[a],
  )
  return html`${heading(2, t('grades'))}
${paragraph(t('grades.lead', total(counts.all.all), total(counts.all.estimate)))}
<dl class="figures-grades">${meanings}</dl>
${table({
  caption: t('byKind'),
  columns: [{ label: t('kind') }, ...shown.map((grade) => ({ label: name(grade), numeric: true }))],
  rows: FIGURE_KINDS.map((kind) => [
    t(`kind.${kind}`),
    ...shown.map((grade) => total(counts.byKind[kind][grade])),
  ]),
})}`
}

function notKnownWell({ figures, counts, language }: HowView): Html {
  const t = howMessages(language)
  const { failureProbability, population, benefits, byKind } = counts
  const { p10, p90 } = figures.parameters.realisationOfFreedHours
  return html`${heading(2, t('weak'))}
${bulletList([
  t('weak.hours', percent(p10, language), percent(p90, language)),
  t('weak.failure', failureProbability.estimate, failureProbability.all),
  t('weak.benefit', benefits.maybeNothing, benefits.all),
  t('weak.start', population.estimate, population.all),
  t('weak.trial', byKind.trial.estimate, byKind.trial.all),
])}
${heading(3, t('weak.most'))}
${bulletList(widest(figures.steps, language))}`
}

function widest(steps: readonly StepFigures[], language: Language): Content[] {
  const t = howMessages(language)
  return widestCosts(steps)
    .slice(0, WIDEST_SHOWN)
    .map(({ step, term: { kind, driver, p10, p90 } }) => {
      const what = `${stepMessages(language)(`cost.${kind}`)} ${driverName(driver, language)}`
      const range = t('weak.range', what.toLowerCase(), eur(p10, language), eur(p90, language))
      return html`${stepLink(step, language)}: ${range}`
    })
}

function stepOverview({ figures, language }: Pick<HowView, 'figures' | 'language'>): Html {
  const t = howMessages(language)
  const named = (step: StepFigures) => inLanguage(step, 'name', language)
  const families = STEP_FAMILIES.map((family) => {
    const steps = figures.steps
      .filter((step) => step.family === family)
      .toSorted((a, b) => named(a).localeCompare(named(b), language))
    return html`<section>${heading(3, t(`family.${family}`))}
<ul class="figures-steps">${steps.map((step) => html`<li>${stepLink(step, language)}</li>`)}</ul></section>`
  })
  return html`${heading(2, t('steps'))}
${paragraph(t('steps.lead', figures.steps.length))}
<div class="figures-families schakel-wide">${families}</div>`
}

const stepLink = (step: StepFigures, language: Language): Html =>
  link(pathIn(language, stepPath(step.id)), inLanguage(step, 'name', language))

/** A text of a step in a language: `inLanguage(step, 'name', 'nl')` is its nameNl. */
export const inLanguage = (
  step: StepFigures,
  text: 'name' | 'description' | 'canGoWrong' | 'stopIf' | 'measure',
  language: Language,
): string => step[`${text}${language === 'nl' ? 'Nl' : 'En'}`]
