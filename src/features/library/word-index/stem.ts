/**
 * The Dutch stemmer of Snowball (M. F. Porter, https://snowballstem.org/algorithms/dutch/stemmer.html, the form that
 * PostgreSQL has as `dutch_stem`): "koppelingen" and "koppeling" → "koppel". For a word in small letters without
 * accents. Two words with one stem are taken for the same word.
 */
export function stemOf(word: string): string {
  if (word.length < 3 || /\d/.test(word)) return word
  const marked = markConsonants(word)
  const [r1, r2] = regionsOf(marked)
  const afterPlural = withoutPlural(marked, r1)
  const [afterE, hadE] = withoutE(afterPlural, r1)
  const afterSuffix = withoutSuffix(withoutHeid(afterE, r1, r2), r1, r2, hadE)
  return singleVowel(afterSuffix).toLowerCase()
}

const isVowel = (letter: string | undefined) => letter !== undefined && 'aeiouy'.includes(letter)

/** A y at the start or after a vowel, and an i between vowels, count as consonants; written as capitals. */
function markConsonants(word: string): string {
  const letters = [...word]
  for (let at = 0; at < letters.length; at++) {
    const before = letters[at - 1]
    if (letters[at] === 'y' && (at === 0 || isVowel(before))) letters[at] = 'Y'
    else if (letters[at] === 'i' && isVowel(before) && isVowel(letters[at + 1])) letters[at] = 'I'
  }
  return letters.join('')
}

/** Where the regions R1 and R2 begin: after the first consonant that follows a vowel, and once more; R1 from 3 on. */
function regionsOf(word: string): readonly [number, number] {
  const after = (from: number): number => {
    let at = from
    while (at < word.length && !isVowel(word[at])) at++
    while (at < word.length && isVowel(word[at])) at++
    return at < word.length ? at + 1 : word.length
  }
  const r1 = after(0)
  return [Math.max(r1, 3), after(r1)]
}

const undouble = (word: string) => (/(?:kk|dd|tt)$/.test(word) ? word.slice(0, -1) : word)

/** Takes "en" or "ene" off, where it is an ending. */
function withoutEn(word: string, length: number, r1: number): string {
  const rest = word.slice(0, -length)
  if (rest.length < r1 || isVowel(rest.at(-1)) || rest.endsWith('gem')) return word
  return undouble(rest)
}

function withoutPlural(word: string, r1: number): string {
  if (word.endsWith('heden')) return word.length - 5 >= r1 ? `${word.slice(0, -5)}heid` : word
  if (word.endsWith('ene')) return withoutEn(word, 3, r1)
  if (word.endsWith('en')) return withoutEn(word, 2, r1)
  const length = word.endsWith('se') ? 2 : word.endsWith('s') ? 1 : 0
  if (length === 0) return word
  const rest = word.slice(0, -length)
  const before = rest.at(-1)
  return rest.length >= r1 && before !== undefined && !isVowel(before) && before !== 'j' ? rest : word
}

function withoutE(word: string, r1: number): readonly [string, boolean] {
  const rest = word.slice(0, -1)
  if (!word.endsWith('e') || rest.length < r1 || isVowel(rest.at(-1))) return [word, false]
  return [undouble(rest), true]
}

function withoutHeid(word: string, r1: number, r2: number): string {
  const rest = word.slice(0, -4)
  if (!word.endsWith('heid') || rest.length < r2 || rest.endsWith('c')) return word
  return rest.endsWith('en') ? withoutEn(rest, 2, r1) : rest
}

function withoutSuffix(word: string, r1: number, r2: number, hadE: boolean): string {
  const without = (suffix: string) =>
    word.endsWith(suffix) && word.length - suffix.length >= r2 ? word.slice(0, -suffix.length) : undefined
  const withoutIg = (text: string) =>
    text.endsWith('ig') && text.length - 2 >= r2 && !text.endsWith('eig') ? text.slice(0, -2) : undefined

  if (word.endsWith('end') || word.endsWith('ing')) {
    const rest = without(word.slice(-3))
    return rest === undefined ? word : (withoutIg(rest) ?? undouble(rest))
  }
  if (word.endsWith('ig')) return withoutIg(word) ?? word
  if (word.endsWith('lijk')) {
    const rest = without('lijk')
    return rest === undefined ? word : withoutE(rest, r1)[0]
  }
  if (word.endsWith('baar')) return without('baar') ?? word
  return word.endsWith('bar') && hadE ? (without('bar') ?? word) : word
}

/** "maan" → "man", "brood" → "brod": the double vowel of a closed syllable. */
const singleVowel = (word: string): string =>
  word.replace(
    /([^aeiouyI])(aa|ee|oo|uu)([^aeiouyI])$/,
    (_all, before: string, vowel: string, after: string) => `${before}${vowel[0]}${after}`,
  )

/** Words that end in -es without being more of something. */
const NO_PLURAL = /(?:proces|succes|adres)$/

/**
 * What a word is filed under: its stem, after two things that the stemmer leaves. It keeps "machines" and "machine"
 * apart, because it takes no s off after an e; and "proces" and "processen".
 */
export function filedUnder(word: string): string {
  const isPlural = word.length >= 7 && word.endsWith('es') && !NO_PLURAL.test(word)
  return stemOf(isPlural ? word.slice(0, -1) : word).replace(/([^aeiouy\d])\1$/, '$1')
}
