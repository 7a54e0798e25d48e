import type { Result } from '#engine/kernel/result.ts'
import { type CsvHead, decimalsOf } from './csv-head.ts'
import type { PanelHandling } from './panel-read.ts'
import type { PanelRefusal } from './panel-refusal.ts'

type Refusal = Readonly<{ code: string; value?: string }>

/** Reads a csv by the decimals that its beginning shows. Where that has whole numbers only, a comma may come up later. */
export async function withDecimals<T, E extends Refusal>(
  head: CsvHead,
  numberColumns: readonly string[],
  read: (decimals: '.' | ',') => Promise<Result<T, E>>,
): Promise<Result<T, E | PanelRefusal>> {
  const seen = decimalsOf(head, numberColumns)
  if (!seen.ok) return seen
  const first = await read(seen.value ?? '.')
  const hasCommaAfterAll =
    !first.ok &&
    seen.value === undefined &&
    first.error.code === 'text-in-number' &&
    /^[-+]?\d*,\d+$/.test(first.error.value ?? '')
  return hasCommaAfterAll ? read(',') : first
}

/** How the numbers of a csv were written, where that is not the plain way. */
export function waysOfWriting(head: CsvHead, decimals: '.' | ','): PanelHandling[] {
  const separators = { ';': 'separator-semicolon', '\t': 'separator-tab', '|': 'separator-bar' } as const
  return [
    ...(head.hasByteOrderMark ? [{ code: 'byte-order-mark' } as const] : []),
    ...(head.separator === ',' ? [] : [{ code: separators[head.separator] }]),
    ...(decimals === ',' ? [{ code: 'decimal-comma' } as const] : []),
  ]
}
