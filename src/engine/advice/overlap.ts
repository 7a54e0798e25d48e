import type { Base } from './population.ts'
import type { BaseId, CashType } from './step.ts'
import type { StepScenarios } from './step-scenarios.ts'

/**
 * Where steps of one plan save on the same money. Per benefit term: which amount it works on, which amounts lie
 * within that one (itself included) and which contain it.
 */
export type Overlap = Readonly<{
  amounts: readonly Float64Array[]
  termsOf: readonly (readonly OverlapTerm[])[] // per step of the plan
  left: Float64Array // scratch: what is left of each amount
}>

type OverlapTerm = Readonly<{
  amount: number
  term: number
  within: readonly number[]
  around: readonly number[]
}>

type Key = Readonly<{ base: BaseId; cashType: CashType }>

/** Undefined where no two terms of the plan work on the same or a nested base. */
export function overlapOf(
  steps: readonly StepScenarios[],
  amounts: ReadonlyMap<BaseId, Float64Array>,
  bases: readonly Base[],
): Overlap | undefined {
  const keys: Key[] = []
  for (const { terms } of steps) {
    for (const { term } of terms)
      if (!keys.some(sameAs(term))) keys.push({ base: term.base, cashType: term.cashType })
  }
  const parents = new Map(bases.map(({ id, partOf }) => [id, partOf]))
  const contains = (outer: Key, inner: Key) =>
    outer.cashType === inner.cashType && isWithin(inner.base, outer.base, parents)
  const indexes = keys.map((_, index) => index)
  const termsOf = steps.map(({ terms }) =>
    terms.map(({ term }, index) => {
      const amount = keys.findIndex(sameAs(term))
      const key = keys[amount]!
      return {
        amount,
        term: index,
        within: indexes.filter((other) => contains(key, keys[other]!)),
        around: indexes.filter((other) => other !== amount && contains(keys[other]!, key)),
      }
    }),
  )
  if (!sharesMoney(termsOf)) return undefined
  return { amounts: keys.map(({ base }) => amounts.get(base)!), termsOf, left: new Float64Array(keys.length) }
}

const sameAs = (a: Key) => (b: Key) => a.base === b.base && a.cashType === b.cashType

function isWithin(inner: BaseId, outer: BaseId, parents: ReadonlyMap<BaseId, BaseId | undefined>): boolean {
  for (let id: BaseId | undefined = inner; id !== undefined; id = parents.get(id))
    if (id === outer) return true
  return false
}

/** Whether an amount of one term is the same as, within or around that of another. */
function sharesMoney(termsOf: readonly (readonly OverlapTerm[])[]): boolean {
  const touched = new Set<number>()
  for (const terms of termsOf) {
    for (const { amount, within, around } of terms) {
      if ([...within, ...around].some((key) => touched.has(key))) return true
      touched.add(amount)
    }
  }
  return false
}

/** Before the steps of scenario n: nothing has been saved yet. */
export function resetSavings({ amounts, left }: Overlap, n: number): void {
  for (let key = 0; key < left.length; key++) left[key] = amounts[key]![n]!
}

const savings = { gainPerMonth: 0, releasedOnce: 0 }

/**
 * What a step saves in scenario n at full effect, of what the steps before it left. To be asked once for every step
 * that comes into use, in the order of the plan. A step takes its fraction of what is left of its base: together
 * they save 1 − Π(1 − f) of it, and of a nested base that part of the outer one. Nothing is left below zero: of a
 * fraction above 1 (machine hours) a later step finds nothing left, nor where a nested amount is told to be larger
 * than the one around it.
 *
 * The result is one shared object, overwritten by the next call.
 *
 * @param i      position of the step in the plan
 * @param boost  factor on its fractions, because earlier steps feed it
 */
export function savingsOf(
  { termsOf, left }: Overlap,
  step: StepScenarios,
  i: number,
  n: number,
  boost: number,
): typeof savings {
  const terms = termsOf[i]!
  savings.gainPerMonth = 0
  savings.releasedOnce = 0
  for (let t = 0; t < terms.length; t++) {
    const { amount, term, within, around } = terms[t]!
    const benefit = step.terms[term]!
    const fraction = benefit.fraction[n]! * boost
    const saved = left[amount]! * fraction
    const share = fraction < 1 ? 1 - fraction : 0
    for (let w = 0; w < within.length; w++) left[within[w]!]! *= share
    for (let a = 0; a < around.length; a++) {
      const rest = left[around[a]!]! - saved
      left[around[a]!] = rest > 0 ? rest : 0
    }
    savings.gainPerMonth += (saved * benefit.cashPerEur[n]!) / 12
    savings.releasedOnce += saved * benefit.oncePerEur
  }
  return savings
}
