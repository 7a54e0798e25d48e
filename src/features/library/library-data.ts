import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { articleSchemaFor, TOPICS, type ArticleContent } from './contract.ts'

const text = z.string().min(1)

/** data/synonyms.json: words that people use for the same thing; our own judgement. */
const synonymsSchema = z.strictObject({
  note: text,
  grade: z.literal('estimate'),
  sets: z.array(z.array(text).min(2)).min(1),
})

/** data/articles/<slug>.json: articles that come with Schakel. */
const shippedSchema = z.strictObject({
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  titleNl: text,
  bodyNl: z.array(z.string()).min(1), // lines
  topic: z.enum(TOPICS),
  steps: z.array(z.string()),
  source: z.string(),
})
export type ShippedArticle = Readonly<{ slug: string; content: ArticleContent }>
export type LibraryData = Readonly<{
  synonyms: readonly (readonly string[])[]
  articles: readonly ShippedArticle[]
}>

/** Reads the library's own data; a file that does not fit is a defect of the checkout. `folder` ends in /. */
export function readLibraryData(folder: URL, stepIds: readonly string[]): LibraryData {
  const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
  const schema = articleSchemaFor(stepIds)
  const names = readdirSync(new URL('articles/', folder)).filter((name) => name.endsWith('.json'))
  const articles = names.toSorted().map((name) => {
    const { slug, bodyNl, ...rest } = shippedSchema.parse(read(`articles/${name}`))
    if (name !== `${slug}.json`) throw new Error(`articles/${name} must be called ${slug}.json`)
    return { slug, content: schema.parse({ ...rest, bodyNl: bodyNl.join('\n') }) }
  })
  return { synonyms: synonymsSchema.parse(read('synonyms.json')).sets, articles }
}
