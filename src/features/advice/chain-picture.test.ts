import { describe, expect, test } from 'vitest'
import { CARRIERS, type FlowState } from '#engine/flows/flow.ts'
import data from '../../../data/flows.json' with { type: 'json' }
import { boxAt, frameOf, isWithin, touches } from './chain-frame.ts'
import { LAYOUTS, type Layout, type Orientation } from './chain-layout.ts'
import { placeOfMark, runsThrough } from './chain-mark.ts'
import { type ChainView, chainPicture } from './chain-picture.ts'
import { type Line, lineOf, type Point, pathData } from './chain-route.ts'

const ORIENTATIONS: readonly Orientation[] = ['landscape', 'upright']
const core = data.flows.filter(({ isCore }) => isCore).map(({ id }) => id)

const viewOf = (states: Record<string, FlowState>, more: Partial<ChainView> = {}): ChainView => ({
  functions: data.functions.map(({ id, nl }) => ({ id, label: nl })),
  flows: data.flows.map(({ id, from, to, nl }) => ({
    id,
    from,
    to,
    label: nl,
    state: states[id] ?? 'unknown',
  })),
  only: core,
  weakestFlowIds: [],
  orientation: 'landscape',
  language: 'nl',
  ...more,
})

const linesOf = (layout: Layout) =>
  data.flows.map((flow) => ({
    ...flow,
    line: lineOf(layout, layout.places[flow.from]!, layout.places[flow.to]!, layout.routes[flow.id]!),
  }))

type Stretch = Readonly<{ a: Point; b: Point }>
const stretches = ({ points }: Line): Stretch[] => points.slice(1).map((b, i) => ({ a: points[i]!, b }))
const span = (p: number, q: number) => [Math.min(p, q), Math.max(p, q)] as const
const overlap = (a: readonly [number, number], b: readonly [number, number]) =>
  Math.min(a[1], b[1]) - Math.max(a[0], b[0])

/** Pixels that two stretches run beside each other, nearer than four pixels. */
function together(s: Stretch, t: Stretch): number {
  const level = s.a.y === s.b.y
  if (level !== (t.a.y === t.b.y)) return 0
  const apart = level ? Math.abs(s.a.y - t.a.y) : Math.abs(s.a.x - t.a.x)
  if (apart >= 4) return 0
  return level
    ? overlap(span(s.a.x, s.b.x), span(t.a.x, t.b.x))
    : overlap(span(s.a.y, s.b.y), span(t.a.y, t.b.y))
}

describe.each(ORIENTATIONS)('the places of the chain, %s', (orientation) => {
  const layout = LAYOUTS[orientation]
  const lines = linesOf(layout)

  test('every stretch is level or standing, and no line runs through a box', () => {
    for (const { id, line } of lines)
      for (const { a, b } of stretches(line)) {
        expect(a.x === b.x || a.y === b.y, `${id} is slanted`).toBe(true)
        for (const [box, { x, y }] of Object.entries(layout.places)) {
          const wide = overlap(span(a.x, b.x), [x - layout.box.width / 2, x + layout.box.width / 2])
          const high = overlap(span(a.y, b.y), [y - layout.box.height / 2, y + layout.box.height / 2])
          expect(wide >= 0 && high >= 0, `${id} through ${box}`).toBe(false)
        }
      }
  })

  test('no two lines lie on each other', () => {
    for (const [i, one] of lines.entries())
      for (const other of lines.slice(i + 1))
        for (const s of stretches(one.line))
          for (const t of stretches(other.line))
            expect(together(s, t), `${one.id} along ${other.id}`).toBeLessThan(4)
  })

  test('boxes do not touch, and every core line has room for its arrowhead, a number and a gap', () => {
    const places = Object.values(layout.places)
    for (const [i, p] of places.entries())
      for (const q of places.slice(i + 1))
        expect(
          Math.abs(p.x - q.x) > layout.box.width + 10 || Math.abs(p.y - q.y) > layout.box.height + 10,
        ).toBe(true)
    for (const { id, line } of lines)
      if (core.includes(id)) expect(line.length, id).toBeGreaterThan(9 + 19 + 14)
  })

  test('beside every core line is room for the mark of the weakest link', () => {
    const drawn = lines.filter(({ id }) => core.includes(id))
    const boxes = [...new Set(drawn.flatMap(({ from, to }) => [from, to]))].map((id) =>
      boxAt(layout, layout.places[id]!),
    )
    const all = drawn.map(({ line }) => line)
    const frame = frameOf(boxes, all)
    for (const { id, line } of drawn) {
      const side = Math.sign(Number(layout.routes[id]![0].slice(1)))
      const { area } = placeOfMark(line, side, layout.markSize, { frame, boxes, lines: all })
      expect(isWithin(area, frame), `${id} in the frame`).toBe(true)
      expect(
        boxes.filter((box) => touches(area, box)),
        `${id} off the boxes`,
      ).toEqual([])
      expect(
        all.filter((other) => runsThrough(other, area)),
        `${id} off the lines`,
      ).toEqual([])
    }
  })

  test('two firms have the same frame, whatever they answered, when they have the same key', () => {
    const frame = (svg: string) => /viewBox="[^"]+"/.exec(svg)?.[0]
    const mouth = Object.fromEntries(core.map((id) => [id, 'paper' as const]))
    const one = chainPicture(viewOf(mouth, { orientation }))
    const other = chainPicture(viewOf({ ...mouth, F31: 'not-applicable', F03: 'two-way' }, { orientation }))
    expect(frame(one)).toBe(frame(other))
  })
})

describe('the picture of the chain', () => {
  test('each carrier has a form of its own, without colour', () => {
    const forms = CARRIERS.map((state) => {
      const svg = chainPicture(viewOf({ F07: state }, { only: ['F07'] }))
      const link = /<g class="chain-link .*?<\/g>/.exec(svg)![0]
      return link.replace(/<title>.*?<\/title>/, '').replace(/chain-link-[a-z-]+|var\([^)]*\)/g, '')
    })
    expect(new Set(forms).size).toBe(CARRIERS.length)
  })

  test('a flow that does not exist is not drawn, and its functions keep their places, faint', () => {
    const svg = chainPicture(viewOf({ F31: 'not-applicable' }))
    expect(svg.match(/class="chain-link /g)).toHaveLength(core.length - 1)
    expect(svg.match(/chain-function-idle/g)).toHaveLength(2)
    expect(svg).toContain('Service en')
  })

  test('a function that no drawn flow touches is left out', () => {
    expect(chainPicture(viewOf({}))).not.toContain('Verzending')
    const { only: _, ...everything } = viewOf({})
    expect(chainPicture(everything)).toContain('Verzending')
  })

  test('is read aloud: what goes by itself, the weakest link, and each link in words', () => {
    const svg = chainPicture(
      viewOf({ F03: 'typed', F07: 'one-way' }, { weakestFlowIds: ['F03'], retypeCountPerFlow: { F03: 1 } }),
    )
    expect(svg).toContain('role="img"')
    expect(svg).toContain(
      'Uw keten: 1 van de 2 schakels gaat vanzelf. De zwakste schakel: Order van de klant.',
    )
    expect(svg).toContain(
      'Order van de klant, van Klant naar Verkoop: ingetypt in een systeem, voor de 1e keer met de hand.',
    )
  })

  test('English is complete', () => {
    const functions = data.functions.map(({ id, en }) => ({ id, label: en }))
    const flows = data.flows.map((f) => ({
      id: f.id,
      from: f.from,
      to: f.to,
      label: f.en,
      state: 'file' as const,
    }))
    const svg = chainPicture(
      viewOf(
        {},
        { functions, flows, language: 'en', weakestFlowIds: ['F03'], retypeCountPerFlow: { F03: 3 } },
      ),
    )
    expect(svg).toContain('Your chain: 0 of the 11 links are automatic. The weakest link: Customer order.')
    expect(svg).toContain('by hand for the 3rd time')
    expect(svg).not.toMatch(/schakel(?!-)|klant/)
  })

  test('one link carries the mark', () => {
    const marks = (ids: string[]) =>
      chainPicture(viewOf({ F03: 'typed', F19: 'file' }, { weakestFlowIds: ids })).match(/>zwakste</g)
        ?.length ?? 0
    expect([marks([]), marks(['F03'])]).toEqual([0, 1])
  })

  test('what people typed stays text', () => {
    const functions = data.functions.map(({ id }) => ({ id, label: '<b>"A&B\'' }))
    const svg = chainPicture(viewOf({ F03: 'typed' }, { functions }))
    expect(svg).not.toContain('<b>')
    expect(svg).toContain('&lt;b&gt;&quot;A&amp;B&#39;')
  })

  test('has no inline style, for the pages allow none', () => {
    expect(chainPicture(viewOf({ F03: 'typed' }, { weakestFlowIds: ['F03'] }))).not.toMatch(
      /style|NaN|undefined/,
    )
  })

  test('an empty chain is a picture too', () => {
    expect(chainPicture(viewOf({}, { only: [] }))).toMatch(/^<svg .*<\/svg>$/s)
  })
})

test('a line turns with round corners and knows its length', () => {
  const layout = LAYOUTS.landscape
  const line = lineOf(layout, { x: 0, y: 0 }, { x: 216, y: 108 }, ['R0', 'T0'])
  expect(pathData(line)).toBe('M69 0L204 0Q216 0 216 12L216 81')
  expect(line.length).toBeCloseTo(147 + 81 - 12 * (2 - 1.62323), 3)
})
