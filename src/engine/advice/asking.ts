import { quantilesOf } from '../kernel/quantile.ts'
import type { Candidate } from './candidate.ts'
import type { FirmWorld } from './firm-world.ts'

/** Chances are compared one-sided at 95 %. */
export const CLEARLY = 1.645

const GROUPS = 5

/** Answers as groups: one per scenario, how many there are, and the mean answer of each. */
export type Grouping = Readonly<{ group: Uint8Array; count: number; scores: Float64Array }>

/** Numbers in equal parts; an answer out of a short list, or yes or no, is a group by itself. */
export function groupsOf(answers: Float64Array | Uint8Array): Grouping {
  const { group, count } = answers instanceof Uint8Array ? listed(answers) : inParts(answers)
  return { group, count, scores: meansPer(group, answers, count) }
}

function listed(answers: Uint8Array): Pick<Grouping, 'group' | 'count'> {
  const groupOf = new Uint8Array(256)
  for (let n = 0; n < answers.length; n++) groupOf[answers[n]!] = 1
  let count = 0
  for (let answer = 0; answer < groupOf.length; answer++) {
    if (groupOf[answer] === 1) groupOf[answer] = count++
  }
  return { group: answers.map((answer) => groupOf[answer]!), count }
}

function inParts(answers: Float64Array): Pick<Grouping, 'group' | 'count'> {
  const parts = Array.from({ length: GROUPS - 1 }, (_, i) => (i + 1) / GROUPS)
  const edges = [...new Set(quantilesOf(answers, parts))]
  const group = new Uint8Array(answers.length)
  for (let n = 0; n < answers.length; n++) {
    let g = 0
    while (g < edges.length && answers[n]! > edges[g]!) g++
    group[n] = g
  }
  return { group, count: edges.length + 1 }
}

function meansPer(group: Uint8Array, answers: Float64Array | Uint8Array, count: number): Float64Array {
  const sums = new Float64Array(count)
  const sizes = new Float64Array(count)
  for (let n = 0; n < group.length; n++) {
    sums[group[n]!]! += answers[n]!
    sizes[group[n]!]!++
  }
  return sums.map((sum, g) => sum / Math.max(1, sizes[g]!))
}

/**
 * Whether a choice that is safe on the whole is clearly unsafe for some answers to an open fact: the added chance
 * of trouble in a fifth of the answers exceeds what is accepted by more than its sampling error explains.
 */
export function safetyDependsOn(
  answers: Float64Array,
  { value }: Candidate,
  world: FirmWorld,
  allowed: number,
): boolean {
  if (!value) return false
  const { group, count } = groupsOf(answers)
  const sums = new Float64Array(count)
  const squares = new Float64Array(count)
  const sizes = new Float64Array(count)
  for (let n = 0; n < group.length; n++) {
    const added = value.isTrouble[n]! - world.isTrouble[n]!
    sums[group[n]!]! += added
    squares[group[n]!]! += added * added
    sizes[group[n]!]!++
  }
  return sums.some((sum, g) => {
    const size = sizes[g]!
    if (size === 0) return false
    const mean = sum / size
    const standardError = Math.sqrt(Math.max(0, squares[g]! / size - mean * mean) / size)
    return mean - CLEARLY * standardError > allowed
  })
}
