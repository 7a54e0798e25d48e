import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readShippedFigures } from '../../src/entry/features.ts'
import { closeDatabase, type OpenDatabase } from '#platform/database.ts'
import { freshDatabase } from '../fresh-database.ts'
import {
  HELD_BY_DATABASE_ALONE,
  MAY_CHANGE,
  MAY_SEE,
  NO_EFFECT_FOR_OWNERS,
  NO_WORDS_OF_OWNERS,
} from '../route-leave.ts'
import {
  asOwner,
  asStranger,
  type Found,
  readAll,
  SENDING_OWNERS,
  type Sends,
  sendAll,
  sendsOf,
} from '../route-walk.ts'
import { makeWorld, STRANGERS, type Stranger, type World } from '../route-world.ts'
import { routesOf } from '../routes.ts'
import { DECISIONS } from '../tenant-decisions.ts'

/**
 * Every route of the site, by everybody who has no business with two tenants: with the addresses of their real rows and
 * with links that are wrong, and with the forms that their owners could send. Decisions: test/route-decisions.ts and
 * test/route-leave.ts. The tables themselves: test/tenant-isolation.test.ts.
 */
const dataDir = mkdtempSync(join(tmpdir(), 'schakel-routes-'))
const read = readShippedFigures()
if (!read.ok) throw new Error('data/ does not pass its own checks')
const figures = read.value
const databases: OpenDatabase[] = []

/** Rows as they were: a world in which nobody did anything yet. */
async function freshWorld(): Promise<World> {
  const database = await freshDatabase()
  databases.push(database)
  return makeWorld(database, figures, dataDir)
}

/** Who somebody is stays as it is; every other row is there for everybody. */
const OF_IDENTITY =
  /^(account|duty|firm_member|session|second_factor|recovery_code|sign_in_link|sign_in_attempt|external_identity)$/
async function openWide(): Promise<void> {
  const database = databases.at(-1)
  for (const table of Object.keys(DECISIONS).filter((name) => !OF_IDENTITY.test(name)))
    await database?.inTransaction(({ script }) =>
      script(`create policy leak on ${table} for all using (true) with check (true)`),
    )
}

const started: { world?: World; sends?: Sends } = {}
const use = () => {
  const { world, sends } = started
  if (world === undefined || sends === undefined) throw new Error('there is no world')
  return { world, sends }
}

beforeAll(async () => {
  started.world = await freshWorld()
  started.sends = await sendsOf(started.world)
}, 120_000)
afterAll(async () => {
  for (const database of databases) await closeDatabase(database)
  rmSync(dataDir, { recursive: true, force: true })
})

/** 'route: table', each once. */
const linesOf = (found: readonly Found[]) =>
  [...new Set(found.flatMap(({ route, tables }) => tables.map((table) => `${route}: ${table}`)))].toSorted()
const linesFor = (leaves: typeof MAY_SEE, who: Stranger, method: 'GET' | 'POST') =>
  leaves
    .filter((leave) => leave.who.includes(who))
    .flatMap(({ routes, tables }) => routes.flatMap((route) => tables.map((table) => `${route}: ${table}`)))
    .filter((line) => line.startsWith(method))
    .toSorted()

test('there is something to send to every route that takes something', () => {
  expect([...use().sends].filter(([, forms]) => forms.length === 0).map(([route]) => route)).toEqual([])
})

test('owners find their words on every route that has them: the walk does see', async () => {
  const { world } = use()
  const seen = new Set<string>()
  for (const owner of SENDING_OWNERS)
    for (const { route } of (await readAll(world, owner, asOwner(owner))).found) seen.add(route)
  const named = routesOf(world.app)
    .filter(({ method, path }) => method === 'GET' && path.includes(':'))
    .map(({ method, path }) => `${method} ${path}`)
  expect(named.filter((route) => !seen.has(route)).toSorted()).toEqual(
    Object.values(NO_WORDS_OF_OWNERS).flat().toSorted(),
  )
})

test.each(STRANGERS)(
  '%s reads nothing of a tenant on any route, and reading changes nothing',
  async (who) => {
    const { world } = use()
    await world.browserOf(who)
    await world.changes()
    const { found } = await readAll(world, who, asStranger)
    expect(linesOf(found)).toEqual(linesFor(MAY_SEE, who, 'GET'))
    expect(await world.changes()).toEqual([])
    expect(world.defects).toEqual([])
  },
)

test.each(STRANGERS)(
  '%s changes nothing of a tenant by any route, and is answered nothing of it',
  async (who) => {
    const { sends } = use()
    const world = who === 'administrator' ? await freshWorld() : use().world // the bureau just used its rights
    const { shown, changed } = await sendAll(world, who, sends)
    expect(linesOf(shown)).toEqual(linesFor(MAY_SEE, who, 'POST'))
    expect(linesOf(changed)).toEqual(linesFor(MAY_CHANGE, who, 'POST'))
    expect(world.defects).toEqual([])
  },
)

test('what was sent does change something when owners send it', async () => {
  const { sends } = use()
  const world = await freshWorld()
  const hasEffect = new Set<string>()
  for (const owner of SENDING_OWNERS) {
    const left = new Map([...sends].filter(([route]) => !hasEffect.has(route)))
    const { changed } = await sendAll(world, owner, left, { isOwner: true })
    for (const { route } of changed) hasEffect.add(route)
  }
  expect([...sends.keys()].filter((route) => !hasEffect.has(route)).toSorted()).toEqual(
    Object.values(NO_EFFECT_FOR_OWNERS).flat().toSorted(),
  )
})

test('with every policy of the database open, the walk sees it, and use cases still let nobody change anything', async () => {
  const { sends } = use()
  const world = await freshWorld()
  await openWide()
  const who = 'adviser of another hub'
  expect(linesOf((await readAll(world, who, asStranger)).found)).toEqual(HELD_BY_DATABASE_ALONE.toSorted())
  const { shown, changed } = await sendAll(world, who, sends)
  expect([shown, changed]).toEqual([[], []])
})
