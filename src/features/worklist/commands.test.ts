import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import { closeDatabase, type OpenDatabase } from '#platform/database.ts'
import { EXIT } from '#platform/feature.ts'
import {
  ANNA,
  firmIdOf,
  insertAdviser,
  MONDAY,
  type WorklistSite,
  worklistSite,
} from './worklist-site.test-data.ts'

let database: OpenDatabase
let site: WorklistSite
beforeAll(async () => {
  database = await freshDatabase()
  site = await worklistSite(database, 12)
  await insertAdviser(database, ANNA, 3)
})
afterAll(() => closeDatabase(database))

const run = async (values: Readonly<Record<string, string | boolean>>) => {
  const [command] = site.feature.commands!
  const lines: string[] = []
  const write = (text: string) => void lines.push(text)
  const io = { out: write, err: write, env: {}, now: () => MONDAY, openCtx: async () => site.ctx }
  return { code: await command!.run({ positionals: [], values }, io), text: lines.join('\n') }
}

test('before there is a list there is nothing to make again', async () => {
  expect(await run({ replay: true })).toMatchObject({ code: EXIT.refused })
})

test('a list is made, made again, and explained', async () => {
  const made = await run({})
  expect(made.code).toBe(EXIT.done)
  const id = /run (\S+)$/.exec(made.text)?.[1] ?? ''
  const again = await run({ replay: true, run: id })
  expect(again.code).toBe(EXIT.done)
  expect(again.text).toMatch(/inputs the same: [0-9a-f]{64}\noutcome the same, proven best/)
  expect(JSON.parse((await run({ replay: true, json: true })).text)).toMatchObject({
    run: id,
    sameOutcome: true,
    firmsGone: 0,
  })
  const told = await run({ explain: firmIdOf(2) })
  expect(told.code).toBe(EXIT.done)
  expect(told.text).toContain(`firm ${firmIdOf(2)}`)
  expect(told.text).toMatch(/to speak with this week/)
})

test.each([
  [{ replay: true, explain: firmIdOf(1) }, EXIT.badInput],
  [{ run: firmIdOf(1) }, EXIT.badInput],
  [{ explain: 'Metaalhuis' }, EXIT.badInput],
  [{ replay: true, run: firmIdOf(1) }, EXIT.refused],
  [{ explain: firmIdOf(99) }, EXIT.refused],
])('%j ends with %i', async (values, code) => {
  expect((await run(values as Record<string, string | boolean>)).code).toBe(code)
})
