import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { ExampleFirm } from './examples-page.ts'
import type { Knowledge } from '#features/firms/index.ts'

/** Reads the invented firms of a folder; one that does not fit is a defect of ours. */
export const readExamples = (folder: URL, { firmSchema }: Pick<Knowledge, 'firmSchema'>): ExampleFirm[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => ({
      id: basename(name, '.json'),
      firm: firmSchema.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))),
    }))
