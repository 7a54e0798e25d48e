import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import type { Applicant } from '#engine/lottery/applicant-list.ts'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type CsvLine, readCsvText } from '#features/network/index.ts'

/** The text of a file; refused with a sentence that names it. */
export function readText(file: string): Result<string, string> {
  try {
    return ok(readFileSync(file, 'utf8'))
  } catch (error) {
    return refuse(`can't read ${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** JSON that fits a schema; refused with the first place where it does not. */
export function readJson<T extends z.ZodType>(file: string, schema: T): Result<z.infer<T>, string> {
  const text = readText(file)
  if (!text.ok) return text
  let value: unknown
  try {
    value = JSON.parse(text.value)
  } catch {
    return refuse(`${file} is not JSON`)
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  const [issue] = parsed.error.issues
  return refuse(`${file}: ${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'not right'}`)
}

/** Lines of cells of a CSV file; comma or semicolon. */
export function readLines(file: string): Result<readonly CsvLine[], string> {
  const text = readText(file)
  if (!text.ok) return text
  const lines = readCsvText(text.value)
  if (lines.ok) return lines
  const { line, fault } = lines.error
  return refuse(fault === 'empty' ? `${file} is empty` : `${file}, line ${line}: a quote stands wrong`)
}

/** Applicants out of a CSV file with the columns id and stratum. */
export function readApplicants(file: string): Result<readonly Applicant[], string> {
  const lines = readLines(file)
  if (!lines.ok) return lines
  const [head, ...rows] = lines.value
  if (head?.cells.join() !== 'id,stratum') return refuse(`${file}: the first line must be: id,stratum`)
  const odd = rows.find(({ cells }) => cells.length !== 2)
  if (odd !== undefined) return refuse(`${file}, line ${odd.line}: there must be two cells, id and stratum`)
  return ok(rows.map(({ cells: [id = '', stratum = ''] }) => ({ id, stratum })))
}
