import type { Article, ArticleContent } from './contract.ts'

/** What stands in the form, as it was typed. */
export const TEXT_FIELDS = ['titleNl', 'bodyNl', 'titleEn', 'bodyEn', 'topic', 'source'] as const
export type Typed = Readonly<{
  text: Readonly<Record<(typeof TEXT_FIELDS)[number], string>>
  steps: readonly string[]
}>

export const EMPTY: Typed = {
  text: { titleNl: '', bodyNl: '', titleEn: '', bodyEn: '', topic: '', source: '' },
  steps: [],
}

export const typedOf = ({
  titleNl,
  bodyNl,
  titleEn,
  bodyEn,
  topic,
  source,
  steps,
}: ArticleContent | Article): Typed => ({
  text: { titleNl, bodyNl, titleEn, bodyEn, topic, source },
  steps,
})

export const readTyped = (form: URLSearchParams): Typed => ({
  text: Object.fromEntries(
    TEXT_FIELDS.map((field) => [field, (form.get(field) ?? '').replaceAll('\r\n', '\n').trim()]),
  ) as Typed['text'],
  steps: form.getAll('steps'),
})
