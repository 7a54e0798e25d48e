import type { Dot } from '#engine/advice/outlook.ts'
import { escapeXml } from './svg.ts'

/** Words in the picture; `never` may stand on two lines. */
export type DotplotWords = Readonly<{
  title: string
  description: string
  axis: string
  never: readonly string[]
}>

const PITCH = 16
const RADIUS = 6.5
const LEFT = 12 // room for half a year label
const MONTHS_PER_BIN = 4
const COLUMNS_OF_NEVER = 5
const BETWEEN = 20 // between the axis and the column of what is not earned back
const ROWS = 3 // at least
const TOP = 8
const BELOW = 62

type Spot = Readonly<{ x: number; y: number; dot: Dot }>

/**
 * A quantile dotplot of payback: stacked dots along the years, filled because they pay back, and open ones in a
 * column of their own. Money trouble is a cross. Colours and type come from classes; 356 wide, in CSS pixels.
 *
 * Source: Kay, Kola, Hullman & Munson 2016, doi:10.1145/2858036.2858558.
 */
export function dotplot(dots: readonly Dot[], horizonMonths: number, words: DotplotWords): string {
  const bins = Math.ceil(horizonMonths / MONTHS_PER_BIN)
  const right = LEFT + bins * PITCH
  const never = right + BETWEEN
  const width = never + COLUMNS_OF_NEVER * PITCH + 2
  const stacks = stacked(dots, bins)
  const open = dots.filter(({ paybackMonths }) => paybackMonths === undefined)
  const rows = Math.max(
    ROWS,
    ...stacks.map((stack) => stack.length),
    Math.ceil(open.length / COLUMNS_OF_NEVER),
  )
  const floor = TOP + rows * PITCH
  const spots: Spot[] = [
    ...stacks.flatMap((stack, bin) => stack.map((dot, row) => spotAt(LEFT + bin * PITCH, floor, row, dot))),
    ...open.map((dot, i) =>
      spotAt(never + (i % COLUMNS_OF_NEVER) * PITCH, floor, Math.floor(i / COLUMNS_OF_NEVER), dot),
    ),
  ]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="dotplot" role="img" aria-labelledby="dotplot-title dotplot-description" viewBox="0 0 ${width} ${floor + BELOW}" width="${width}" height="${floor + BELOW}">`,
    `<title id="dotplot-title">${escapeXml(words.title)}</title><desc id="dotplot-description">${escapeXml(words.description)}</desc>`,
    axis(horizonMonths, floor, right, words.axis),
    neverColumn(never, width - 2, floor, words.never),
    spots.map(dotSvg).join(''),
    '</svg>',
  ].join('')
}

/** Dots per bin of four months, earliest below. */
function stacked(dots: readonly Dot[], bins: number): readonly Dot[][] {
  const stacks: Dot[][] = Array.from({ length: bins }, () => [])
  for (const dot of dots) {
    if (dot.paybackMonths === undefined) continue
    const bin = Math.min(bins - 1, Math.floor(Math.max(0, dot.paybackMonths - 1) / MONTHS_PER_BIN))
    stacks[bin]!.push(dot)
  }
  return stacks
}

const spotAt = (x: number, floor: number, row: number, dot: Dot): Spot => ({
  x: x + PITCH / 2,
  y: floor - 1 - PITCH * row - PITCH / 2,
  dot,
})

function axis(horizonMonths: number, floor: number, right: number, label: string): string {
  const years = Math.round(horizonMonths / 12)
  const ticks = Array.from({ length: years + 1 }, (_, year) => {
    const x = LEFT + ((right - LEFT) * year) / years
    return `<path class="dotplot-line" d="M${x} ${floor}v5"/><text class="dotplot-text" x="${x}" y="${floor + 20}">${year}</text>`
  })
  return `<path class="dotplot-line" d="M${LEFT} ${floor}H${right}"/>${ticks.join('')}<text class="dotplot-text" x="${(LEFT + right) / 2}" y="${floor + 39}">${escapeXml(label)}</text>`
}

function neverColumn(left: number, right: number, floor: number, lines: readonly string[]): string {
  const middle = (left + right) / 2
  const words = lines.map(
    (line, i) =>
      `<text class="dotplot-text" x="${middle}" y="${floor + 20 + 17 * i}">${escapeXml(line)}</text>`,
  )
  return `<path class="dotplot-line" d="M${left} ${floor}H${right}"/>${words.join('')}`
}

function dotSvg({ x, y, dot }: Spot): string {
  const paid = dot.paybackMonths !== undefined
  const circle = `<circle class="dotplot-dot dotplot-dot--${paid ? 'paid' : 'open'}" cx="${x}" cy="${y}" r="${RADIUS}"/>`
  if (!dot.isTrouble) return circle
  const arm = 3.5
  const cross = `M${x - arm} ${y - arm}l${2 * arm} ${2 * arm}M${x - arm} ${y + arm}l${2 * arm} ${-2 * arm}`
  return `${circle}<path class="dotplot-cross dotplot-cross--${paid ? 'paid' : 'open'}" d="${cross}"/>`
}

/** A dot of the kind that the words beside it explain. */
export const sampleDot = (dot: Dot): string =>
  `<svg class="dotplot-sample" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">${dotSvg({ x: 8, y: 8, dot })}</svg>`
