import { fileURLToPath } from 'node:url'
import type { QuestionPrice } from '#engine/advice/question-prices.ts'
import { type Figures, readFigures } from '#features/figures/index.ts'
import { knowledgeOf } from '#features/firms/index.ts'
import type { OpenDatabase } from '#platform/database.ts'
import { type Defect, createApp } from '#platform/http.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { findScan, type Question, questionsOf, scanFeature } from './index.ts'

/** For tests: the figures as shipped, the site on them, and a visitor. */
export const figures = shippedFigures()
export const questions = questionsOf(figures)
export const knowledge = knowledgeOf(figures)

export const NOON = new Date('2026-03-12T12:00:00Z')
export const DAY_MS = 24 * 60 * 60 * 1000

/** What answers any question with "I don't know". */
export const ALL_UNKNOWN = new URLSearchParams([
  ['answer', 'unknown'],
  ['instead', 'unknown'],
  ['steps-instead', 'unknown'],
  ...figures.barriers.map(({ id }): [string, string] => [`barrier-${id}`, 'unknown']),
  ...figures.parameters.asking.bases.map((id): [string, string] => [`level-${id}`, 'unknown']),
]).toString()

function shippedFigures(): Figures {
  const read = readFigures(fileURLToPath(new URL('../../../data', import.meta.url)))
  if (!read.ok) throw new Error('data/ does not pass its own checks')
  return read.value
}

/** A price as the engine gives one. */
export const priceOf = (
  question: QuestionPrice['question'],
  price: Partial<QuestionPrice> = {},
): QuestionPrice => ({
  question,
  valueEur: 1_000,
  standardErrorEur: 10,
  chanceOfChange: 0.3,
  minutes: 0.4,
  about: undefined,
  ...price,
})

const KIND = { number: 'fact', euros: 'fact', month: 'fact', choice: 'fact' } as const

/** What a page asks, as the engine calls it; undefined for what the engine never asks. */
export function engineQuestion({ kind, id }: Question): QuestionPrice['question'] | undefined {
  if (kind === 'steps' || kind === 'barriers' || kind === 'sector') return undefined
  if (id === 'province' || id === 'riskAppetite') return undefined
  const asked = kind in KIND ? 'fact' : kind
  return { kind: asked, id } as QuestionPrice['question']
}

/** The site in one language, with a clock that can be moved; every firm has the same open questions. */
export function siteOn(
  { db }: OpenDatabase,
  language: Language = 'nl',
  prices: readonly QuestionPrice[] = [],
) {
  const clock = { at: NOON }
  const defects: Defect[] = []
  const ctx = { db, now: () => clock.at, language }
  const report = (defect: Defect) => defects.push(defect)
  const app = createApp({
    features: [scanFeature({ knowledge, price: async () => prices })],
    ctx,
    config: {},
    report,
  })

  const ask = async (path: string, init?: RequestInit) => {
    const response = await app.request(pathIn(language, path), init)
    return { status: response.status, text: await response.text(), to: response.headers.get('location') }
  }
  const get = (path: string) => ask(path)
  const post = (path: string, body = '', headers: Record<string, string> = {}) => {
    const type = { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost' }
    return ask(path, { method: 'POST', body, headers: { ...type, ...headers } })
  }
  const begin = async () => {
    const { to } = await post('/scan')
    const link = /scan\/([\w-]{43})\/mensen$/.exec(to ?? '')?.[1]
    if (link === undefined) throw new Error(`the scan begins at ${to}`)
    return link
  }
  const answersOf = async (link: string) => {
    const found = await findScan(ctx, figures, link)
    return found.ok ? found.value.answers : undefined
  }
  return { clock, defects, ctx, get, post, begin, answersOf }
}
