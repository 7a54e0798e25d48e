import { html } from 'hono/html'
import { BARRIERS } from '#engine/advice/step.ts'
import { SIZE_CLASSES } from '#engine/population/firm-cell.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { heading, paragraph, smallPrint } from '#platform/ui/components.ts'
import type { Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import type { Figures } from './contract.ts'
import type { AnyFigure } from './figure-contract.ts'
import { type FigureEntry, figuresOfFile } from './figure-list.ts'
import { type FigureRow, figureRows, formatted, numberSources, sourceList } from './figure-rows.ts'
import { ASSUMPTIONS_PATH, KINDS_PATH } from './how-page.ts'
import { named } from './named-rows.ts'
import { type EffectFigures, STEP_SHARE_CLASSES } from './population-cells-contract.ts'
import { stepMessages } from './step-messages.ts'
import { unitOf } from './unit-names.ts'

const KINDS = /^population\.(effects|flowCarrierOdds|stepInUseShare|sizeClassShare|priorFirms)\b/

/** How kinds of firm differ stands on a page of its own. */
export const isAboutKinds = ({ labelKey }: FigureEntry) => KINDS.test(labelKey)

/** How kinds of firm differ, which steps they have already, and how much of it scans can change. */
export function kindsPage(figures: Figures, language: Language): Html {
  const t = stepMessages(language)
  const entries = figuresOfFile('population', figures.population).filter(isAboutKinds)
  const sources = numberSources(entries.flatMap((entry) => entry.sources))
  const section = (title: string, rows: readonly FigureRow[], lead?: string) => html`${heading(2, title)}
${lead === undefined ? '' : paragraph(lead)}
${figureRows(rows, language, sources)}`

  const main = html`${heading(1, t('kinds'))}
${paragraph(t('kinds.lead'), { lead: true })}
${smallPrint(t('readingWhy'))}
${section(t('sizes'), [sizeClassRow(figures, language)])}
${section(t('effects'), effectRows(figures, language), t('effects.lead'))}
${section(t('flows'), flowRows(figures, language), t('flows.lead'))}
${section(t('inUse'), stepInUseRows(figures, language), t('inUse.lead'))}
${section(t('scansCount'), named(entries, /^population\./, language), t('scansCount.lead'))}
${heading(2, t('sources'))}
${sourceList(sources, figures.sources, language)}`
  return page({
    title: t('kinds'),
    language,
    path: KINDS_PATH,
    main,
    backHref: pathIn(language, ASSUMPTIONS_PATH),
    description: t('kinds.lead'),
  })
}

type Value = Extract<AnyFigure, { value: number }>

/** Which part of all firms is in each size class. */
function sizeClassRow({ population }: Figures, language: Language): FigureRow {
  const t = stepMessages(language)
  return {
    name: t('sizes.row'),
    figures: SIZE_CLASSES.map((size) => ofKind(t(`size.${size}`), population.sizeClassShare[size], language)),
  }
}

/** How firms of a size class, type or sector differ from any firm: one row per subject and way of telling apart. */
function effectRows(figures: Figures, language: Language): FigureRow[] {
  const t = stepMessages(language)
  const { barriers, ...effects } = figures.population.effects
  const subjects = Object.keys(effects) as (keyof typeof effects)[]
  return [
    ...subjects.flatMap((subject) => rowsOf(t(`effect.${subject}`), effects[subject], figures, language)),
    ...BARRIERS.flatMap((barrier) => {
      const effect = barriers[barrier]
      const named = figures.barriers.find(({ id }) => id === barrier)
      const name = (language === 'nl' ? named?.nameNl : named?.nameEn) ?? barrier
      return effect === undefined ? [] : rowsOf(t('effect.barrier', name), effect, figures, language)
    }),
  ]
}

function rowsOf(
  name: string,
  { sizeClass, businessType, sector }: EffectFigures,
  { sectors }: Figures,
  language: Language,
): FigureRow[] {
  const t = stepMessages(language)
  const row = (about: string, figures: FigureRow['figures']) =>
    figures.length === 0 ? [] : [{ name, about, figures }]
  return [
    ...row(
      t('by.sizeClass'),
      SIZE_CLASSES.flatMap((size) =>
        sizeClass ? [ofKind(t(`size.${size}`), sizeClass[size], language)] : [],
      ),
    ),
    ...row(
      t('by.businessType'),
      (['own-product', 'subcontractor'] as const).flatMap((type) =>
        businessType ? [ofKind(t(`type.${type}`), businessType[type], language)] : [],
      ),
    ),
    ...row(
      t('by.sector'),
      sectors.divisions.flatMap(({ code, nameNl, nameEn }) => {
        const figure = sector?.[code]
        return figure ? [ofKind(language === 'nl' ? nameNl : nameEn, figure, language)] : []
      }),
    ),
  ]
}

/** Flows that go by themselves more or less often than the others. */
const flowRows = ({ flows, population }: Figures, language: Language): FigureRow[] =>
  flows.flows.flatMap((flow) => {
    const figure = population.flowCarrierOdds[flow.id]
    return figure === undefined ? [] : [{ name: flow[language], figures: [{ figure }] }]
  })

/** What share of firms has each step already, small and large. */
function stepInUseRows({ steps, population }: Figures, language: Language): FigureRow[] {
  const t = stepMessages(language)
  return steps
    .map(({ id, nameNl, nameEn }) => ({
      name: language === 'nl' ? nameNl : nameEn,
      figures: STEP_SHARE_CLASSES.flatMap((size) => {
        const figure = population.stepInUseShare[size][id]
        return figure ? [ofKind(t(`size.${size}`), figure, language)] : []
      }),
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, language))
}

/** "tot 20 mensen: 0,9 × het midden". */
function ofKind(kind: string, figure: Value, language: Language): FigureRow['figures'][number] {
  const { words } = unitOf(figure.unit, language)
  const value = formatted(figure.value, figure.unit, language)
  const isShare = unitOf(figure.unit, language).kind === 'share'
  return { figure, text: html`${kind}: <strong>${value}</strong>${isShare ? '' : ` ${words}`}` }
}
