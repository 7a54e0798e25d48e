import { randomBytes, randomUUID } from 'node:crypto'
import { createFeatures, readShippedFigures } from '../src/entry/features.ts'
import { closeDatabase, openDatabase, type OpenDatabase } from '../src/platform/database.ts'
import type { Feature } from '../src/platform/feature.ts'
import { createApp } from '../src/platform/http.ts'
import { asPublic } from '../src/platform/link-holder.ts'
import { queueMail } from '../src/platform/mail/outbox.ts'
import { migrate } from '../src/platform/migrate.ts'
import { startPostgresServer } from '../test/postgres-server.ts'
import { type Bench, type Measured, median } from './bench.ts'
import { temporaryFolder } from './server.ts'

const WARM_UP = 50
const ROUNDS = 300

/** What a key costs a request: the same request with and without, by turns, on both databases, written to disk. */
export const idempotency: Bench = {
  name: 'idempotency',
  isOnlyAskedFor: true,
  run: async () => {
    const results: Measured[] = []
    const folder = temporaryFolder()
    const server = await startPostgresServer({ isDurable: true })
    try {
      results.push(...(await measuredOn('embedded', folder.path, undefined)))
      if (server !== undefined) results.push(...(await measuredOn('server', folder.path, server.url)))
    } finally {
      await server?.stop()
      folder.remove()
    }
    return results
  },
}

/** A request that writes one row, and nothing else. */
const oneRow: Feature = {
  name: 'one-row',
  api: (app) => {
    app.post('/one-row', async (c) => {
      const { db, now } = c.get('ctx')
      const mail = { key: randomUUID(), recipient: 'a@example.org', subject: 'x', body: 'x' }
      await asPublic(db, (tx) => queueMail(tx, mail, now()))
      return c.json({ id: mail.key }, 201)
    })
  },
}

async function measuredOn(place: string, dataDir: string, databaseUrl: string | undefined) {
  const database = await openDatabase(databaseUrl === undefined ? { dataDir } : { dataDir, databaseUrl })
  if (!database.ok) throw new Error(database.error)
  try {
    await migrate(database.value)
    const send = await siteOn(database.value, dataDir)
    const row = await byTurns((key) => send.row(key))
    const question = await byTurns((key) => send.question(key))
    const again = randomUUID()
    await send.row(again)
    const repeated = await timed(() => send.row(again))
    return [
      ...figuresOf(`${place}: one row`, row),
      ...figuresOf(`${place}: a question at the desk`, question),
      { name: `${place}: one row, answered again`, value: median(repeated), unit: 'ms' },
    ]
  } finally {
    await closeDatabase(database.value)
  }
}

async function siteOn({ db }: OpenDatabase, dataDir: string) {
  const figures = readShippedFigures()
  if (!figures.ok) throw new Error('data/ does not pass its own checks')
  const ctx = { db, now: () => new Date() }
  const features = [...createFeatures(figures.value, { dataDir, trustedProxies: 1 }), oneRow]
  for (const { onStart } of features) await onStart?.({ ...ctx, language: 'nl' })
  const report = ({ error }: { error: unknown }) => {
    throw error
  }
  const app = createApp({ features, ctx, config: {}, report })
  const post = async (path: string, type: string, body: string, headers: Record<string, string>) => {
    const answer = await app.request(path, {
      method: 'POST',
      body,
      headers: { 'content-type': type, ...headers },
    })
    await answer.text()
    if (answer.status >= 400) throw new Error(`${path} answered ${answer.status}`)
  }
  const row = (key: string | undefined) =>
    post('/v1/one-row', 'application/json', '{}', key === undefined ? {} : { 'idempotency-key': key })
  const question = (key: string | undefined) => {
    const fields = {
      question: 'Hoe begin ik met een planbord?',
      email: `${randomUUID()}@example.org`,
      ...{ province: 'Gelderland', doe: 'stel' },
      ...(key === undefined ? {} : { eenmalig: randomBytes(16).toString('base64url') }),
    }
    return post('/vraag', 'application/x-www-form-urlencoded', new URLSearchParams(fields).toString(), {
      'x-forwarded-for': `10.${[...randomBytes(3)].join('.')}`, // each visitor may ask so often
    })
  }
  return { row, question }
}

type Pair = Readonly<{ without: readonly number[]; with: readonly number[] }>

/** By turns, so that whatever else the machine does hits both. */
async function byTurns(send: (key: string | undefined) => Promise<void>): Promise<Pair> {
  const times: { without: number[]; with: number[] } = { without: [], with: [] }
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const kind of ['without', 'with'] as const) {
      const start = performance.now()
      await send(kind === 'with' ? randomUUID() : undefined)
      if (round >= 0) times[kind].push(performance.now() - start)
    }
  }
  return times
}

async function timed(send: () => Promise<void>): Promise<readonly number[]> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    await send()
    times.push(performance.now() - start)
  }
  return times
}

const p95 = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0

const figuresOf = (name: string, pair: Pair): Measured[] =>
  (['without', 'with'] as const).flatMap((kind) => [
    { name: `${name}, ${kind} a key, median`, value: median(pair[kind]), unit: 'ms' },
    { name: `${name}, ${kind} a key, p95`, value: p95(pair[kind]), unit: 'ms' },
  ])
