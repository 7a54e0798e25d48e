import { html } from 'hono/html'
import type { Content, Html } from '#platform/ui/content.ts'

/** Pictures are drawn twice, for a page and for a phone, so that their letters stay as large as the text. */
const WIDTHS = { wide: 720, narrow: 340 } as const
export type Look = keyof typeof WIDTHS

export type Drawing = Readonly<{ height: number; body: Content }>

export type Picture = Readonly<{
  title: Content // the finding
  label: string // what a reader who cannot see it is told
  note?: Content // under the picture
  mark: string | undefined // stands in the picture itself: "verzonnen"
  draw: (width: number, look: Look) => Drawing
}>

/** A figure with its finding above it; what it shows stands in its label, and in a table where there is one. */
export function figure({ title, label, note, mark, draw }: Picture): Html {
  return html`<figure>
<figcaption>${title}</figcaption>
${svg('wide', label, mark, draw)}
${svg('narrow', label, mark, draw)}
${note === undefined ? '' : html`<p class="note">${note}</p>`}
</figure>`
}

function svg(look: Look, label: string, mark: string | undefined, draw: Picture['draw']): Html {
  const width = WIDTHS[look]
  const { height, body } = draw(width, look)
  const bottom = mark === undefined ? height : height + 18
  const spoken = mark === undefined ? label : `${label} (${mark})`
  return html`<svg class="picture picture--${look}" viewBox="0 0 ${width} ${bottom}" role="img" aria-label="${spoken}">
${body}
${mark === undefined ? '' : text({ x: width - 2, y: height + 12, anchor: 'end', content: mark, kind: 'soft' })}
</svg>`
}

export type Scale = (value: number) => number

/** Linear from values to places. */
export const scale =
  ([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Scale =>
  (value) =>
    start + ((value - from) / (to - from || 1)) * (end - start)

/** Between three and seven round values that lie within the bounds. */
export function ticks(low: number, high: number): readonly number[] {
  const raw = (high - low) / 5
  if (!(raw > 0)) return [low]
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw * 0.999)!
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, k) => (first + k) * step)
}

/** Somewhat more than the values span. */
export function padded(values: readonly number[], share: number): readonly [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const room = (high - low || Math.abs(high) || 1) * share
  return [low - room, high + room]
}

type Text = Readonly<{
  x: number
  y: number
  content: string
  anchor?: 'start' | 'middle' | 'end'
  kind?: 'plain' | 'strong' | 'soft'
}>

export const text = ({ x, y, content, anchor = 'start', kind = 'plain' }: Text): Html =>
  html`<text class="text-${kind}" x="${place(x)}" y="${place(y)}" text-anchor="${anchor}">${content}</text>`

export const line = (x1: number, y1: number, x2: number, y2: number, kind: string): Html =>
  html`<path class="${kind}" d="M${place(x1)} ${place(y1)}L${place(x2)} ${place(y2)}"/>`

export const dot = (x: number, y: number, radius: number, kind: string): Html =>
  html`<circle class="${kind}" cx="${place(x)}" cy="${place(y)}" r="${radius}"/>`

export const box = (x: number, y: number, width: number, height: number, kind: string): Html =>
  html`<rect class="${kind}" x="${place(x)}" y="${place(y)}" width="${place(Math.max(0, width))}" height="${place(height)}"/>`

/** A line through places. */
export const path = (points: readonly (readonly [number, number])[], kind: string): Html =>
  html`<path class="${kind}" d="${points.map(([x, y], k) => `${k === 0 ? 'M' : 'L'}${place(x)} ${place(y)}`).join('')}"/>`

/** About how wide a text is at 14 px. */
export const widthOf = (content: string): number => 7.1 * content.length

/** Where a text that wants to be centred at x may stand without leaving the picture. */
export function centred(x: number, content: string, width: number): number {
  const half = widthOf(content) / 2
  return Math.min(Math.max(x, half + 2), width - half - 2)
}

const place = (value: number): number => Math.round(value * 10) / 10
