import { readFigures } from '../src/features/figures/index.ts'
import { networkFeature } from '../src/features/network/index.ts'
import { contentOf } from '../src/features/network/contract.ts'
import { readDirectoryData } from '../src/features/network/directory-data.ts'
import { findAll } from '../src/features/network/find-entries.ts'
import { SYSTEM } from '../src/features/network/may-keep.ts'
import { insertEntry } from '../src/features/network/repository.ts'
import { seedDirectory } from '../src/features/network/seed-directory.ts'
import { asActor } from '../src/platform/actor.ts'
import { closeDatabase, type OpenDatabase, openDatabase } from '../src/platform/database.ts'
import { createApp } from '../src/platform/http.ts'
import { migrate } from '../src/platform/migrate.ts'
import { uuidOf } from '../src/platform/uuid.ts'
import { type Bench, type Measured, median } from './bench.ts'
import { temporaryFolder } from './server.ts'

const ENTRIES = 1_000
const ROUNDS = 61
const DATA = new URL('../data/', import.meta.url)

/** How fast the directory answers with a thousand entries, on the embedded database or the one at DATABASE_URL. */
export const directory: Bench = {
  name: 'directory',
  run: async () => {
    const folder = temporaryFolder()
    const databaseUrl = process.env['DATABASE_URL']
    const opened = await openDatabase({
      dataDir: folder.path,
      ...(databaseUrl === undefined ? {} : { databaseUrl }),
    })
    if (!opened.ok) throw new Error(opened.error)
    try {
      return await measure(opened.value)
    } finally {
      await closeDatabase(opened.value)
      folder.remove()
    }
  },
}

async function measure(database: OpenDatabase): Promise<readonly Measured[]> {
  const migrated = await migrate(database)
  const figures = readFigures(new URL('.', DATA).pathname)
  if (!migrated.ok || !figures.ok) throw new Error('the database or the data cannot be used')
  const ctx = { db: database.db, now: () => new Date('2026-11-30T12:00:00Z') }
  const { directory: data } = readDirectoryData(DATA)
  await seedDirectory(ctx, figures.value, data)
  await fill(ctx)

  const report = ({ error }: { error: unknown }) => {
    throw error
  }
  const features = [networkFeature({ figures: figures.value, dataFolder: DATA })]
  const app = createApp({ features, ctx, config: {}, report })
  const time = async (name: string, path: string): Promise<Measured> => {
    const times: number[] = []
    for (let round = 0; round < ROUNDS + 10; round++) {
      const start = performance.now()
      const response = await app.request(path)
      await response.arrayBuffer()
      if (response.status !== 200) throw new Error(`${path} answers ${response.status}`)
      if (round >= 10) times.push(performance.now() - start)
    }
    const p95 = times.toSorted((a, b) => a - b)[Math.floor(0.95 * ROUNDS)]!
    return {
      name: `${name}, median (p95 ${p95.toFixed(1)} ms)`,
      value: median(times),
      unit: 'ms',
      aim: '< 50',
    }
  }
  const where = database.kind === 'embedded' ? 'embedded' : 'server'
  return [
    await time(`list page of ${ENTRIES} entries, ${where}`, '/netwerk'),
    await time(
      `list page, filtered and searched, ${where}`,
      '/netwerk?provincie=Zuid-Holland&soort=trial&zoek=proef',
    ),
    await time(`page of an entry, ${where}`, '/netwerk/robohouse'),
    await time(`/v1/directory, 50 of them, ${where}`, '/v1/directory'),
    await time(`HSDS services, 50 of them, ${where}`, '/open-referral/v3/services'),
  ]
}

/** Copies of what is there, under other names, until there are enough. */
async function fill(ctx: Readonly<{ db: OpenDatabase['db']; now: () => Date }>): Promise<void> {
  const seeds = await findAll(ctx, SYSTEM)
  await asActor(ctx.db, SYSTEM, async (tx) => {
    for (let index = seeds.length; index < ENTRIES; index++) {
      const entry = seeds[index % seeds.length]!
      const slug = `${entry.slug}-${index}`
      const content = { ...contentOf(entry), slug, name: `${entry.name} ${index}` }
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
