import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { closeDatabase } from '#platform/database.ts'
import { freshDatabase } from '../../../../test/fresh-database.ts'
import { filedUnder, stemOf } from './stem.ts'
import { wordsOf } from './words.ts'

const DATA = new URL('../../../../data/', import.meta.url)

/** Every word of the steps and articles as shipped. */
function shippedWords(): readonly string[] {
  const texts = ['steps/', 'articles/'].flatMap((folder) =>
    readdirSync(new URL(folder, DATA))
      .filter((name) => name.endsWith('.json'))
      .map((name) => readFileSync(new URL(`${folder}${name}`, DATA), 'utf8')),
  )
  return [...new Set(texts.flatMap(wordsOf))].filter((word) => /^[a-z]+$/.test(word))
}

test.each([
  ['koppelingen', 'koppel'],
  ['koppeling', 'koppel'],
  ['voorraden', 'voorrad'],
  ['voorraad', 'voorrad'],
  ['mogelijkheden', 'mogelijk'],
  ['machines', 'machines'],
])('%s becomes %s', (word, stem) => {
  expect(stemOf(word)).toBe(stem)
})

test('is the stemmer of PostgreSQL on every word of the steps and articles', async () => {
  const words = shippedWords()
  expect(words.length).toBeGreaterThan(2_000)
  const database = await freshDatabase()
  const { rows } = await sql<{ word: string; stem: string }>`
    select word, (ts_lexize('dutch_stem', word))[1] as stem from unnest(${words}::text[]) as word
    where ts_lexize('dutch_stem', word) <> '{}'`.execute(database.db)
  await closeDatabase(database)
  expect(
    rows
      .filter(({ word, stem }) => stemOf(word) !== stem)
      .map(({ word, stem }) => [word, stem, stemOf(word)]),
  ).toEqual([])
})

test.each([
  ['machines', 'machine'],
  ['processen', 'proces'],
  ['modules', 'module'],
  ['klassen', 'klas'],
])('%s is filed under what %s is filed under', (left, right) => {
  expect(filedUnder(left)).toBe(filedUnder(right))
})
