import type { FlowId, FlowState } from '#engine/flows/flow.ts'
import { placeOfMark, type Surroundings } from './chain-mark.ts'
import {
  arrowhead,
  beforeEnd,
  type Gap,
  gapOf,
  type Line,
  middleOf,
  type Point,
  pathData,
  shortened,
} from './chain-route.ts'
import type { ChainWords } from './chain-words.ts'
import { ACCENT, escapeXml, INK, INK_SOFT, PAPER, SIGNAL } from './svg.ts'

/** All that the drawing of one link depends on. */
export type LinkDrawing = Readonly<{
  id: FlowId
  state: FlowState
  line: Line
  side: number // −1 above or left of its twin, 1 below or right, 0 alone
  isWeakest: boolean
  markSize: number // font size of the words beside it
  retyped: number // 0 draws no number
  tooltip: string
}>

const HEAD = 9
const GAP = 14
const TICK = 5 // half the bar at each end of a gap
const BADGE = 8.5

/** The line, and the marks that stand on top of everything. */
export function linkSvg(
  link: LinkDrawing,
  around: Surroundings,
  words: ChainWords,
): { line: string; marks: string } {
  const { state, line, isWeakest } = link
  const both = state === 'two-way'
  const stem = shortened(line, both ? HEAD - 2 : 0, HEAD - 2)
  const ink = isWeakest ? SIGNAL : inkOf(state)
  const heads = [arrowhead(line, 'end', HEAD), ...(both ? [arrowhead(line, 'start', HEAD)] : [])]
  const band = isWeakest
    ? `<path d="${pathData(line)}" stroke="${SIGNAL}" stroke-width="18" stroke-linecap="round" stroke-opacity="0.2"/>`
    : ''
  return {
    line: [
      `<g class="chain-link chain-link-${state}${isWeakest ? ' chain-link-weakest' : ''}">`,
      `<title>${escapeXml(link.tooltip)}</title>`,
      `<path d="${pathData(shortened(line, 4, 4))}" stroke="${PAPER}" stroke-width="9"/>`,
      band,
      stemSvg(stem, state, ink, link.retyped > 0 ? 2 * BADGE + 2 : 0),
      `<path d="${heads.join('')}" fill="${ink}"/></g>`,
    ].join(''),
    marks: [
      state === 'unknown' ? questionMark(line) : '',
      link.retyped > 0 ? badge(link, ink) : '',
      isWeakest ? weakestMark(link, around, words) : '',
    ].join(''),
  }
}

const inkOf = (state: FlowState) => {
  if (state === 'unknown') return INK_SOFT
  return state === 'one-way' || state === 'two-way' ? ACCENT : INK
}

/** The form says how information travels; it must be legible without colour. */
export function stemSvg(stem: Line, state: FlowState, ink: string, reserved = 0): string {
  const path = (width: number, more = '', stroke = ink) =>
    `<path d="${pathData(stem)}" stroke="${stroke}" stroke-width="${width}"${more}/>`
  if (state === 'two-way') return path(7) + path(2.6, '', PAPER)
  if (state === 'one-way') return path(2.4)
  if (state === 'typed') return path(2.4, ' stroke-dasharray="9 5"')
  if (state === 'file') return path(3.2, ' stroke-dasharray="0 6.6" stroke-linecap="round"')
  if (state === 'unknown') return path(1)

  const gap = gapOf(stem, GAP, reserved)
  const dashes = `${round(gap.startsAfter)} ${GAP} ${round(stem.length)}`
  return path(2.4, ` stroke-dasharray="${dashes}"`) + gapEnds(gap, ink)
}

/** A bar at each end of a gap: nothing goes across. */
function gapEnds({ x, y, horizontal }: Point & Gap, ink: string): string {
  const bar = (side: -1 | 1) =>
    horizontal
      ? `M${round(x + (side * GAP) / 2)} ${round(y - TICK)}v${2 * TICK}`
      : `M${round(x - TICK)} ${round(y + (side * GAP) / 2)}h${2 * TICK}`
  return `<path d="${bar(-1)}${bar(1)}" stroke="${ink}" stroke-width="2"/>`
}

export const questionMark = (line: Line) => {
  const { x, y } = middleOf(line)
  return mark(x, y + 5, '?', INK_SOFT, 13)
}

const MIDDLE = ' text-anchor="middle"'
const BOLD = ' font-weight="700" class="chain-weakest"'

/** A word on a paper edge, so that lines behind it stay out of the letters. */
const mark = (x: number, y: number, text: string, ink: string, size: number, more = MIDDLE) =>
  `<text x="${round(x)}" y="${round(y)}" fill="${ink}" stroke="${PAPER}" stroke-width="5"` +
  ` stroke-linejoin="round" paint-order="stroke" font-size="${size}"${more}>${escapeXml(text)}</text>`

function badge({ line, retyped }: LinkDrawing, ink: string): string {
  const { x, y } = beforeEnd(line, HEAD + BADGE + 2)
  return badgeSvg(x, y, retyped, ink)
}

export const badgeSvg = (x: number, y: number, count: number | string, ink = INK) =>
  `<g class="chain-retyped"><circle cx="${round(x)}" cy="${round(y)}" r="${BADGE}" fill="${PAPER}"` +
  ` stroke="${ink}" stroke-width="1.25"/><text x="${round(x)}" y="${round(y + 4.3)}" fill="${ink}"` +
  ` text-anchor="middle" font-size="12" font-weight="700">${count}</text></g>`

/** The words of the weakest link, where they cover nothing. */
function weakestMark(
  { line, side, markSize }: LinkDrawing,
  around: Surroundings,
  { weakest }: ChainWords,
): string {
  const { area, lines } = placeOfMark(line, side, markSize, around)
  const words = lines === 1 ? [weakest.join(' ')] : weakest
  const x = area.x + area.width / 2
  const lineHeight = area.height / lines
  return words
    .map((text, i) => mark(x, area.y + (i + 0.8) * lineHeight, text, SIGNAL, markSize, `${MIDDLE}${BOLD}`))
    .join('')
}

const round = (n: number) => Math.round(n * 10) / 10
