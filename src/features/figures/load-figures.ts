import { readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { z } from 'zod'
import { type Result, ok, refuse } from '#engine/kernel/result.ts'
import { checkFigures } from './check-figures.ts'
import { FILE_SCHEMAS, type FigureProblem, type Figures, type ReadFiles, pathText } from './contract.ts'
import { stepSchema } from './step-contract.ts'

/**
 * Reads and checks the data folder.
 *
 * @returns all figures, or every problem at once: files that cannot be read, fields that do not fit, and
 *          references, cycles and sources that do not hold across files
 */
export function readFigures(directory: string): Result<Figures, FigureProblem[]> {
  const problems: FigureProblem[] = []
  const files: ReadFiles = { ...readSteps(directory, problems), ...readSingleFiles(directory, problems) }
  const label = basename(directory)
  problems.push(...checkFigures(files).map((problem) => ({ ...problem, file: `${label}/${problem.file}` })))

  return problems.length === 0 ? ok(files as Figures) : refuse(problems)
}

function readSteps(directory: string, problems: FigureProblem[]): Pick<ReadFiles, 'steps' | 'stepIds'> {
  const stepIds = stepFileNames(directory, problems).map((name) => basename(name, '.json'))
  const steps = stepIds.flatMap((id) => {
    const step = readFile(directory, `steps/${id}.json`, stepSchema, problems)
    if (step === undefined) return []
    if (step.id !== id)
      problems.push({
        file: labelOf(directory, `steps/${id}.json`),
        path: 'id',
        message: `must be '${id}', as the file is called`,
      })
    return [step]
  })
  return { steps, stepIds }
}

function stepFileNames(directory: string, problems: FigureProblem[]): string[] {
  try {
    return readdirSync(join(directory, 'steps'))
      .filter((name) => name.endsWith('.json'))
      .toSorted()
  } catch (cause) {
    problems.push({
      file: labelOf(directory, 'steps'),
      path: '',
      message: `cannot be read: ${messageOf(cause)}`,
    })
    return []
  }
}

function readSingleFiles(directory: string, problems: FigureProblem[]): Partial<Omit<Figures, 'steps'>> {
  const names = Object.keys(FILE_SCHEMAS) as (keyof typeof FILE_SCHEMAS)[]
  const read = names.map((name) => {
    const schema: z.ZodType<unknown> = FILE_SCHEMAS[name]
    return [name, readFile(directory, `${name}.json`, schema, problems)] as const
  })
  return Object.fromEntries(read.filter(([, content]) => content !== undefined))
}

function readFile<T>(directory: string, file: string, schema: z.ZodType<T>, problems: FigureProblem[]) {
  const label = labelOf(directory, file)
  let content: unknown
  try {
    content = JSON.parse(readFileSync(join(directory, file), 'utf8'))
  } catch (cause) {
    problems.push({ file: label, path: '', message: `cannot be read: ${messageOf(cause)}` })
    return undefined
  }

  const parsed = schema.safeParse(content)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues.flatMap(innerIssues)) {
    problems.push({ file: label, path: pathText(issue.path), message: issue.message })
  }
  return undefined
}

/** The issues of the alternative that fits best, where a figure may be a value or a range. */
function innerIssues(issue: z.core.$ZodIssue): Pick<z.core.$ZodIssue, 'path' | 'message'>[] {
  if (issue.code !== 'invalid_union') return [issue]
  const [best] = issue.errors.toSorted((a, b) => a.length - b.length)
  if (best === undefined) return [issue]
  return best.map((inner) => ({ message: inner.message, path: [...issue.path, ...inner.path] }))
}

const labelOf = (directory: string, file: string) => `${basename(directory)}/${file}`
const messageOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause))
