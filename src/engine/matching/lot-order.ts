import { sha256Hex } from '../lottery/sha256.ts'

/**
 * The order by lot: lowest SHA-256 of `SEED NAME ID` first. Everything after it works in this order, so that between
 * equals the lot decides, and the order in which the caller listed them never.
 *
 * @returns indices into `entries`
 */
export function lotOrder(
  entries: readonly Readonly<{ id: string }>[],
  name: string,
  seed: string,
): Int32Array {
  const tickets = entries.map(({ id }) => sha256Hex(`${seed} ${name} ${id}`))
  const order = Int32Array.from(entries, (_, index) => index)
  return order.sort((a, b) => (tickets[a]! < tickets[b]! ? -1 : tickets[a]! > tickets[b]! ? 1 : 0))
}
