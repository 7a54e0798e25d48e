import { expect, test } from 'vitest'
import { canonicalHash } from '#platform/canonical-hash.ts'
import { asPublic } from '#platform/link-holder.ts'
import { describeOnDatabases } from '../../../test/database.ts'
import { figuresFeature } from './figures-feature.ts'
import { keepFigures } from './keep-figures.ts'
import { readFigures } from './load-figures.ts'
import { findFigureSet } from './repository.ts'

const read = readFigures('data')
if (!read.ok) throw new Error('data/ does not load')
const figures = read.value
const first = new Date('2026-03-12T10:00:00Z')
const later = new Date('2026-03-13T10:00:00Z')

describeOnDatabases('keeping the figures', (use) => {
  test('a set comes back with the same hash', async () => {
    const { db } = use()
    const hash = await keepFigures({ db, now: () => first }, figures)
    const found = await asPublic(db, (tx) => findFigureSet(tx, hash))
    expect(found).toMatchObject({ hash: canonicalHash(figures), loadedAt: first })
    expect(canonicalHash(found?.content)).toBe(hash)
  })

  test('starting again leaves the set as it was first loaded', async () => {
    const { db } = use()
    const feature = figuresFeature(figures)
    await feature.onStart?.({ db, now: () => first, language: 'nl' })
    await feature.onStart?.({ db, now: () => later, language: 'nl' })
    const found = await asPublic(db, (tx) => findFigureSet(tx, canonicalHash(figures)))
    expect(found?.loadedAt).toEqual(first)
  })

  test('other figures are another set, and both stay', async () => {
    const { db } = use()
    const other = { ...figures, steps: figures.steps.slice(1) }
    const hashes = [
      await keepFigures({ db, now: () => first }, figures),
      await keepFigures({ db, now: () => later }, other),
    ]
    expect(new Set(hashes).size).toBe(2)
    const found = await asPublic(db, async (tx) => [
      await findFigureSet(tx, hashes[0] ?? ''),
      await findFigureSet(tx, hashes[1] ?? ''),
    ])
    expect(found.map((row) => row?.loadedAt)).toEqual([first, later])
  })

  test('an unknown hash finds nothing', async () => {
    expect(await asPublic(use().db, (tx) => findFigureSet(tx, 'f'.repeat(64)))).toBeUndefined()
  })
})
