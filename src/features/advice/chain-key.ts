import { CARRIERS, type FlowState } from '#engine/flows/flow.ts'
import type { Rectangle } from './chain-frame.ts'
import type { Orientation } from './chain-layout.ts'
import { badgeSvg, questionMark, stemSvg } from './chain-link.ts'
import { arrowhead, type Line, shortened } from './chain-route.ts'
import type { ChainWords } from './chain-words.ts'
import { ACCENT, escapeXml, INK, INK_SOFT } from './svg.ts'

const EDGE = 4

/** What the key explains: the five carriers always, the rest where it occurs. */
export type Key = Readonly<{ states: readonly FlowState[]; retyped: boolean }>

const COLUMNS: Readonly<Record<Orientation, number>> = { landscape: 4, upright: 1 }
const ROW = 25
const ABOVE = 30
const SAMPLE = 44

export function keyHeight(orientation: Orientation, key: Key): number {
  const rows = Math.ceil((keyStates(key).length + (key.retyped ? 1 : 0)) / COLUMNS[orientation])
  return ABOVE + rows * ROW
}

/** A sample of each kind of line with its meaning, under the picture. */
export function keySvg(orientation: Orientation, frame: Rectangle, key: Key, words: ChainWords): string {
  const columns = COLUMNS[orientation]
  const place = (i: number) => ({
    x: frame.x + EDGE + (i % columns) * (frame.width / columns),
    y: frame.y + frame.height + ABOVE + Math.floor(i / columns) * ROW,
  })
  const states = keyStates(key)
  const items = states.map((state, i) => {
    const { x, y } = place(i)
    return sampleSvg(x, y, state) + meaning(x, y, words.states[state])
  })
  if (key.retyped) {
    const { x, y } = place(states.length)
    items.push(badgeSvg(x + SAMPLE / 2, y, 2) + meaning(x, y, words.retyped(2)))
  }
  return `<g class="chain-key" font-size="13">${items.join('')}</g>`
}

const keyStates = ({ states }: Key): FlowState[] => [
  ...CARRIERS.toReversed(),
  ...(states.includes('unknown') ? (['unknown'] as const) : []),
]

function sampleSvg(x: number, y: number, state: FlowState): string {
  const line: Line = {
    points: [
      { x, y },
      { x: x + SAMPLE, y },
    ],
    length: SAMPLE,
  }
  const both = state === 'two-way'
  const ink = state === 'unknown' ? INK_SOFT : both || state === 'one-way' ? ACCENT : INK
  const heads = arrowhead(line, 'end', 9) + (both ? arrowhead(line, 'start', 9) : '')
  return `${stemSvg(shortened(line, both ? 7 : 0, 7), state, ink)}<path d="${heads}" fill="${ink}"/>${state === 'unknown' ? questionMark(line) : ''}`
}

const meaning = (x: number, y: number, text: string) =>
  `<text x="${x + SAMPLE + 8}" y="${y + 4.5}" fill="${INK}">${escapeXml(text)}</text>`
