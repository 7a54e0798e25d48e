import { type InformationValue, type NetBenefit, meanAndError, scenarioCount } from './net-benefit.ts'
import { type Choices, type Choosing, type Tallies, choicesOn, emptyTallies } from './tallies.ts'

/** The value of a signal, and what would be chosen after each. */
export type SignalValue = InformationValue &
  Readonly<{
    chances: Float64Array // of each signal; together 1
    choice: number // the option without a signal
    choiceBySignal: Int32Array
  }>

const ROUNDING = 1e-6

/**
 * Expected value of sample information where the sample shows one of a few signals: after each signal the scenarios
 * are weighed by its chance in them (Bayes' rule), and the best option chosen. Exact for the given scenarios; no
 * simulation within a simulation.
 *
 *     EVSI = Σ over signals max over options E[ P(signal | scenario) U ] − max over options E[ U ]
 *
 * A signal with chances 0 and 1 only is an answer: the result is then that of `evppiByGroups`.
 *
 * @param chances  signal × scenario: P(signal | scenario), in [0, 1], adding up to 1 in each scenario
 * @param options  [EUR], option × scenario
 * @param fit      'plug-in' (the default) chooses and values on all scenarios: ≥ 0 without risk, and slightly too
 *                 high where means are noisy; 'crossed' as in `evppiByGroups`
 * @param risk     as in `evppiByGroups`, per signal
 * @returns        the standard error is that of the mean over scenarios of Σ P(signal | scenario) (U of the choice −
 *                 U of the choice without it)
 * @throws RangeError where columns do not fit or chances do not add up to 1
 *
 * Source: Raiffa and Schlaifer 1961, Applied Statistical Decision Theory, chapter 4 (preposterior analysis).
 */
export function evsiBySignals(
  chances: readonly Float64Array[],
  options: NetBenefit,
  { fit = 'plug-in', risk }: Choosing = {},
): SignalValue {
  const count = scenarioCount(options)
  requireChances(chances, count)
  const signals = chances.length
  const half = count >>> 1
  const on = (from: number, to: number) =>
    choicesOn(tallied(chances, options, risk?.added, from, to), 0, signals, risk)
  const onAll = on(0, count)
  const judged =
    fit === 'plug-in'
      ? [{ choices: onAll, from: 0, to: count }]
      : [
          { choices: on(half, count), from: 0, to: half },
          { choices: on(0, half), from: half, to: count },
        ]
  return {
    ...valued(chances, options, judged, count),
    chances: Float64Array.from(chances, (column) => sumOf(column, 0, count) / count),
    choice: onAll.before,
    choiceBySignal: onAll.after,
  }
}

function requireChances(chances: readonly Float64Array[], count: number): void {
  if (chances.some((column) => column.length !== count)) {
    throw new RangeError('each scenario requires the chance of each signal')
  }
  for (let n = 0; n < count; n++) {
    let total = 0
    for (const column of chances) total += column[n]!
    if (!(Math.abs(total - 1) <= ROUNDING))
      throw new RangeError('the chances of the signals must add up to 1')
  }
}

function tallied(
  chances: readonly Float64Array[],
  options: NetBenefit,
  added: readonly Float64Array[] | undefined,
  from: number,
  to: number,
): Tallies {
  const tallies = emptyTallies(options.length, chances.length, added !== undefined)
  for (const [signal, chance] of chances.entries()) tallies.weight[signal] = sumOf(chance, from, to)
  addProducts(chances, options, from, to, tallies.value)
  if (added !== undefined && tallies.added !== undefined) {
    addProducts(chances, added, from, to, tallies.added)
  }
  return tallies
}

/** Σ chance · value per column and signal; four signals at a time, so that each value is read once for four. */
function addProducts(
  chances: readonly Float64Array[],
  columns: readonly Float64Array[],
  from: number,
  to: number,
  sums: Float64Array,
): void {
  const signals = chances.length
  const spare = chances[signals - 1]! // in the place of the ones that a last four lacks
  for (let signal = 0; signal < signals; signal += 4) {
    const four = [0, 1, 2, 3].map((i) => chances[signal + i] ?? spare) as Four<Float64Array>
    for (let at = 0; at < columns.length; at++) {
      const products = fourProducts(four, columns[at]!, from, to)
      for (let i = 0; i < 4 && signal + i < signals; i++) sums[at * signals + signal + i] = products[i]!
    }
  }
}

type Four<T> = [T, T, T, T]

function fourProducts(
  [a, b, c, d]: Readonly<Four<Float64Array>>,
  values: Float64Array,
  from: number,
  to: number,
): Four<number> {
  let inA = 0
  let inB = 0
  let inC = 0
  let inD = 0
  for (let n = from; n < to; n++) {
    const value = values[n]!
    inA += a[n]! * value
    inB += b[n]! * value
    inC += c[n]! * value
    inD += d[n]! * value
  }
  return [inA, inB, inC, inD]
}

type Judged = Readonly<{ choices: Choices; from: number; to: number }>

function valued(
  chances: readonly Float64Array[],
  options: NetBenefit,
  judged: readonly Judged[],
  count: number,
): InformationValue {
  const gains = new Float64Array(count)
  let changed = 0
  for (const { choices, from, to } of judged) {
    for (const [signal, chance] of chances.entries()) {
      const own = choices.after[signal]!
      if (own === choices.before) continue
      changed += sumOf(chance, from, to)
      const ownValues = options[own]!
      const without = options[choices.before]!
      for (let n = from; n < to; n++) gains[n]! += chance[n]! * (ownValues[n]! - without[n]!)
    }
  }
  let squares = 0
  for (let n = 0; n < count; n++) squares += gains[n]! ** 2
  const { mean, standardError } = meanAndError(count, sumOf(gains, 0, count), squares)
  return { valueEur: mean, standardErrorEur: standardError, chanceOfChange: changed / count }
}

function sumOf(values: Float64Array, from: number, to: number): number {
  let total = 0
  for (let n = from; n < to; n++) total += values[n]!
  return total
}
