import { csvText } from '#features/network/index.ts'
import type { Language } from '#platform/i18n.ts'
import { type DataPackage, linesOf } from './data-package.ts'
import { messages } from './messages.ts'
import { zipOf } from './zip.ts'

/** Everything as one ZIP archive: a word on top, all in JSON, and a CSV file for each table that has rows. */
export function archiveOf(
  everything: DataPackage,
  { at, language }: Readonly<{ at: Date; language: Language }>,
): Uint8Array {
  const tables = everything.resources
    .filter(({ data }) => data.length > 0)
    .map((resource) => ({
      name: `csv/${resource.name}.csv`,
      content: Buffer.from(csvText(linesOf(resource))),
    }))
  const json = Buffer.from(`${JSON.stringify(everything, undefined, 2)}\n`)
  return zipOf(
    [
      {
        name: language === 'nl' ? 'LEESMIJ.txt' : 'README.txt',
        content: Buffer.from(messages(language)('readme')),
      },
      { name: 'datapackage.json', content: json },
      ...tables,
    ],
    at,
  )
}
