import { isWithin, type Rectangle, touches } from './chain-frame.ts'
import { distance, type Line, type Point } from './chain-route.ts'

/** What stands around a mark: it should cover none of this. */
export type Surroundings = Readonly<{
  frame: Rectangle
  boxes: readonly Rectangle[]
  lines: readonly Line[]
}>

/** Where a mark of one or two lines of words goes. */
export type MarkPlace = Readonly<{ area: Rectangle; lines: 1 | 2 }>

const CLEAR = 11 // pixels between a line and the words beside it
const LETTERS = { one: 7.9, two: 4 } // widths of the words, in font sizes
const LINE_HEIGHT = 1.08

// What a place costs; the cheapest is taken, the first among equals.
const OUTSIDE = 100
const ON_BOX = 40
const ON_LINE = 15
const SHORT_STRETCH = 5
const OFF_MIDDLE = 4
const UNNATURAL_SIDE = 3
const OTHER_SHAPE = 2

/**
 * The best place beside a line for its mark: on the natural side of its longest stretch, unless something
 * stands there.
 *
 * @param side      −1 above or left of the line, 1 below or right of it, 0 no preference
 * @param fontSize  [px]
 */
export function placeOfMark(line: Line, side: number, fontSize: number, around: Surroundings): MarkPlace {
  const candidates = candidatesOf(line, side, fontSize).map((candidate) => ({
    ...candidate,
    cost: candidate.cost + costOf(candidate.area, around),
  }))
  return candidates.reduce((best, candidate) => (candidate.cost < best.cost ? candidate : best))
}

/** The line covers part of the area, or comes nearer than `air`. */
export function runsThrough({ points }: Line, area: Rectangle, air = 0): boolean {
  return points.slice(1).some((b, i) => touches(rectangleAround(points[i]!, b), area, air))
}

function costOf(area: Rectangle, { frame, boxes, lines }: Surroundings): number {
  const onBoxes = boxes.filter((box) => touches(area, box, 2)).length
  const onLines = lines.filter((line) => runsThrough(line, area, 3)).length
  return (isWithin(area, frame) ? 0 : OUTSIDE) + ON_BOX * onBoxes + ON_LINE * onLines
}

type Candidate = MarkPlace & Readonly<{ cost: number }>

function candidatesOf({ points }: Line, side: number, fontSize: number): Candidate[] {
  const stretches = points.slice(1).map((b, i) => ({ a: points[i]!, b, length: distance(points[i]!, b) }))
  const longest = Math.max(...stretches.map(({ length }) => length))
  return stretches.flatMap(({ a, b, length }) => {
    const level = a.y === b.y
    const natural = side === 0 ? (level ? -1 : 1) : side
    const fitsOneLine = level && length > (LETTERS.one + 1) * fontSize
    return [0.5, 0.25, 0.75].flatMap((along) =>
      [natural, -natural].flatMap((direction) =>
        ([1, 2] as const).map((lines) => ({
          area: areaBeside(a, b, along, direction, lines, fontSize),
          lines,
          cost:
            SHORT_STRETCH * (1 - length / longest) +
            (along === 0.5 ? 0 : OFF_MIDDLE) +
            (direction === natural ? 0 : UNNATURAL_SIDE) +
            ((lines === 1) === fitsOneLine ? 0 : OTHER_SHAPE),
        })),
      ),
    )
  })
}

function areaBeside(
  a: Point,
  b: Point,
  along: number,
  direction: number,
  lines: 1 | 2,
  fontSize: number,
): Rectangle {
  const width = fontSize * (lines === 1 ? LETTERS.one : LETTERS.two)
  const height = fontSize * LINE_HEIGHT * lines
  const level = a.y === b.y
  const x = a.x + (b.x - a.x) * along + (level ? 0 : direction * (CLEAR + width / 2))
  const y = a.y + (b.y - a.y) * along + (level ? direction * (CLEAR + height / 2) : 0)
  return { x: x - width / 2, y: y - height / 2, width, height }
}

const rectangleAround = (a: Point, b: Point): Rectangle => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
})
