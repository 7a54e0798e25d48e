import type { Feature } from '#platform/feature.ts'
import { ROUTES } from './addresses.ts'
import { libraryApi } from './api.ts'
import type { Library } from './library.ts'
import { isKeeper } from './may-keep.ts'
import { messages } from './messages.ts'
import { libraryPages } from './pages.ts'
import { seedArticles } from './seed-articles.ts'

export { articleEditPath, articlePath, ROUTES as LIBRARY_ROUTES } from './addresses.ts'
export type { ArticleContent, Hit, HitKind } from './contract.ts'
export { draftArticle, draftArticleFrom, type NewDraft } from './draft-article.ts'
export { changeArticle, makeArticle } from './save-article.ts'
export { type Library, type LibraryParts, openLibrary, type SearchOptions } from './library.ts'

/**
 * Articles, and search over articles, steps and whoever can help. `openLibrary(parts)` makes the library once; its
 * `search(ctx, text, { limit, kinds })` is for other features too.
 */
export const libraryFeature = (library: Library): Feature => ({
  name: 'library',
  pages: (app) => libraryPages(app, library),
  api: (app) => libraryApi(app, library),
  personalData: {
    tables: [], // an article says nothing of whoever asked
    links: (language, actor) =>
      isKeeper(actor)
        ? [{ path: ROUTES.mine, title: messages(language)('list.mine'), isWork: true }]
        : [{ path: ROUTES.list, title: messages(language)('title') }],
    exportRows: async () => [],
    erase: async () => {},
  },
  onStart: async (ctx) => {
    await seedArticles(ctx, library.data.articles)
    await library.search(ctx, '', { limit: 1 }) // makes the index, so that nobody waits for it
  },
})
