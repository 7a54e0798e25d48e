/** Share 0 … 1 of some rows, and its variance by units. */
export type MissingShare = Readonly<{ rows: number; missing: number; share: number; variance: number }>

/**
 * A ratio of sums over units, with its variance by linearisation; undefined without rows.
 *
 * @param rows  per unit
 * @param gone  of those, without an outcome
 */
export function missingShare(rows: Uint32Array, gone: Uint32Array): MissingShare | undefined {
  let [all, missing] = [0, 0]
  for (let i = 0; i < rows.length; i++) {
    all += rows[i]!
    missing += gone[i]!
  }
  if (all === 0) return undefined
  const share = missing / all
  let square = 0
  for (let i = 0; i < rows.length; i++) square += (gone[i]! - share * rows[i]!) ** 2
  return { rows: all, missing, share, variance: square / all ** 2 }
}
