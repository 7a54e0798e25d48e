/** How often a word stands by itself; 0 for what is no word of its own. */
export type Known = (word: string) => number

const SHORTEST_PART = 4
const SHORTEST = 2 * SHORTEST_PART
/** Between the parts of a Dutch compound: voorraad-beheer, onderhoud-s-plan, machine-n-bouw. */
const LINKS = ['', 's', 'n', 'e', 'en', 'er']
const MOST_PARTS = 4
/** Endings that look like words, and are none in a compound. */
const NO_PART = new Set([
  'baar',
  'heid',
  'lijk',
  'loos',
  'tion',
  'ning',
  'ding',
  'king',
  'ling',
  'ring',
  'ting',
  'eren',
  'ende',
  'aars',
  'atie',
])

/**
 * The parts of a compound, as few as there can be and the commonest of those: "productieplanning" → "productie",
 * "planning". Nothing for a word without parts that are known.
 */
export function partsOf(word: string, known: Known, most = MOST_PARTS): readonly string[] {
  if (word.length < SHORTEST || most < 2) return []
  let best: readonly string[] = []
  let bestScore = Number.NEGATIVE_INFINITY
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at++) {
    const right = word.slice(at)
    const last = known(right)
    const left = headOf(word.slice(0, at), known)
    if (left === undefined) continue
    const rest = last > 0 && !NO_PART.has(right) ? [right] : partsOf(right, known, most - 1)
    if (rest.length === 0) continue
    const parts = [left, ...rest]
    const score = -100 * parts.length + parts.reduce((sum, part) => sum + Math.log(1 + known(part)), 0)
    if (score <= bestScore) continue
    best = parts
    bestScore = score
  }
  return best
}

/** The first part without what links it to the next. */
function headOf(text: string, known: Known): string | undefined {
  for (const link of LINKS) {
    if (!text.endsWith(link)) continue
    const head = text.slice(0, text.length - link.length)
    if (head.length >= SHORTEST_PART && known(head) > 0 && !NO_PART.has(head)) return head
  }
  return undefined
}
