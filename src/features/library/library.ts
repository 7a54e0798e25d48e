import { setImmediate as breathe } from 'node:timers/promises'
import type { Figures } from '#features/figures/index.ts'
import { type Entry, findPublished as findEntries } from '#features/network/index.ts'
import { asActor, systemActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { isInOneTransaction } from '#platform/one-transaction.ts'
import { type Hit, HIT_KINDS, type HitKind } from './contract.ts'
import { articleFindable, entryFindable, type Findable, type Shown, stepFindable } from './documents.ts'
import { type LibraryData, readLibraryData } from './library-data.ts'
import { findChangedArticles } from './repository.ts'
import { isStopWord } from './stop-words.ts'
import { type Synonyms, synonymsOf } from './word-index/synonyms.ts'
import {
  addDocuments,
  countGone,
  createWordIndex,
  findDocuments,
  removeDocument,
  type WordIndex,
} from './word-index/word-index.ts'

export type LibraryParts = Readonly<{
  figures: Figures
  dataFolder: URL // of articles/ and synonyms.json; ends in /
}>
export type SearchOptions = Readonly<{ limit: number; kinds?: readonly HitKind[] | undefined }>

/** What pages, the API and other features find things with. */
export type Library = Readonly<{
  figures: Figures
  data: LibraryData
  search: (ctx: Ctx, text: string, options: SearchOptions) => Promise<readonly Hit[]>
}>

export const QUESTION_MAX = 300

/** Reads the library's data once; the index is made at the first search on a database. */
export function openLibrary({ figures, dataFolder }: LibraryParts): Library {
  const data = readLibraryData(
    dataFolder,
    figures.steps.map(({ id }) => id),
  )
  const synonyms = synonymsOf(data.synonyms)
  const shelves = new WeakMap<Ctx['db'], Shelf>()
  const shelfOf = (db: Ctx['db']): Shelf => {
    const before = shelves.get(db)
    if (before !== undefined && !isWornOut(before.index)) return before
    const shelf = emptyShelf(figures, synonyms)
    shelves.set(db, shelf)
    return shelf
  }
  return {
    figures,
    data,
    search: async (ctx, text, { limit, kinds }) => {
      const shelf = shelfOf(ctx.db)
      await bringUpToDate(ctx, shelf, figures)
      const numbers = kinds?.map((kind) => HIT_KINDS.indexOf(kind))
      return findDocuments(shelf.index, text.slice(0, QUESTION_MAX), { limit, kinds: numbers }).flatMap(
        ({ key, score }) => {
          const shown = shelf.shown.get(key)
          return shown === undefined
            ? []
            : [{ ...shown[ctx.language], kind: shown.kind, path: shown.path, score }]
        },
      )
    },
  }
}

/** All that can be found on one database, as this process knows it. */
type Shelf = {
  index: WordIndex
  shown: Map<string, Shown>
  entries: readonly Entry[] // as last read
  stamps: Map<string, string> // of entries that are in, by key
  change: number // the last one to articles that is in
  update: Promise<void> | undefined // one at a time
}

function emptyShelf({ steps }: Figures, synonyms: Synonyms): Shelf {
  const index = createWordIndex(synonyms, isStopWord)
  const shelf: Shelf = {
    index,
    shown: new Map(),
    entries: [],
    stamps: new Map(),
    change: 0,
    update: undefined,
  }
  put(shelf, steps.map(stepFindable))
  return shelf
}

function put({ index, shown }: Shelf, findables: readonly Findable[]): void {
  addDocuments(
    index,
    findables.map(({ document }) => document),
  )
  for (const findable of findables) shown.set(findable.document.key, findable.shown)
}

function drop({ index, shown }: Shelf, key: string): void {
  removeDocument(index, key)
  shown.delete(key)
}

const isWornOut = (index: WordIndex) => countGone(index) > index.numbers.size + 1_000

/** Takes in what was written since the last search, by whichever process. */
async function bringUpToDate(ctx: Ctx, shelf: Shelf, figures: Figures): Promise<void> {
  if (shelf.update !== undefined && isInOneTransaction()) return // it may wait for the connection that is held here
  await shelf.update // somebody else's may have begun before what this one must see was written
  shelf.update ??= takeIn(ctx, shelf, figures).finally(() => {
    shelf.update = undefined
  })
  await shelf.update
}

async function takeIn(ctx: Ctx, shelf: Shelf, figures: Figures): Promise<void> {
  takeEntries(shelf, await findEntries(ctx), figures)
  await takeArticles(ctx, shelf)
}

function takeEntries(shelf: Shelf, entries: readonly Entry[], figures: Figures): void {
  if (entries === shelf.entries) return
  shelf.entries = entries
  const stamps = new Map(entries.map((entry) => [`provider:${entry.slug}`, stampOf(entry)]))
  for (const key of shelf.stamps.keys()) if (!stamps.has(key)) drop(shelf, key)
  const changed = entries.filter((entry) => shelf.stamps.get(`provider:${entry.slug}`) !== stampOf(entry))
  put(
    shelf,
    changed.map((entry) => entryFindable(entry, figures)),
  )
  shelf.stamps = stamps
}

const stampOf = ({ version, organisationName }: Entry) => `${version} ${organisationName}`

/** Reading as Schakel itself shows also what was withdrawn, so that it can be taken out. Drafts are never put in. */
const AT_ONCE = 1_000
async function takeArticles({ db }: Ctx, shelf: Shelf): Promise<void> {
  for (;;) {
    const changed = await asActor(db, systemActor('bureau'), (tx) =>
      findChangedArticles(tx, shelf.change, AT_ONCE),
    )
    for (const { slug, state } of changed) if (state !== 'published') drop(shelf, `article:${slug}`)
    put(shelf, changed.filter(({ state }) => state === 'published').map(articleFindable))
    shelf.change = changed.at(-1)?.change ?? shelf.change
    if (changed.length < AT_ONCE) return
    await breathe() // others are served between two thousands
  }
}
