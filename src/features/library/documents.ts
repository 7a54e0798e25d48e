import type { Figures, StepFigures } from '#features/figures/index.ts'
import { type Entry, entryPath } from '#features/network/index.ts'
import type { Language } from '#platform/i18n.ts'
import { articlePath, stepPath } from './addresses.ts'
import { type Article, HIT_KINDS, type HitKind } from './contract.ts'
import { plainLines } from './plain-text.ts'
import type { Document, Field } from './word-index/word-index.ts'

/** What can be found: its words for the index, and what a result shows of it. */
export type Findable = Readonly<{ document: Document; shown: Shown }>
export type Shown = Readonly<{ kind: HitKind; path: string }> & Readonly<Record<Language, Words>>
type Words = Readonly<{ title: string; summary: string }>

const document = (kind: HitKind, id: string, fields: readonly Field[], worth = 1): Document => ({
  key: `${kind}:${id}`,
  worth,
  kind: HIT_KINDS.indexOf(kind),
  fields: fields.filter(({ text }) => text !== ''),
})

/**
 * Weights of fields: how often a word in a title counts against one in a text. Own judgement, tried on the first half
 * of the questions.
 */
const WEIGHTS = {
  title: { weight: 5, usualWords: 6 },
  lead: { weight: 1.5, usualWords: 20 },
  text: { weight: 1, usualWords: 60 },
  aside: { weight: 0.4, usualWords: 30 },
  english: { weight: 0.6, usualWords: 20 },
  englishTitle: { weight: 2, usualWords: 6 },
} as const

/** A trial says in other words what its step says; whoever looks for the step is shown that first. */
const TRIAL_WORTH = 0.7

export function stepFindable(step: StepFigures): Findable {
  const { id, nameNl, nameEn, descriptionNl, descriptionEn } = step
  const fields = [
    { text: nameNl, ...WEIGHTS.title },
    { text: step.sentenceNl, ...WEIGHTS.lead },
    { text: descriptionNl, ...WEIGHTS.lead },
    { text: `${step.canGoWrongNl} ${step.measureNl}`, ...WEIGHTS.aside },
    { text: nameEn, ...WEIGHTS.englishTitle },
    { text: descriptionEn, ...WEIGHTS.english },
  ]
  return {
    document: document('step', id, fields),
    shown: {
      ...{ kind: 'step', path: stepPath(id) },
      ...{ nl: { title: nameNl, summary: descriptionNl }, en: { title: nameEn, summary: descriptionEn } },
    },
  }
}

export function entryFindable(entry: Entry, { steps }: Pick<Figures, 'steps'>): Findable {
  const { slug, name, summaryNl, summaryEn } = entry
  const stepNames = steps.filter(({ id }) => entry.steps.includes(id)).map(({ nameNl }) => nameNl)
  const fields = [
    { text: name, ...WEIGHTS.title },
    { text: summaryNl, ...WEIGHTS.lead },
    {
      text: `${entry.place} ${entry.provinces.length === 12 ? '' : entry.provinces.join(' ')}`,
      ...WEIGHTS.lead,
    },
    { text: entry.kind === 'trial' ? '' : stepNames.join(' '), ...WEIGHTS.text },
    { text: entry.organisationName, ...WEIGHTS.aside },
    { text: summaryEn, ...WEIGHTS.english },
  ]
  const words = { title: name, summary: summaryNl }
  return {
    document: document('provider', slug, fields, entry.kind === 'trial' ? TRIAL_WORTH : 1),
    shown: {
      ...{ kind: 'provider', path: entryPath(slug) },
      ...{ nl: words, en: { title: name, summary: summaryEn === '' ? summaryNl : summaryEn } },
    },
  }
}

type WordsOfArticle = Pick<Article, 'slug' | 'titleNl' | 'bodyNl' | 'titleEn' | 'bodyEn'>

export function articleFindable({ slug, titleNl, bodyNl, titleEn, bodyEn }: WordsOfArticle): Findable {
  const fields = [
    { text: titleNl, ...WEIGHTS.title },
    { text: bodyNl, ...WEIGHTS.text },
    { text: titleEn, ...WEIGHTS.englishTitle },
    { text: bodyEn, ...WEIGHTS.english },
  ]
  const nl = { title: titleNl, summary: summaryOf(bodyNl) }
  return {
    document: document('article', slug, fields),
    shown: {
      ...{ kind: 'article', path: articlePath(slug), nl },
      en: titleEn === '' ? nl : { title: titleEn, summary: summaryOf(bodyEn) },
    },
  }
}

const SUMMARY_MAX = 200

/** The first lines, to the end of a word. */
export function summaryOf(body: string): string {
  const text = plainLines(body).join(' ')
  if (text.length <= SUMMARY_MAX) return text
  const cut = text.slice(0, SUMMARY_MAX)
  return `${cut.slice(0, cut.lastIndexOf(' ')).replace(/[.,;:]$/, '')}…`
}
