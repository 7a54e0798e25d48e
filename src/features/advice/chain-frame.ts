import type { Layout, Place } from './chain-layout.ts'
import type { Line } from './chain-route.ts'

export type Rectangle = Readonly<{ x: number; y: number; width: number; height: number }>

const EDGE = 4
const ROOM_FOR_WORDS = 14 // right of the last box, for a mark beside a standing link

export const boxAt = ({ box }: Layout, { x, y }: Place): Rectangle => ({
  x: x - box.width / 2,
  y: y - box.height / 2,
  ...box,
})

/** Around all that has a place, drawn in this firm or not: the same questions give the same frame. */
export function frameOf(boxes: readonly Rectangle[], lines: readonly Line[]): Rectangle {
  const corners = [
    ...boxes.flatMap(({ x, y, width, height }) => [
      { x, y },
      { x: x + width, y: y + height },
    ]),
    ...lines.flatMap(({ points }) => points),
  ]
  if (corners.length === 0) return { x: 0, y: 0, width: 1, height: 1 }

  const xs = corners.map((corner) => corner.x)
  const ys = corners.map((corner) => corner.y)
  const [x, y] = [Math.min(...xs) - EDGE, Math.min(...ys) - EDGE]
  return { x, y, width: Math.max(...xs) + ROOM_FOR_WORDS - x, height: Math.max(...ys) + EDGE - y }
}

/** They share some area, or come nearer to each other than `air`. */
export const touches = (a: Rectangle, b: Rectangle, air = 0) =>
  a.x < b.x + b.width + air &&
  b.x < a.x + a.width + air &&
  a.y < b.y + b.height + air &&
  b.y < a.y + a.height + air

export const isWithin = (inner: Rectangle, outer: Rectangle) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height
