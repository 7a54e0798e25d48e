import { type Tally, totalOf } from './tally.ts'

/** What an attacker can prove about a count: it lies between these. */
export type Bounds = Readonly<{ min: number; max: number }>

/**
 * How far an attacker comes who knows a cell (a tally over answers), how many firms of a hidden part of it there are,
 * and nothing else. Per answer, with R the count of the cell, T its firms and N the firms of the part:
 *
 *     max(0, R + N − T) ≤ x ≤ min(R, N)
 *
 * These are sharp, also in whole numbers. The width is min(R, T − R, N, T − N).
 *
 * Source: Fréchet bounds; Dobra and Fienberg 2000, doi:10.1073/pnas.97.22.11885.
 */
export function boundsWithKnownSize(cell: Tally, firmsOfPart: number, answer: number): Bounds {
  const firms = totalOf(cell)
  const count = cell[answer] ?? 0
  return { min: Math.max(0, count + firmsOfPart - firms), max: Math.min(count, firmsOfPart) }
}

/**
 * Does every count of a hidden part keep an interval of at least p % of its true value, against an attacker who knows
 * the sizes, and also against each firm of the cell, which knows its own answer besides?
 *
 * @param cell  what is published or follows from it
 * @param part  the hidden part of that cell
 */
export function isPartHidden(cell: Tally, part: Tally, pPercent: number): boolean {
  const rest = cell.map((count, answer) => count - (part[answer] ?? 0))
  if (!hasWidth(cell, part, pPercent)) return false

  return cell.every((_, own) => {
    const others = minusOne(cell, own)
    const isInside = (part[own] ?? 0) === 0 || hasWidth(others, minusOne(part, own), pPercent)
    const isOutside = (rest[own] ?? 0) === 0 || hasWidth(others, part, pPercent)
    return isInside && isOutside
  })
}

const minusOne = (tally: Tally, answer: number): Tally =>
  tally.map((count, index) => (index === answer ? count - 1 : count))

function hasWidth(cell: Tally, part: Tally, pPercent: number): boolean {
  const firms = totalOf(part)
  return part.every((count, answer) => {
    const { min, max } = boundsWithKnownSize(cell, firms, answer)
    return max - min >= (pPercent / 100) * count
  })
}
