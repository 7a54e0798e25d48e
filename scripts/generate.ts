import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { readShippedFigures } from '../src/entry/features.ts'
import { problemLine } from '../src/features/figures/index.ts'
import { studySchema } from '../src/features/evaluation/index.ts'
import { firmSchemaFor } from '../src/features/firms/index.ts'
import { twoWaySignPicture } from './two-way-sign.ts'

/** Files in generated/ that are made from the code and the data; a test holds them up to date. */
export const GENERATED: Readonly<Record<string, () => string>> = {
  'firm.schema.json': firmJsonSchema,
  'study.schema.json': studyJsonSchema,
  'two-way-sign.en.svg': () => twoWaySignPicture('en'),
  'two-way-sign.nl.svg': () => twoWaySignPicture('nl'),
}

/** The firm file as JSON Schema 2020-12, made from the schema that every firm passes through. */
function firmJsonSchema(): string {
  const figures = readShippedFigures()
  if (!figures.ok) throw new Error(figures.error.map(problemLine).join('\n'))
  const { flows, steps, population } = figures.value
  const schema = firmSchemaFor({
    flows: flows.flows.map(({ id }) => id),
    steps: steps.map(({ id }) => id),
    bases: population.bases.map(({ id }) => id),
  })
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' })
  const head = {
    $schema,
    title: 'Schakel firm file',
    $comment:
      'Made by scripts/generate.ts. One rule is not in here: turnover per employee must be plausible; see docs/firm-file.md.',
  }
  return `${JSON.stringify({ ...head, ...rest }, undefined, 2)}\n`
}

/** The study file of an evaluation as JSON Schema 2020-12. */
function studyJsonSchema(): string {
  const { $schema, ...rest } = z.toJSONSchema(studySchema, { io: 'input', target: 'draft-2020-12' })
  const head = {
    $schema,
    title: 'Schakel study file',
    $comment: 'Made by scripts/generate.ts; described in docs/study-file.md.',
  }
  return `${JSON.stringify({ ...head, ...rest }, undefined, 2)}\n`
}

if (import.meta.main) {
  const folder = new URL('../generated/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  for (const [name, make] of Object.entries(GENERATED)) {
    writeFileSync(new URL(name, folder), make())
    process.stdout.write(`${fileURLToPath(new URL(name, folder))}\n`)
  }
}
