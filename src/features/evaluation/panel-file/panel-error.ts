import { cut, type PanelRefusal } from './panel-refusal.ts'

/**
 * What an error of the database says of the file. Its own text is not passed on: it quotes whole rows.
 *
 * @returns undefined for an error that says nothing of the file, which is a defect
 */
export function refusalOf(
  error: unknown,
  kind: 'csv' | 'parquet',
  names: readonly string[],
): PanelRefusal | undefined {
  const text = error instanceof Error ? error.message : String(error)
  if (/^Out of Memory Error/i.test(text)) return { code: 'out-of-memory' }
  if (kind === 'parquet')
    return /^(INTERNAL|Permission|Binder|Parser|Catalog) Error/i.test(text)
      ? undefined
      : { code: 'parquet-damaged' }
  const line = /CSV Error on Line: (\d+)/.exec(text)?.[1]
  if (line === undefined) return /CSV Parser state/.test(text) ? { code: 'row-broken' } : undefined
  const row = Math.max(1, Number(line) - 1)
  const cast = /Error when converting column "c(\d+)"\. Could not convert string "([\s\S]*?)" to '/.exec(text)
  if (cast) return { code: 'text-in-number', row, column: names[Number(cast[1])] ?? '', value: cut(cast[2]!) }
  const width = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(text)
  if (width) return { code: 'ragged-row', row, expected: width[1]!, found: width[2]! }
  if (/unterminated quote/i.test(text)) return { code: 'quote-not-closed', row }
  if (/not utf-8 encoded|Invalid unicode/i.test(text)) return { code: 'not-utf-8', row }
  if (/Maximum line size/i.test(text)) return { code: 'row-too-long', row }
  return { code: 'row-broken', row }
}
