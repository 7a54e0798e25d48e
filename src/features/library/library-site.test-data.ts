import { randomUUID } from 'node:crypto'
import { figures, networkSite } from '../network/network-site.test-data.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import type { OpenDatabase } from '#platform/database.ts'
import { createApp, type Defect } from '#platform/http.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { libraryFeature } from './index.ts'
import { openLibrary } from './library.ts'
import { seedArticles } from './seed-articles.ts'

/** For tests: the library on the directory as shipped, with somebody who signed in, or nobody. */
const DATA = new URL('../../../data/', import.meta.url)

export async function librarySite(database: OpenDatabase, actor?: Actor, language: Language = 'nl') {
  const network = await networkSite(database, actor, language)
  const session = actor && { tokenHash: randomUUID(), accountId: actor.accountId, awaits: 'nothing' as const }
  const ctx: Ctx = { ...network.ctx, session }
  const library = openLibrary({ figures, dataFolder: DATA })
  await seedArticles(ctx, library.data.articles)
  const defects: Defect[] = []
  const report = (defect: Defect) => {
    defects.push(defect)
  }
  const app = createApp({ features: [libraryFeature(library)], ctx, config: {}, report })
  const ask = async (path: string, init?: RequestInit) => {
    const response = await app.request(path, init)
    const { status, headers } = response
    return { status, text: await response.text(), to: headers.get('location') }
  }
  const post = (path: string, fields: Readonly<Record<string, string>>) =>
    ask(pathIn(language, path), {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost' },
    })
  const find = (question: string, limit = 10) => library.search(ctx, question, { limit })
  return {
    app,
    ctx,
    library,
    defects,
    find,
    get: (path: string) => ask(pathIn(language, path)),
    post,
    clock: network.clock,
  }
}
