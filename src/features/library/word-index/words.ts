/** Small letters without accents: "Één ERP" → "een erp". */
export const fold = (text: string): string =>
  PLAIN.test(text)
    ? text.toLowerCase()
    : text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss')
const PLAIN = /^[\x20-\x7e\n]*$/

const WORD = /[\p{L}\p{N}]+/gu
const JOINER = /[-‐‑'’]/
const HYPHENATED = /[\p{L}\p{N}]+(?:[-‐‑'’][\p{L}\p{N}]+)+/gu

/** Longer than any word; what is longer is a number of something, and nobody types it. */
const LONGEST = 40

/** The words of a text in their order; a hyphen parts them: "3D-printen" → "3d", "printen". */
export const wordsOf = (text: string): string[] =>
  (fold(text).match(WORD) ?? []).filter((word) => word.length <= LONGEST)

/** What is written with a hyphen, as one word too: "3D-printen" → "3dprinten". */
export const joinedWordsOf = (text: string): string[] =>
  JOINER.test(text)
    ? (fold(text).match(HYPHENATED) ?? [])
        .map((word) => word.replace(/[^\p{L}\p{N}]/gu, ''))
        .filter((word) => word.length <= LONGEST)
    : []
