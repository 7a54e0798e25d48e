/** Chance of trouble that each option adds, and how much of it is accepted. */
export type Risk = Readonly<{
  added: readonly Float64Array[] // option × scenario: trouble with it less trouble without it, in [−1, 1]
  allowed: number // accepted mean, overall and after every answer
  fallback: number // the option where none is safe without knowing
}>

/** How the choice is made. */
export type Choosing = Readonly<{
  /** 'crossed': chosen on one half of the scenarios, valued on the other, both ways; 'plug-in': on the same. */
  fit?: 'crossed' | 'plug-in'
  risk?: Risk
}>

/** Sums per option and cell, option by option: `value[option · cells + cell]`. */
export type Tallies = Readonly<{
  options: number
  cells: number
  weight: Float64Array // scenarios per cell; not whole where scenarios are weighed
  value: Float64Array // [EUR]
  added: Float64Array | undefined // chance of trouble; undefined where risk plays no part
}>

export function emptyTallies(options: number, cells: number, hasRisk: boolean): Tallies {
  return {
    options,
    cells,
    weight: new Float64Array(cells),
    value: new Float64Array(options * cells),
    added: hasRisk ? new Float64Array(options * cells) : undefined,
  }
}

/**
 * The option with the highest sum over the cells `from` to `to`, of those within the accepted risk there; the
 * first of equals, and −1 where the cells are empty or nothing is safe.
 */
export function bestIn(tallies: Tallies, from: number, to: number, allowed: number): number {
  const { options, cells, value, added } = tallies
  const weight = sumOf(tallies.weight, from, to)
  if (weight === 0) return -1

  let best = -1
  let most = Number.NEGATIVE_INFINITY
  for (let option = 0; option < options; option++) {
    const start = option * cells
    const worth = sumOf(value, start + from, start + to)
    if (!(worth > most)) continue
    if (added !== undefined && sumOf(added, start + from, start + to) > allowed * weight) continue
    best = option
    most = worth
  }
  return best
}

/** What is chosen on some scenarios: without knowing, and after each answer. */
export type Choices = Readonly<{ before: number; after: Int32Array }>

/** The choices made on the cells `from` to `to`, one per answer. */
export function choicesOn(tallies: Tallies, from: number, to: number, risk: Risk | undefined): Choices {
  const allowed = risk?.allowed ?? Number.POSITIVE_INFINITY
  const safe = bestIn(tallies, from, to, allowed)
  const before = safe === -1 ? (risk?.fallback ?? 0) : safe
  const after = new Int32Array(to - from)
  for (let answer = 0; answer < after.length; answer++) {
    const own = bestIn(tallies, from + answer, from + answer + 1, allowed)
    after[answer] = own === -1 ? before : own
  }
  return { before, after }
}

/** The two halves of the cells, one above the other, added up: the tallies of all scenarios together. */
export function halvesTogether({ options, cells, weight, value, added }: Tallies): Tallies {
  const half = cells / 2
  const folded = (sums: Float64Array) => {
    const out = new Float64Array(sums.length / 2)
    for (let row = 0; row < out.length / half; row++) {
      for (let cell = 0; cell < half; cell++) {
        out[row * half + cell] = sums[row * cells + cell]! + sums[row * cells + half + cell]!
      }
    }
    return out
  }
  return {
    options,
    cells: half,
    weight: folded(weight),
    value: folded(value),
    added: added === undefined ? undefined : folded(added),
  }
}

function sumOf(sums: Float64Array, from: number, to: number): number {
  let total = 0
  for (let at = from; at < to; at++) total += sums[at]!
  return total
}
