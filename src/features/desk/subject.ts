const MAX_SUBJECT = 80

/** The first line of what was asked, cut at a word. */
export function subjectOf(question: string): string {
  const first = question.split('\n').find((line) => line.trim() !== '') ?? ''
  return lineOf(first, MAX_SUBJECT) || '…'
}

/** One line of so many characters at most; cut at a word where there is one, never inside a character. */
export function lineOf(text: string, max: number): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, ' ')
    .trim()
  if (line.length <= max) return line
  const cut = line.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')
  const atWord = cut.replace(/\s+\S*$/, '')
  return `${atWord.length >= max / 2 ? atWord : cut}…`
}

/** For searching: small letters without accents, of what both sides said; never of notes, for the asker has the row. */
export const searchTextOf = (...parts: readonly string[]): string => fold(parts.join('\n')).slice(0, 8_000)

export const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
