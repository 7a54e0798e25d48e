import { createHash } from 'node:crypto'
import type { Figures } from './contract.ts'

/**
 * SHA-256, in hexadecimal, of the figures as JSON with sorted keys: the same content gives the same hash,
 * however its files are laid out. Words count too, because an advice shows them.
 */
export function hashOfFigures(figures: Figures): string {
  return createHash('sha256').update(JSON.stringify(figures, withSortedKeys)).digest('hex')
}

const withSortedKeys = (_key: string, value: unknown) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
