import { createHash } from 'node:crypto'

/**
 * SHA-256, in hexadecimal, of a value as JSON with sorted keys: the same content gives the same hash, in
 * whatever order it was written. Fields that are undefined count as absent.
 */
export function canonicalHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex')
}

/** JSON with sorted keys and nothing between them. */
export const canonicalJson = (value: unknown) => JSON.stringify(value, withSortedKeys)

const withSortedKeys = (_key: string, value: unknown) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
