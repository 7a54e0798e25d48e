import { type FlowId, type FlowState, type FunctionId, isAutomatic } from '#engine/flows/flow.ts'
import { boxAt, frameOf, type Rectangle } from './chain-frame.ts'
import { keyHeight, keySvg } from './chain-key.ts'
import { LAYOUTS, type Layout, type Orientation, type Place } from './chain-layout.ts'
import { linkSvg, type LinkDrawing } from './chain-link.ts'
import { lineOf } from './chain-route.ts'
import { CHAIN_WORDS, type ChainLanguage, type ChainWords } from './chain-words.ts'
import { escapeXml, INK, INK_SOFT, PAPER } from './svg.ts'

export type ChainFunction = Readonly<{ id: FunctionId; label: string }>
export type ChainFlow = Readonly<{
  id: FlowId
  from: FunctionId
  to: FunctionId
  state: FlowState
  label: string
}>

/** What the picture of a firm's chain shows. Labels are in the language of the page. */
export type ChainView = Readonly<{
  functions: readonly ChainFunction[]
  flows: readonly ChainFlow[]
  only?: readonly FlowId[] // flows to draw; all by default. The same list gives the same places
  weakestFlowIds: readonly FlowId[]
  retypeCountPerFlow?: Readonly<Record<FlowId, number>> // how-manieth time the same fact is typed there
  orientation: Orientation
  language: ChainLanguage
}>

/**
 * The chain of a firm as SVG: functions at fixed places, links drawn by how information travels.
 * A flow that does not exist in the firm is not drawn; a flow without a fixed route is left to the table.
 * Colours are the custom properties --schakel-ink, -ink-soft, -paper, -accent and -signal of the page.
 */
export function chainPicture(view: ChainView): string {
  const layout = LAYOUTS[view.orientation]
  const words = CHAIN_WORDS[view.language]
  const flows = flowsOnPicture(view, layout)
  const drawings = flows.map((flow) => linkDrawing(flow, view, layout))
  const shown = drawings.filter(({ state }) => state !== 'not-applicable')
  const withRoom = functionsOf(view, flows)
  const inUse = new Set(flows.filter(isDrawn).flatMap(({ from, to }) => [from, to]))
  const boxes = withRoom.map(({ id }) => boxAt(layout, layout.places[id]!))
  const lines = drawings.map(({ line }) => line)
  const frame = frameOf(boxes, lines)
  const around = { frame, boxes, lines: shown.map(({ line }) => line) }
  const key = { states: shown.map(({ state }) => state), retyped: shown.some(({ retyped }) => retyped > 0) }
  const height = frame.height + keyHeight(view.orientation, key)
  const links = shown.map((drawing) => linkSvg(drawing, around, words))
  return [
    svgStart(view, frame, height),
    describe(view, flows, words),
    links.map(({ line }) => line).join(''),
    withRoom.map((f) => boxSvg(f, layout.places[f.id]!, layout, inUse.has(f.id))).join(''),
    links.map(({ marks }) => marks).join(''),
    keySvg(view.orientation, frame, key, words),
    '</g></svg>',
  ].join('')
}

const isDrawn = ({ state }: ChainFlow) => state !== 'not-applicable'

function flowsOnPicture({ flows, only }: ChainView, { places, routes }: Layout): ChainFlow[] {
  return flows.filter(
    ({ id, from, to }) =>
      (only === undefined || only.includes(id)) &&
      routes[id] !== undefined &&
      places[from] !== undefined &&
      places[to] !== undefined,
  )
}

/** A function keeps its place also where its flows do not exist in this firm. */
function functionsOf({ functions }: ChainView, flows: readonly ChainFlow[]): ChainFunction[] {
  const touched = new Set(flows.flatMap(({ from, to }) => [from, to]))
  return functions.filter(({ id }) => touched.has(id))
}

function linkDrawing(flow: ChainFlow, view: ChainView, layout: Layout): LinkDrawing {
  const route = layout.routes[flow.id]!
  return {
    id: flow.id,
    state: flow.state,
    line: lineOf(layout, layout.places[flow.from]!, layout.places[flow.to]!, route),
    side: Math.sign(Number(route[0].slice(1))),
    markSize: layout.markSize,
    isWeakest: view.weakestFlowIds.includes(flow.id),
    retyped: view.retypeCountPerFlow?.[flow.id] ?? 0,
    tooltip: sentenceOf(flow, view, CHAIN_WORDS[view.language]),
  }
}

function svgStart({ orientation }: ChainView, frame: Rectangle, height: number): string {
  const { x, y, width } = frame
  const id = `chain-${orientation}`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="chain ${id}" role="img"`,
    ` aria-labelledby="${id}-title ${id}-description" viewBox="${x} ${y} ${width} ${height}"`,
    ` width="${width}" height="${height}"><g font-size="${LAYOUTS[orientation].fontSize}" fill="none">`,
  ].join('')
}

/** Title and description: the picture read aloud. */
function describe(view: ChainView, flows: readonly ChainFlow[], words: ChainWords): string {
  const drawn = flows.filter(isDrawn)
  const known = drawn.filter(({ state }) => state !== 'unknown')
  const automatic = known.filter(({ state }) => isByItself(state)).length
  const weakest = drawn.filter(({ id }) => view.weakestFlowIds.includes(id)).map(({ label }) => label)
  const title = [
    words.title(automatic, known.length),
    ...(weakest.length > 0 ? [words.weakestIs(weakest)] : []),
  ].join(' ')
  const text = drawn.map((flow) => `${sentenceOf(flow, view, words)}.`).join(' ')
  const id = `chain-${view.orientation}`
  return `<title id="${id}-title">${escapeXml(title)}</title><desc id="${id}-description">${escapeXml(text)}</desc>`
}

const isByItself = (state: FlowState) =>
  state !== 'unknown' && state !== 'not-applicable' && isAutomatic(state)

function sentenceOf(flow: ChainFlow, view: ChainView, words: ChainWords): string {
  const name = (id: FunctionId) => view.functions.find((f) => f.id === id)?.label ?? id
  const sentence = words.link(flow.label, name(flow.from), name(flow.to), words.states[flow.state])
  const time = view.retypeCountPerFlow?.[flow.id] ?? 0
  return time > 0 ? `${sentence}, ${words.retyped(time)}` : sentence
}

const OUTSIDE: readonly FunctionId[] = ['customer', 'supplier', 'product-in-field']
const LINE_HEIGHT = 1.15

/** A function: a box for the firm's own, a rounded one for those outside it; faint where it has no links. */
function boxSvg({ id, label }: ChainFunction, { x, y }: Place, layout: Layout, inUse: boolean): string {
  const { width, height } = layout.box
  const radius = OUTSIDE.includes(id) ? height / 2 : 3
  const lines = brokenLabel(label, layout)
  const first = y - ((lines.length - 1) / 2) * layout.fontSize * LINE_HEIGHT + layout.fontSize * 0.35
  const text = lines.map(
    (line, i) =>
      `<tspan x="${x}" y="${(first + i * layout.fontSize * LINE_HEIGHT).toFixed(1)}">${escapeXml(line)}</tspan>`,
  )
  const ink = inUse ? INK : INK_SOFT
  return [
    `<g class="chain-function${inUse ? '' : ' chain-function-idle'}"><rect x="${x - width / 2}" y="${y - height / 2}"`,
    ` width="${width}" height="${height}" rx="${radius}" fill="${PAPER}" stroke="${ink}"`,
    ` stroke-width="${inUse ? 1.5 : 0.75}"/>`,
    `<text text-anchor="middle" fill="${ink}">${text.join('')}</text></g>`,
  ].join('')
}

const WIDTH_OF_LETTER = 0.53 // of the font size, on average
const MAY_BREAK: Readonly<Record<string, string>> = { Werkvoorbereiding: 'Werk- voorbereiding' }

/** At most as wide as the box, broken between words, and in a compound that is known to be too long. */
function brokenLabel(label: string, { box, fontSize }: Layout): string[] {
  const room = Math.floor((box.width - 6) / (fontSize * WIDTH_OF_LETTER))
  const words = (label.length > room ? (MAY_BREAK[label] ?? label) : label).split(' ')
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    const joined = last === undefined ? word : `${last} ${word}`
    if (last !== undefined && joined.length <= room) lines[lines.length - 1] = joined
    else lines.push(word)
  }
  return lines
}
