import { html } from 'hono/html'
import type { Driver } from '#engine/advice/step.ts'
import { CARRIERS } from '#engine/flows/flow.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { heading, link, paragraph, smallPrint } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { baseName, driverName } from './base-names.ts'
import type { Figures } from './contract.ts'
import type { AnyFigure } from './figure-contract.ts'
import { figuresOfFile } from './figure-list.ts'
import {
  type FigureRow,
  figureRows,
  figureValue,
  formatted,
  numberSources,
  sourceList,
} from './figure-rows.ts'
import { ASSUMPTIONS_PATH, HOW_PATH, KINDS_PATH } from './how-page.ts'
import { isAboutKinds } from './kinds-page.ts'
import { named } from './named-rows.ts'
import { stepMessages } from './step-messages.ts'
import { unitOf } from './unit-names.ts'

/** Everything that is not about one step: what a usual company looks like, and what we choose for everyone. */
export function assumptionsPage(figures: Figures, language: Language): Html {
  const t = stepMessages(language)
  const entries = (['parameters', 'population', 'handling'] as const).flatMap((name) =>
    figuresOfFile(name, figures[name]).filter((entry) => !isAboutKinds(entry)),
  )
  const sources = numberSources(entries.flatMap((entry) => entry.sources))
  const section = (title: string, rows: readonly FigureRow[], lead?: string) => html`${heading(2, title)}
${lead === undefined ? '' : paragraph(lead)}
${figureRows(rows, language, sources)}`

  const main = html`${heading(1, t('assumptions.title'))}
${paragraph(t('assumptions.lead'), { lead: true })}
${smallPrint(`${t('reading')} ${t('readingWhy')}`)}
<p class="nl-paragraph">${link(pathIn(language, KINDS_PATH), t('kinds.link'))}</p>
${section(t('choices'), named(entries, /^parameters\./, language))}
${section(t('firm'), named(entries, /^population\./, language))}
${section(t('barriers'), barrierRows(figures, language))}
${section(t('carriers'), carrierRows(figures.population.carrierShare, language))}
${section(t('drivers'), driverRows(figures, language), t('driversLead'))}
${section(t('bases'), baseRows(figures, language), t('basesLead'))}
${section(t('retyping'), named(entries, /^handling\./, language))}
${section(t('minutes'), carrierRows(figures.handling.minutesPerMessage, language))}
${section(t('redone'), carrierRows(figures.handling.redoneShare, language))}
${section(t('messages'), messageRows(figures, language))}
${heading(2, t('sources'))}
${sourceList(sources, figures.sources, language)}`
  return page({
    title: t('assumptions.title'),
    language,
    path: ASSUMPTIONS_PATH,
    main,
    backHref: pathIn(language, HOW_PATH),
    description: t('assumptions.lead'),
  })
}

function barrierRows({ barriers, population }: Figures, language: Language): FigureRow[] {
  return barriers.map(({ id, nameNl, nameEn }) => ({
    name: capitalised(language === 'nl' ? nameNl : nameEn),
    figures: [{ figure: population.barrierShare[id] }],
  }))
}

const carrierRows = (
  figures: Readonly<Record<(typeof CARRIERS)[number], AnyFigure>>,
  language: Language,
): FigureRow[] =>
  CARRIERS.map((carrier) => ({
    name: capitalised(stepMessages(language)(`carrier.${carrier}`)),
    figures: [{ figure: figures[carrier] }],
  }))

function driverRows({ population }: Figures, language: Language): FigureRow[] {
  const t = stepMessages(language)
  return population.drivers.map(({ driver, per, ownProduct, subcontractor }) => ({
    name: driverTitle(driver, language),
    figures: byType(ownProduct, subcontractor, t(`per.${per}`), language),
  }))
}

const driverTitle = (driver: Driver, language: Language) =>
  capitalised(driverName(driver, language).replace(/^per /, ''))

function baseRows({ population }: Figures, language: Language): FigureRow[] {
  const t = stepMessages(language)
  return population.bases.map(({ id, partOf, terms, factor }) => ({
    name: baseName(id, language),
    ...(partOf === undefined ? {} : { about: t('partOf', baseName(partOf, language)) }),
    figures: [
      ...terms.flatMap((term) =>
        byType(term.ownProduct, term.subcontractor, perWords(term.per, language), language),
      ),
      { figure: factor, text: factorText(factor, language) },
    ],
  }))
}

function perWords(per: string, language: Language): string {
  const t = stepMessages(language)
  switch (per) {
    case 'firm':
    case 'employee':
    case 'machine':
    case 'turnover':
    case 'own-product-turnover':
      return t(`per.${per}`)
    default:
      return t('perBase', baseName(per, language))
  }
}

type ValueFigure = Extract<AnyFigure, { value: number }>

/** "50% van …" once where both types of company have the same; otherwise both. */
function byType(
  ownProduct: ValueFigure,
  subcontractor: ValueFigure,
  per: string,
  language: Language,
): FigureRow['figures'] {
  const words = (figure: ValueFigure) => {
    const { kind } = unitOf(figure.unit, language)
    const yearly = kind === 'eur' ? ` ${unitOf('EUR/year', language).words}` : ''
    return `${formatted(figure.value, figure.unit, language)}${yearly}`
  }
  const [own, other] = [words(ownProduct), words(subcontractor)]
  const text: Content =
    own === other
      ? html`<strong>${own}</strong> ${per}`
      : html`${stepMessages(language)('byType', own, other)}, ${per}`
  return [
    { figure: ownProduct, text },
    { figure: subcontractor, text: '' },
  ]
}

function factorText(figure: AnyFigure, language: Language): Content {
  if (!('p10' in figure)) return figureValue(figure, language)
  const [low, middle, high] = [figure.p10, figure.p50, figure.p90].map((value) =>
    formatted(value, figure.unit, language),
  )
  return html`<span class="figures-range">${stepMessages(language)('factor', low ?? '', middle ?? '', high ?? '')}</span>`
}

function messageRows({ flows, handling }: Figures, language: Language): FigureRow[] {
  return flows.flows.flatMap((flow) => {
    const figure = handling.messagesPerWeekPerEmployee[flow.id]
    return figure === undefined ? [] : [{ name: flow[language], figures: [{ figure }] }]
  })
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
