import { sql } from 'kysely'
import { readFigures } from '../src/features/figures/index.ts'
import { organisationsOf, seedDirectory } from '../src/features/network/index.ts'
import { readDirectoryData } from '../src/features/network/directory-data.ts'
import { contentOf } from '../src/features/network/contract.ts'
import { findAll } from '../src/features/network/find-entries.ts'
import { SYSTEM } from '../src/features/network/may-keep.ts'
import { insertEntry } from '../src/features/network/repository.ts'
import { seedOrganisations } from '../src/features/identity/administration/seed-organisations.ts'
import { findWorklist } from '../src/features/worklist/find-worklist.ts'
import { makeList } from '../src/features/worklist/runs/make-list.ts'
import { decideAside } from '../src/features/worklist/runs/decide-aside.ts'
import { readInputs } from '../src/features/worklist/runs/read-inputs.ts'
import { findStoredRun, replay } from '../src/features/worklist/runs/replay.ts'
import {
  adviserOf,
  insertAdviser,
  insertFirms,
  inventedNeed,
  MONDAY,
} from '../src/features/worklist/worklist-site.test-data.ts'
import { asActor } from '../src/platform/actor.ts'
import { closeDatabase, type OpenDatabase, openDatabase } from '../src/platform/database.ts'
import { migrate } from '../src/platform/migrate.ts'
import { uuidOf } from '../src/platform/uuid.ts'
import { startPostgresServer } from '../test/postgres-server.ts'
import { type Bench, type Measured, median } from './bench.ts'
import { temporaryFolder } from './server.ts'

const FIRMS = 20_000
const OFFERS = 500
const HUBS = ['noord', 'oost', 'zuid', 'zuid-holland', 'noordwest']
const TALKS = 60 // per hub and week
const ROUNDS = 3
const DATA = new URL('../data/', import.meta.url)

/**
 * The weekly list of a whole country, from the database to the database: on the server at DATABASE_URL, else on one
 * that is started here, else on the embedded database.
 */
export const worklist: Bench = {
  name: 'worklist',
  run: async () => {
    const folder = temporaryFolder()
    const started = process.env['DATABASE_URL'] === undefined ? await startPostgresServer() : undefined
    const databaseUrl = process.env['DATABASE_URL'] ?? started?.url
    const opened = await openDatabase({
      dataDir: folder.path,
      ...(databaseUrl === undefined ? {} : { databaseUrl }),
    })
    if (!opened.ok) throw new Error(opened.error)
    try {
      return await measure(opened.value)
    } finally {
      await closeDatabase(opened.value)
      await started?.stop()
      folder.remove()
    }
  },
}

async function measure(database: OpenDatabase): Promise<readonly Measured[]> {
  const migrated = await migrate(database)
  const figures = readFigures(new URL('.', DATA).pathname)
  if (!migrated.ok || !figures.ok) throw new Error('the database or the data cannot be used')
  const clock = { at: MONDAY }
  const ctx = { db: database.db, now: () => clock.at, language: 'nl' as const }
  const { directory } = readDirectoryData(DATA)
  await seedOrganisations(ctx, organisationsOf(figures.value))
  await seedDirectory(ctx, figures.value, directory)
  await addOffers(ctx)
  const advisers = HUBS.map((hub) => adviserOf(hub, hub))
  for (const adviser of advisers) await insertAdviser(database, adviser, TALKS)
  for (let from = 0; from < FIRMS; from += 2_000)
    await insertFirms(
      database,
      Array.from({ length: 2_000 }, (_, n) => inventedNeed(from + n)),
    )

  const where = database.kind === 'embedded' ? 'embedded' : 'server'
  const rounds: number[][] = []
  for (let round = 0; round < ROUNDS; round++) {
    process.stderr.write(`worklist: ${round + 1} of ${ROUNDS}\n`)
    const [whole] = await timed(() => makeList(ctx, {}, 'command'))
    const [read, gathered] = await timed(() => readInputs(ctx, {}, MONDAY))
    const [match] = await timed(() => decideAside(gathered.inputs))
    rounds.push([whole, read, match])
  }
  const worst = (at: number) => Math.max(...rounds.map((times) => times[at]!))
  const stored = await findStoredRun(ctx)
  if (!stored.ok) throw new Error(stored.error)
  const again = replay(stored.value)
  await sql`analyze`.execute(database.db) // as a server does by itself after so many rows
  const pages: number[] = []
  for (let round = 0; round < 11; round++) {
    const [ms] = await timed(() => findWorklist(ctx, advisers[round % advisers.length]!))
    pages.push(ms)
  }
  return [
    {
      name: `list of ${FIRMS} firms, ${where}: read, match, store`,
      value: worst(0) / 1000,
      unit: 's',
      aim: '≤ 15',
    },
    { name: '  of which reading', value: worst(1) / 1000, unit: 's' },
    { name: '  of which matching, with its proof and hashes', value: worst(2) / 1000, unit: 's', aim: '≤ 5' },
    { name: '  offers', value: stored.value.run.offers, unit: 'offers' },
    { name: '  matches', value: stored.value.run.matches, unit: 'matches' },
    {
      name: '  made again from the database: the same',
      value: Number(again.sameInputs && again.sameOutcome),
      unit: '',
      aim: '1',
    },
    {
      name: `list of one hub of ${HUBS.length}, for its page`,
      value: median(pages),
      unit: 'ms',
      aim: '< 300',
    },
  ]
}

/** Copies of the trials of the directory under other names, until there are enough. */
async function addOffers(ctx: Readonly<{ db: OpenDatabase['db']; now: () => Date }>): Promise<void> {
  const trials = (await findAll(ctx, SYSTEM)).filter(({ kind }) => kind === 'trial')
  await asActor(ctx.db, SYSTEM, async (tx) => {
    for (let index = trials.length; index < OFFERS - HUBS.length; index++) {
      const entry = trials[index % trials.length]!
      const slug = `${entry.slug}-${index}`
      const content = { ...contentOf(entry), slug, placesFree: 1 + (index % 40), placesAsOf: '2026-11-20' }
      const { organisationId } = entry
      await insertEntry(tx, uuidOf('bench', slug), {
        content,
        organisationId,
        confirmedBy: undefined,
        at: ctx.now(),
      })
    }
  })
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [number, T]> {
  const start = performance.now()
  const value = await work()
  return [performance.now() - start, value]
}
