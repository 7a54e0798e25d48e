import type { Layout, Place, Port, Route } from './chain-layout.ts'

export type Point = Readonly<{ x: number; y: number }>

/** A line of horizontal and vertical stretches with round corners. */
export type Line = Readonly<{ points: readonly Point[]; length: number }>

const CORNER = 12
const AIR = 3 // between an arrowhead and the box it points at

/** The line of a route between two boxes, from edge to edge. */
export function lineOf(layout: Layout, from: Place, to: Place, [leaves, enters, ...lanes]: Route): Line {
  const start = portOf(layout, from, leaves)
  const end = portOf(layout, to, enters)
  const points: Point[] = [start]
  let horizontal = isHorizontal(leaves)
  for (const lane of lanes) {
    const last = points.at(-1)!
    points.push(horizontal ? { x: lane, y: last.y } : { x: last.x, y: lane })
    horizontal = !horizontal
  }
  const last = points.at(-1)!
  const bent = horizontal ? last.y !== end.y : last.x !== end.x
  if (bent) points.push(horizontal ? { x: end.x, y: last.y } : { x: last.x, y: end.y })
  points.push(end)
  return { points, length: roundedLength(points) }
}

/** The line without its last stretch under an arrowhead, and at both ends where it has two. */
export function shortened({ points }: Line, fromStart: number, fromEnd: number): Line {
  const cut = [...points]
  cut[0] = towards(points[0]!, points[1]!, fromStart)
  cut[cut.length - 1] = towards(points.at(-1)!, points.at(-2)!, fromEnd)
  return { points: cut, length: roundedLength(cut) }
}

/** SVG path data. */
export function pathData({ points }: Line): string {
  const parts = [`M${at(points[0]!)}`]
  for (let i = 1; i < points.length - 1; i++) {
    const corner = points[i]!
    const radius = cornerRadius(points, i)
    const before = towards(corner, points[i - 1]!, radius)
    const after = towards(corner, points[i + 1]!, radius)
    parts.push(`L${at(before)}Q${at(corner)} ${at(after)}`)
  }
  parts.push(`L${at(points.at(-1)!)}`)
  return parts.join('')
}

/** An arrowhead with its tip at the end of the line. */
export function arrowhead(line: Line, end: 'start' | 'end', size: number): string {
  const points = end === 'end' ? line.points : line.points.toReversed()
  const tip = points.at(-1)!
  const base = towards(tip, points.at(-2)!, size)
  const across = { x: ((tip.y - base.y) / size) * size * 0.5, y: ((base.x - tip.x) / size) * size * 0.5 }
  const left = { x: base.x + across.x, y: base.y + across.y }
  const right = { x: base.x - across.x, y: base.y - across.y }
  return `M${at(tip)}L${at(left)}L${at(right)}Z`
}

/** The middle of the longest stretch, and which way it runs: room for a mark or a word. */
export function middleOf({ points }: Line): Point & { horizontal: boolean; length: number } {
  const i = longestStretch(points)
  const [a, b] = [points[i]!, points[i + 1]!]
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, horizontal: a.y === b.y, length: distance(a, b) }
}

/** Number of the point where it begins. */
function longestStretch(points: readonly Point[]): number {
  const lengths = points.slice(1).map((b, i) => distance(points[i]!, b))
  return lengths.indexOf(Math.max(...lengths))
}

/** A point on the last stretch, so far before the end. */
export function beforeEnd({ points }: Line, pixels: number): Point {
  const end = points.at(-1)!
  const previous = points.at(-2)!
  return towards(end, previous, Math.min(pixels, distance(end, previous)))
}

/** A place for a gap on the longest stretch, clear of `reserved` pixels where that stretch ends the line. */
export function gapOf({ points }: Line, gap: number, reserved: number): Point & Gap {
  const i = longestStretch(points)
  const [a, b] = [points[i]!, points[i + 1]!]
  const kept = i === points.length - 2 ? reserved : 0
  const along = (distance(a, b) - kept) / 2
  const before = roundedLength(points.slice(0, i + 1)) - (i > 0 ? CORNER_SAVES * cornerRadius(points, i) : 0)
  return { ...towards(a, b, along), horizontal: a.y === b.y, startsAfter: before + along - gap / 2 }
}

/** Pixels along the line, and the way the line runs there. */
export type Gap = Readonly<{ horizontal: boolean; startsAfter: number }>

export const distance = (a: Point, b: Point) => Math.abs(a.x - b.x) + Math.abs(a.y - b.y)

const isHorizontal = (port: Port) => port.startsWith('L') || port.startsWith('R')

function portOf({ box }: Layout, place: Place, port: Port): Point {
  const offset = Number(port.slice(1))
  const halfWidth = box.width / 2 + AIR
  const halfHeight = box.height / 2 + AIR
  if (port.startsWith('L')) return { x: place.x - halfWidth, y: place.y + offset }
  if (port.startsWith('R')) return { x: place.x + halfWidth, y: place.y + offset }
  if (port.startsWith('T')) return { x: place.x + offset, y: place.y - halfHeight }
  return { x: place.x + offset, y: place.y + halfHeight }
}

function cornerRadius(points: readonly Point[], i: number): number {
  const corner = points[i]!
  return Math.min(CORNER, distance(corner, points[i - 1]!) / 2, distance(corner, points[i + 1]!) / 2)
}

/** 2 less the length of a quadratic curve around a right corner of radius 1, 2 ∫ √(t² + (1 − t)²) dt on [0, 1]. */
const CORNER_SAVES = 2 - 1.62323

function roundedLength(points: readonly Point[]): number {
  let length = 0
  for (let i = 1; i < points.length; i++) length += distance(points[i - 1]!, points[i]!)
  for (let i = 1; i < points.length - 1; i++) length -= CORNER_SAVES * cornerRadius(points, i)
  return length
}

function towards(from: Point, to: Point, pixels: number): Point {
  const whole = Math.hypot(to.x - from.x, to.y - from.y)
  if (whole === 0) return from

  const share = pixels / whole
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}

const at = ({ x, y }: Point) => `${round(x)} ${round(y)}`
const round = (n: number) => Math.round(n * 10) / 10
