import type { PlanLedger } from './plan-ledger.ts'
import type { FoundPlan } from './plan-problem.ts'

/** A chance of trouble of one more than allowed counts for so many times the value of the best plan. */
const PRICE_OF_EXCESS = 4

/**
 * Gives, for an allowed risk, the plan that counts for most and has not been given yet, nor one of the same steps
 * and worth, for any of the risks.
 */
export function lookout(
  { all, best }: PlanLedger,
  allowedRisks: readonly number[],
): (risk: number) => FoundPlan | undefined {
  const given = new Set<string>()
  const price = PRICE_OF_EXCESS * Math.max(1, ...best.map(({ value }) => value))
  const heaps = allowedRisks.map((allowed) =>
    heapBy(({ value, risk }: FoundPlan) => value - price * Math.max(0, risk - allowed)),
  )
  let seen = 0
  return (risk) => {
    for (; seen < all.length; seen++) for (const heap of heaps) heap.push(all[seen]!)
    for (;;) {
      const next = heaps[risk]!.pop()
      if (!next) return undefined
      const key = `${stepsOf(next)} ${next.value} ${next.risk}`
      if (given.has(key)) continue
      given.add(key)
      return next
    }
  }
}

export const stepsOf = ({ plan }: FoundPlan) =>
  plan
    .map(({ step }) => step)
    .toSorted((a, b) => a - b)
    .join(' ')

/** A binary heap: what counts for most comes out first, of equals what went in first. */
function heapBy<T>(countsFor: (item: T) => number) {
  const heap: { item: T; counts: number; at: number }[] = []
  let pushed = 0
  const isBefore = (a: number, b: number) =>
    heap[a]!.counts === heap[b]!.counts ? heap[a]!.at < heap[b]!.at : heap[a]!.counts > heap[b]!.counts
  const swap = (a: number, b: number) => {
    const item = heap[a]!
    heap[a] = heap[b]!
    heap[b] = item
  }
  return {
    push: (item: T): void => {
      heap.push({ item, counts: countsFor(item), at: pushed++ })
      for (let i = heap.length - 1; i > 0; ) {
        const parent = (i - 1) >> 1
        if (!isBefore(i, parent)) return
        swap(i, parent)
        i = parent
      }
    },
    pop: (): T | undefined => {
      if (heap.length === 0) return undefined
      swap(0, heap.length - 1)
      const { item } = heap.pop()!
      for (let i = 0; ; ) {
        let first = i
        for (const child of [2 * i + 1, 2 * i + 2]) {
          if (child < heap.length && isBefore(child, first)) first = child
        }
        if (first === i) return item
        swap(i, first)
        i = first
      }
    },
  }
}
