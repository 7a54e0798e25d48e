import { roomFor } from './growing.ts'
import { eachPosting, type Postings } from './postings.ts'

/** What each document has got so far of one question; all zero between questions. */
export type Tally = {
  scores: Float32Array
  best: Float32Array // for the word that is being counted
  covered: Float32Array // rarity of the words that it has
  askedLast: Uint32Array // number of the last word that touched the document
  touched: Uint32Array
  count: number
  word: number
}
export type Weighed = Readonly<{ term: number; worth: number }>

/** How much a document gains that answers more of the words; tried on the first half of the questions. */
const COVERAGE = 0.4
/** What is far worse than the best is no answer. */
const LEAST_SHARE = 0.12

const START = 1 << 10
export const emptyTally = (): Tally => ({
  scores: new Float32Array(START),
  best: new Float32Array(START),
  covered: new Float32Array(START),
  askedLast: new Uint32Array(START),
  touched: new Uint32Array(START),
  count: 0,
  word: 0,
})

export function openTally(tally: Tally, documents: number): void {
  for (const name of ['scores', 'best', 'covered'] as const) tally[name] = roomFor(tally[name], documents)
  for (const name of ['askedLast', 'touched'] as const) tally[name] = roomFor(tally[name], documents)
  tally.count = 0
}

/** Adds for one word of the question what its best alternative gives each document that `counts`. */
export function tallyWord(
  tally: Tally,
  postings: Postings,
  alternatives: readonly Weighed[],
  counts: (document: number) => boolean,
): void {
  const { scores, best, covered, askedLast, touched } = tally
  tally.word = (tally.word + 1) >>> 0
  const { word } = tally
  for (const { term, worth } of alternatives) {
    eachPosting(postings, term, (document, strength) => {
      if (!counts(document)) return
      const score = worth * strength
      if (askedLast[document] === word) {
        if (score <= best[document]!) return
        scores[document] = scores[document]! + score - best[document]!
        best[document] = score
        return
      }
      if (scores[document] === 0) touched[tally.count++] = document
      askedLast[document] = word
      best[document] = score
      scores[document] = scores[document]! + score
      covered[document] = covered[document]! + worth
    })
  }
}

export type Ranked = Readonly<{ document: number; score: number }>

/** The best documents, best first; of equals the one that came first. */
export function closeTally(tally: Tally, limit: number, worthOf: Float32Array): readonly Ranked[] {
  const { scores, covered, touched } = tally
  const top: Ranked[] = []
  for (let at = 0; at < tally.count; at++) {
    const document = touched[at]!
    const score = worthOf[document]! * scores[document]! * covered[document]! ** COVERAGE
    scores[document] = 0
    covered[document] = 0
    if (top.length === limit && score < top[limit - 1]!.score) continue
    const place = top.findIndex((other) => isBefore({ document, score }, other))
    top.splice(place === -1 ? top.length : place, 0, { document, score })
    if (top.length > limit) top.pop()
  }
  const enough = LEAST_SHARE * (top[0]?.score ?? 0)
  return top.filter(({ score }) => score >= enough)
}

const isBefore = (a: Ranked, b: Ranked) =>
  a.score > b.score || (a.score === b.score && a.document < b.document)
