import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { link, smallPrint, table } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import type { Entry } from './contract.ts'
import type { ProvinceShapes } from './directory-data.ts'
import type { Filters } from './filter-entries.ts'
import { listAddress } from './list-address.ts'
import { messages } from './messages.ts'

type MapView = Readonly<{
  shapes: ProvinceShapes
  entries: readonly Entry[] // that fit all filters but the province
  countOf: ReadonlyMap<string, number> // per province
  filters: Filters
  language: Language
}>

const SCALE = 150 // units to a degree of latitude
const NORTH = 53.62
const WEST = 3.3
const WIDTH = 364
const HEIGHT = 436
const ASPECT = Math.cos((52.2 * Math.PI) / 180)
const MERGE_UNITS = 21 // dots nearer than this are one

type Spot = Readonly<{ x: number; y: number }>
const spotOf = (longitude: number, latitude: number): Spot => ({
  x: (longitude - WEST) * ASPECT * SCALE,
  y: (NORTH - latitude) * SCALE,
})

export type Dot = Spot & Readonly<{ places: ReadonlyMap<string, number>; count: number }>

/** Entries as dots; those that would lie over one another are one dot, at the largest of them. */
export function dotsOf(entries: readonly Entry[]): readonly Dot[] {
  const byPlace = new Map<string, Spot & { count: number }>()
  for (const { place, latitude, longitude } of entries) {
    if (latitude === undefined || longitude === undefined) continue
    const name = place === '' ? `${latitude}, ${longitude}` : place
    const at = byPlace.get(name) ?? { ...spotOf(longitude, latitude), count: 0 }
    byPlace.set(name, { ...at, count: at.count + 1 })
  }
  const dots: (Spot & { places: Map<string, number>; count: number })[] = []
  for (const [place, { x, y, count }] of [...byPlace].toSorted(([, a], [, b]) => b.count - a.count)) {
    const near = dots.find((dot) => Math.hypot(dot.x - x, dot.y - y) < MERGE_UNITS)
    if (near === undefined) dots.push({ x, y, count, places: new Map([[place, count]]) })
    else {
      near.count += count
      near.places.set(place, count)
    }
  }
  return dots
}

/**
 * The country with a dot where help is, and beside it the same as a table. The picture is for eyes and a pointer; the
 * table has the same links for the keyboard and for reading aloud.
 */
export function networkMap(view: MapView): Html {
  const t = messages(view.language)
  const placed = view.entries.filter(({ latitude }) => latitude !== undefined)
  return html`<section class="network-map" id="kaart" aria-labelledby="kaart-titel">
<h2 class="nl-heading nl-heading--level-2" id="kaart-titel">${titleOf(view, placed)}</h2>
${smallPrint(t('map.hint'))}
${picture(view, dotsOf(placed))}
${provinceTable(view)}
${smallPrint([
  view.entries.length > placed.length ? `${t('map.unplaced', view.entries.length - placed.length)} ` : '',
  t('map.source'),
])}
</section>`
}

/** The finding: where most are, if one province has more than every other. */
function titleOf({ language }: MapView, placed: readonly Entry[]): string {
  const t = messages(language)
  if (placed.length === 0) return t('map.none')
  const counts = new Map<string, number>()
  for (const { provinces } of placed) {
    for (const name of provinces) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const [first, second] = [...counts].toSorted(([, a], [, b]) => b - a)
  if (first === undefined || second === undefined || first[1] === second[1]) return t('map.some')
  return t('map.title', first[0], first[1], placed.length)
}

function picture({ shapes, filters, language }: MapView, dots: readonly Dot[]): Html {
  const province = ({ name, outlines }: ProvinceShapes['provinces'][number]) => {
    const isChosen = filters.province === name
    const href = pathIn(language, listAddress({ ...filters, province: isChosen ? undefined : name }))
    return html`<a href="${href}" tabindex="-1"><path class="network-province${isChosen ? ' network-province--chosen' : ''}" d="${outlines.map(pathOf).join('')}"><title>${name}</title></path></a>`
  }
  const chosen = shapes.provinces.filter(({ name }) => name === filters.province)
  const others = shapes.provinces.filter(({ name }) => name !== filters.province)
  return html`<svg class="network-picture" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true" focusable="false">
${[...others, ...chosen].map(province)}
${dots.map(dotMark)}
</svg>`
}

const pathOf = (ring: readonly (readonly [number, number])[]) => {
  const points = ring.map(([longitude, latitude]) => spotOf(longitude, latitude))
  return `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`
}

function dotMark({ x, y, count, places }: Dot): Html {
  const radius = count > 99 ? 15 : count > 9 ? 12 : 10
  const names = [...places].map(([place, number]) => `${place} ${number}`).join(', ')
  return html`<g class="network-dot"><circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius}"/><text x="${x.toFixed(1)}" y="${(y + 4.4).toFixed(1)}">${count}</text><title>${names}</title></g>
`
}

function provinceTable({ shapes, entries, countOf, filters, language }: MapView): Html {
  const t = messages(language)
  const placesIn = (province: string): Content => {
    const names = entries
      .filter(({ place, provinces }) => place !== '' && provinces.some((name) => name === province))
      .map(({ place }) => place)
    return [...new Set(names)].toSorted((a, b) => a.localeCompare(b, 'nl')).join(', ')
  }
  const rowOf = (name: string) => {
    const isChosen = filters.province === name
    const href = pathIn(language, listAddress({ ...filters, province: name }))
    return [
      isChosen ? html`<strong>${name}</strong>` : link(href, name),
      `${countOf.get(name) ?? 0}`,
      placesIn(name),
    ]
  }
  const whole = pathIn(language, listAddress({ ...filters, province: undefined }))
  return html`<div class="network-provinces">${table({
    caption: t('map.table'),
    columns: [
      { label: t('map.province') },
      { label: t('map.count'), numeric: true },
      { label: t('map.places') },
    ],
    rows: shapes.provinces.map(({ name }) => rowOf(name)),
  })}
${filters.province === undefined ? '' : html`<p class="nl-paragraph">${link(whole, t('map.whole'))}</p>`}</div>`
}
