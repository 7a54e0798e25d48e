import { readFile, stat } from 'node:fs/promises'
import type { z } from 'zod'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { jsonDepth } from './json-depth.ts'
import { inputErrors } from './problem.ts'

const MAX_FILE_BYTES = 4 * 1024 * 1024
const MAX_DEPTH = 64

/** Reads and checks a JSON file; the refusal is a text that names every field at fault. */
export async function readJsonFile<T extends z.ZodType>(
  file: string,
  schema: T,
  pick: (json: unknown) => unknown = (json) => json,
): Promise<Result<z.output<T>, string>> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  )
  if (size > MAX_FILE_BYTES) return refuse(`${file} has ${size} bytes; ${MAX_FILE_BYTES} at most`)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error)
  if (typeof text !== 'string') return refuse(`can't read ${file}: ${readProblem(text)}`)
  if (jsonDepth(text, MAX_DEPTH) > MAX_DEPTH) return refuse(`${file} is nested more than ${MAX_DEPTH} deep`)

  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refuse(`${file} is not JSON`)
  }
  const parsed = schema.safeParse(pick(json))
  if (parsed.success) return ok(parsed.data)
  const lines = inputErrors(parsed.error).map(
    ({ field, detail }) => `  ${field || '(the whole file)'}: ${detail}`,
  )
  return refuse(`${file} does not fit:\n${lines.join('\n')}`)
}

const readProblem = ({ code, message }: NodeJS.ErrnoException) =>
  code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : message
