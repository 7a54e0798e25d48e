import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { readFigures } from '../src/features/figures/index.ts'
import type { ArticleContent } from '../src/features/library/contract.ts'
import { articleFindable, entryFindable, stepFindable } from '../src/features/library/documents.ts'
import { type Library, openLibrary } from '../src/features/library/library.ts'
import { insertArticles } from '../src/features/library/repository.ts'
import { seedArticles } from '../src/features/library/seed-articles.ts'
import type { Document } from '../src/features/library/word-index/word-index.ts'
import { findPublished, organisationsOf, seedDirectory } from '../src/features/network/index.ts'
import { readDirectoryData } from '../src/features/network/directory-data.ts'
import { asActor, systemActor } from '../src/platform/actor.ts'
import type { Ctx } from '../src/platform/context.ts'
import { closeDatabase, type OpenDatabase, openDatabase } from '../src/platform/database.ts'
import { migrate } from '../src/platform/migrate.ts'
import { uuidOf } from '../src/platform/uuid.ts'
import { type Bench, type Measured, median } from './bench.ts'
import {
  BASELINES,
  dropBaseline,
  fillBaseline,
  findByBaseline,
  indexBaseline,
  makeBaseline,
} from './search/baseline.ts'
import { fillerArticles } from './search/filler.ts'
import { type Question, questionsOf, type QuestionSet, relevanceOf, trialsOf } from './search/questions.ts'
import { temporaryFolder } from './server.ts'

const DOCUMENTS = 100_000
const ROUNDS = 3
const DATA = new URL('../data/', import.meta.url)
const SETS: readonly QuestionSet[] = ['tuning', 'held-out']

/**
 * Search: how well it finds on questions with known answers, and how fast at 100,000 documents, beside full text search
 * of PostgreSQL on the same texts. On the embedded database, or the empty one at DATABASE_URL.
 */
export const search: Bench = {
  name: 'search',
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

type Find = (question: string) => Promise<readonly string[]>
type Way = Readonly<{ name: string; find: Find }>

async function measure(database: OpenDatabase): Promise<readonly Measured[]> {
  const migrated = await migrate(database)
  const figures = readFigures(new URL('.', DATA).pathname)
  if (!migrated.ok || !figures.ok) throw new Error('the database or the data cannot be used')
  const { db } = database
  const ctx: Ctx = { db, now: () => new Date('2026-11-30T12:00:00Z'), language: 'nl' }
  await seedDirectory(ctx, figures.value, readDirectoryData(DATA).directory)
  const library = openLibrary({ figures: figures.value, dataFolder: DATA })
  await seedArticles(ctx, library.data.articles)

  const entries = await findPublished(ctx)
  const real: readonly Document[] = [
    ...figures.value.steps.map(stepFindable),
    ...entries.map((entry) => entryFindable(entry, figures.value)),
    ...library.data.articles.map(({ slug, content }) => articleFindable({ slug, ...content })),
  ].map(({ document }) => document)
  await makeBaseline(db)
  await fillBaseline(db, real)
  const trials = trialsOf(figures.value, entries)
  const ways: readonly Way[] = [
    { name: 'ours', find: findWith(library, ctx) },
    ...BASELINES.map((baseline) => ({
      name: baseline,
      find: (question: string) => findByBaseline(db, baseline, question),
    })),
  ]
  const relevance = await relevanceRows(ways, trials)

  const filler = fillerArticles(
    DOCUMENTS - real.length,
    real.flatMap(({ fields }) => fields.map(({ text }) => text)),
  )
  await fill(ctx, filler, uuidOf('organisation', organisationsOf(figures.value)[0]?.slug ?? ''))
  await fillBaseline(
    db,
    filler.map((content, at) => articleFindable({ slug: slugOf(at), ...content }).document),
  )
  await indexBaseline(db)
  const where = database.kind === 'embedded' ? 'embedded' : 'server'
  const rows = [...relevance, ...(await speedRows(ctx, library.figures, ways, where))]
  await dropBaseline(db)
  return rows
}

const KEYS: Readonly<Record<string, string>> = {
  kennis: 'article',
  'hoe-wij-rekenen': 'step',
  netwerk: 'provider',
}

/** What the page and the API do, as keys. */
const findWith =
  (library: Library, ctx: Ctx): Find =>
  async (question) =>
    (await library.search(ctx, question, { limit: 10 })).map(({ path }) => {
      const [, folder = '', id] = path.split('/')
      return `${KEYS[folder]}:${id}`
    })

async function relevanceRows(
  ways: readonly Way[],
  trials: ReadonlyMap<string, readonly string[]>,
): Promise<readonly Measured[]> {
  const rows: Measured[] = []
  for (const set of SETS) {
    const questions = questionsOf(set)
    const measured = new Map<string, ReturnType<typeof relevanceOf>>()
    for (const { name, find } of ways)
      measured.set(name, relevanceOf(questions, trials, await answersOf(questions, find)))
    for (const [what, label] of [
      ['mrr', 'MRR@10'],
      ['recall', 'recall@5'],
      ['ndcg', 'nDCG@10'],
    ] as const) {
      const ours = measured.get('ours')![what]
      const [plain, any] = [measured.get('plain')![what], measured.get('any')![what]]
      const peer = `full text: ${plain.toFixed(3)} all words, ${any.toFixed(3)} any word`
      rows.push({
        name: `${label}, ${questions.length} ${set} questions`,
        value: ours,
        unit: '',
        peer,
        ratio: ours / any,
      })
    }
  }
  return rows
}

async function answersOf(questions: readonly Question[], find: Find) {
  const found = new Map<string, readonly string[]>()
  for (const { question } of questions) found.set(question, await find(question))
  return found
}

const slugOf = (at: number) => `filler-${at}`

async function fill(
  { db, now }: Ctx,
  contents: readonly ArticleContent[],
  organisationId: string,
): Promise<void> {
  for (let from = 0; from < contents.length; from += 1_000) {
    const articles = contents.slice(from, from + 1_000).map((content, index) => ({
      ...{
        id: uuidOf('bench', slugOf(from + index)),
        slug: slugOf(from + index),
        content,
        organisationId,
        at: now(),
      },
      ...({ state: 'published', confirmed: undefined, origin: 'hub' } as const),
    }))
    await asActor(db, systemActor('bureau'), (tx) => insertArticles(tx, articles))
  }
}

async function speedRows(
  ctx: Ctx,
  figures: Library['figures'],
  ways: readonly Way[],
  where: string,
): Promise<readonly Measured[]> {
  const before = usedBytes()
  const start = performance.now()
  const fresh = openLibrary({ figures, dataFolder: DATA })
  await fresh.search(ctx, 'cobot', { limit: 10 })
  const seconds = (performance.now() - start) / 1000
  const megabytes = (usedBytes() - before) / 1e6
  const ours = await timesOf(findWith(fresh, ctx))
  const plain = await timesOf(ways.find(({ name }) => name === 'plain')!.find, 1)
  const any = await timesOf(ways.find(({ name }) => name === 'any')!.find, 1)
  const row = (name: string, of: 'p50' | 'p95', aim?: string): Measured => ({
    ...{ name: `${name} at ${DOCUMENTS} documents, ${where}`, value: ours[of], unit: 'ms' },
    ...(aim === undefined ? {} : { aim }),
    ...{
      peer: `full text: ${plain[of].toFixed(1)} all words, ${any[of].toFixed(1)} any word`,
      ratio: any[of] / ours[of],
    },
  })
  return [
    row('search, median', 'p50'),
    row('search, p95', 'p95', '< 50'),
    { name: `index from the database, ${where}`, value: seconds, unit: 's' },
    { name: 'memory of the index', value: megabytes, unit: 'MB' },
  ]
}

async function timesOf(find: Find, rounds = ROUNDS) {
  const questions = SETS.flatMap(questionsOf)
  for (const { question } of questions.slice(0, 20)) await find(question)
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    for (const { question } of questions) {
      const start = performance.now()
      await find(question)
      times.push(performance.now() - start)
    }
  }
  return { p50: median(times), p95: times.toSorted((a, b) => a - b)[Math.floor(0.95 * times.length)]! }
}

/** After the garbage is collected. */
function usedBytes(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
