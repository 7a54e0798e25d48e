import { makeRng } from '../../src/engine/kernel/rng.ts'
import type { ArticleContent } from '../../src/features/library/contract.ts'
import { wordsOf } from '../../src/features/library/word-index/words.ts'

const WORDS = 60_000
const SYLLABLES =
  'ba be bo dra de ge ka ke li lo ma me mo na ne pa pla re ro sta ste ta te to va ve voor wa we zi schap ing er el ig lijk tor maat stel druk'.split(
    ' ',
  )

/**
 * Articles that mean nothing, to have many: 6 words of title and 90 of text, drawn by a law of Zipf from 60,000 words:
 * those of the real texts first (so that every question has long lists to go through), then compounds of these and words
 * of syllables.
 */
export function fillerArticles(count: number, realTexts: readonly string[]): readonly ArticleContent[] {
  const rng = makeRng(20_261_123, 1)
  const words = vocabulary(realTexts, rng)
  const cumulative = new Float64Array(words.length)
  let total = 0
  for (let at = 0; at < words.length; at++) {
    total += 1 / (at + 3) ** 0.95
    cumulative[at] = total
  }
  const draw = () => {
    const target = rng() * total
    let [low, high] = [0, words.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (cumulative[middle]! < target) low = middle + 1
      else high = middle
    }
    return words[low]!
  }
  const text = (length: number) => Array.from({ length }, draw).join(' ')
  return Array.from({ length: count }, () => ({
    ...{
      titleNl: text(6),
      bodyNl: text(90),
      titleEn: '',
      bodyEn: '',
      topic: 'other' as const,
      steps: [],
      source: '',
    },
  }))
}

function vocabulary(realTexts: readonly string[], rng: () => number): readonly string[] {
  const counts = new Map<string, number>()
  for (const word of realTexts.flatMap(wordsOf)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const real = [...counts].toSorted((a, b) => b[1] - a[1]).map(([word]) => word)
  const parts = real.filter((word) => word.length >= 4 && word.length <= 9)
  const words = new Set(real)
  const one = <T>(list: readonly T[]) => list[Math.floor(rng() * list.length)]!
  while (words.size < WORDS)
    words.add(
      rng() < 0.5
        ? one(parts) + one(parts)
        : Array.from({ length: 2 + Math.floor(rng() * 3) }, () => one(SYLLABLES)).join(''),
    )
  return [...words]
}
