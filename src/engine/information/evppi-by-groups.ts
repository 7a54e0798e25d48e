import type { Grouped } from './groups.ts'
import { type InformationValue, type NetBenefit, meanAndError, scenarioCount } from './net-benefit.ts'
import {
  type Choices,
  type Choosing,
  type Tallies,
  choicesOn,
  emptyTallies,
  halvesTogether,
} from './tallies.ts'

/** The value of an answer, and what would be chosen. */
export type AnswerValue = InformationValue &
  Readonly<{
    choice: number // the option without the answer, on all scenarios
    choiceByAnswer: Int32Array // the option after each answer, on all scenarios
  }>

/**
 * Expected value of partial perfect information of a question with few answers: within each answer the best
 * option is chosen by its mean there.
 *
 *     EVPPI = Σ over answers share × (mean U of the answer's own choice − mean U of the choice without knowing)
 *
 * Choosing the best of many options on the scenarios that value it takes noise for value. 'crossed' (the default)
 * makes both choices on one half of the scenarios and values them on the other, both ways. The halves are the first
 * and the second: with Sobol points each is a net of its own, whereas halves that complement each other would have
 * opposite errors. An answer that does not occur in the half that chooses leaves the choice as it was. 'plug-in' is
 * the estimator of the publication, too high where means are noisy.
 *
 * Costs one addition per option and scenario, two with risk.
 *
 * @param options  [EUR], option × scenario
 * @param risk     only options whose mean added chance of trouble is accepted take part, overall and per answer;
 *                 where none is safe after an answer the choice stays as it was
 * @returns        may be negative when crossed: slightly by chance, and where a risk that is accepted on the whole
 *                 is not accepted any more after an answer. The standard error is that of the mean of N differences
 * @throws RangeError where columns do not fit
 *
 * Source: Strong and Oakley 2013, doi:10.1177/0272989X12465123; crossing and risk are ours.
 */
export function evppiByGroups(grouped: Grouped, options: NetBenefit, choosing: Choosing = {}): AnswerValue {
  const { fit = 'crossed', risk } = choosing
  const count = scenarioCount(options)
  if (grouped.group.length !== count) throw new RangeError('each scenario requires its group')

  const answers = grouped.count
  const cell = new Int32Array(grouped.group)
  if (fit === 'plug-in') {
    const tallies = tallied(cell, answers, options, risk?.added)
    const choices = choicesOn(tallies, 0, answers, risk)
    return { ...valued(cell, options, [choices]), choice: choices.before, choiceByAnswer: choices.after }
  }

  for (let n = count >>> 1; n < count; n++) cell[n]! += answers
  const tallies = tallied(cell, 2 * answers, options, risk?.added)
  const onFirst = choicesOn(tallies, 0, answers, risk)
  const onSecond = choicesOn(tallies, answers, 2 * answers, risk)
  const onAll = choicesOn(halvesTogether(tallies), 0, answers, risk)
  return {
    ...valued(cell, options, [onSecond, onFirst]),
    choice: onAll.before,
    choiceByAnswer: onAll.after,
  }
}

function tallied(
  cell: Int32Array,
  cells: number,
  options: NetBenefit,
  added: readonly Float64Array[] | undefined,
): Tallies {
  const tallies = emptyTallies(options.length, cells, added !== undefined)
  for (let n = 0; n < cell.length; n++) tallies.weight[cell[n]!]!++
  addColumns(options, cell, cells, tallies.value)
  if (added !== undefined && tallies.added !== undefined) addColumns(added, cell, cells, tallies.added)
  return tallies
}

/** Sums of every column per cell; two columns at a time, so that one addition need not wait for the other. */
function addColumns(
  columns: readonly Float64Array[],
  cell: Int32Array,
  cells: number,
  sums: Float64Array,
): void {
  const spare = new Float64Array(cells) // where the last column of an odd number has no partner
  for (let at = 0; at < columns.length; at += 2) {
    const own = sums.subarray(at * cells, (at + 1) * cells)
    const next = columns[at + 1]
    const nextSums = next === undefined ? spare : sums.subarray((at + 1) * cells, (at + 2) * cells)
    addPair(columns[at]!, next ?? columns[at]!, cell, own, nextSums)
  }
}

function addPair(
  one: Float64Array,
  other: Float64Array,
  cell: Int32Array,
  oneSums: Float64Array,
  otherSums: Float64Array,
): void {
  for (let n = 0; n < cell.length; n++) {
    const at = cell[n]!
    oneSums[at]! += one[n]!
    otherSums[at]! += other[n]!
  }
}

/** Mean, error and chance of change of the choices; `judged[half]` are those by which that half is valued. */
function valued(cell: Int32Array, options: NetBenefit, judged: readonly Choices[]): InformationValue {
  const after = judged.flatMap((choices) => [...choices.after])
  const before = judged.flatMap((choices) => Array.from(choices.after, () => choices.before))
  const own = after.map((option) => options[option]!)
  const without = before.map((option) => options[option]!)
  let sum = 0
  let squares = 0
  let changes = 0
  for (let n = 0; n < cell.length; n++) {
    const at = cell[n]!
    const gain = own[at]![n]! - without[at]![n]!
    sum += gain
    squares += gain * gain
    if (after[at] !== before[at]) changes++
  }
  const { mean, standardError } = meanAndError(cell.length, sum, squares)
  return { valueEur: mean, standardErrorEur: standardError, chanceOfChange: changes / cell.length }
}
