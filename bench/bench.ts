/** One figure. `aim` is what the project set itself; `peer` what it is compared with in the same run. */
export type Measured = Readonly<{
  name: string
  value: number
  unit: string
  aim?: string
  peer?: string
  ratio?: number
}>

/** `isOnlyAskedFor`: it takes minutes, and is not among those that run when none is named. */
export type Bench = Readonly<{
  name: string
  isOnlyAskedFor?: boolean
  run: () => Promise<readonly Measured[]>
}>

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
