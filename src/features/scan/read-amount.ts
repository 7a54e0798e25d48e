import { type Result, ok, refuse } from '#engine/kernel/result.ts'

export type AmountProblem = 'empty' | 'format' | 'not-whole'

const MAX_CHARACTERS = 40
const FACTOR: Readonly<Record<string, number>> = {
  k: 1_000,
  duizend: 1_000,
  thousand: 1_000,
  ton: 100_000, // Dutch for a hundred thousand euros
  mln: 1_000_000,
  miljoen: 1_000_000,
  million: 1_000_000,
}

const GROUPED = /^(\d{1,3})((?:[. ']\d{3})+|(?:,\d{3})+)(?:[.,](\d{1,2}))?$/
const PLAIN = /^(\d+)(?:[.,](\d{1,2}))?$/
const MONEY =
  /^([-+]?) ?(?:€|euro?)? ?([-+]?) ?(\d[\d., ']*?) ?(k|duizend|thousand|ton|mln\.?|miljoen|million)?(?:[.,]-{1,2})? ?(?:€|euro?)?$/

/**
 * A whole number of euros, as people write one: '1250000', '1.250.000', '€ 1 250 000', '1250000,-', '-500',
 * '1,25 miljoen', '800k'. A dot or comma before exactly three digits divides thousands in both languages, since
 * nobody writes tenths of cents; before one or two digits it is a decimal sign. What can be read in two ways is
 * refused.
 */
export function readEuros(text: string): Result<number, AmountProblem> {
  const tidy = tidied(text)
  if (tidy === '') return refuse('empty')
  const [, before = '', after = '', digits = '', word] = MONEY.exec(tidy) ?? []
  if (digits === '' || (before !== '' && after !== '')) return refuse('format')

  const amount = word === undefined ? readDigits(digits) : readWithWord(digits, word)
  return amount.ok && before + after === '-' ? ok(0 - amount.value) : amount
}

/** A whole count: '24', '1.200'. */
export function readCount(text: string): Result<number, AmountProblem> {
  const tidy = tidied(text)
  return tidy === '' ? refuse('empty') : readDigits(tidy)
}

function readDigits(text: string): Result<number, AmountProblem> {
  const [, whole, rest = '', groupedCents] = GROUPED.exec(text) ?? []
  if (whole !== undefined) {
    if (new Set(rest.replace(/\d/g, '')).size > 1) return refuse('format') // '1.250 000'
    if (groupedCents !== undefined && rest[0] === text.at(-groupedCents.length - 1)) return refuse('format')
    return withoutCents(whole + rest.replace(/\D/g, ''), groupedCents)
  }
  const [, plain, cents] = PLAIN.exec(text) ?? []
  return plain === undefined ? refuse('format') : withoutCents(plain, cents)
}

const withoutCents = (whole: string, cents = '0'): Result<number, AmountProblem> =>
  Number(cents) === 0 ? ok(Number(whole)) : refuse('not-whole')

/** '1,250 mln' may be a thousand or a bit more than one: refused. */
function readWithWord(digits: string, word: string): Result<number, AmountProblem> {
  const [, whole, decimals = ''] = PLAIN.exec(digits) ?? []
  if (whole === undefined) return refuse('format')
  const amount = Number(`${whole}.${decimals}`) * (FACTOR[word.replace('.', '')] ?? Number.NaN)
  return Math.abs(amount - Math.round(amount)) < 1e-6 ? ok(Math.round(amount)) : refuse('not-whole')
}

/** One kind of space, minus sign and apostrophe; nothing around it. Too long to be a number: as it is, to be refused. */
const tidied = (text: string) => {
  if (text.length > MAX_CHARACTERS) return text.trim() === '' ? '' : 'x'
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[−–—]/g, '-')
    .replace(/’/g, "'")
    .trim()
}
