import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readShippedFigures } from '../src/entry/features.ts'
import { thinkAside } from '../src/entry/think-aside.ts'
import { adviseFirm } from '#features/advice/index.ts'
import { knowledgeOf } from '#features/firms/index.ts'
import { pricerOf } from '#features/scan/index.ts'

const read = readShippedFigures()
if (!read.ok) throw new Error('data/ does not pass its own checks')
const figures = read.value
const knowledge = knowledgeOf(figures)
const AT = new Date('2026-11-30T12:00:00Z')
const firmIn = (name: string) =>
  knowledge.firmSchema.parse(
    JSON.parse(readFileSync(new URL(`../fixtures/firms/${name}.json`, import.meta.url), 'utf8')),
  )

test('the engine beside the site says the same as on one thread, to the last digit', {
  timeout: 60_000,
}, async () => {
  const aside = thinkAside(figures)
  for (const firm of [firmIn('sheet-metal-45'), firmIn('almost-all-unknown')]) {
    const { receipt, ...there } = await aside.advise(firm, AT)
    const { receipt: own, ...here } = adviseFirm(knowledge, firm, AT)
    expect({ ...receipt, id: own.id }).toEqual(own) // resultHash among it
    expect(there).toEqual(here)
    expect(await aside.price(firm)).toEqual(pricerOf(knowledge)(firm))
  }
})
