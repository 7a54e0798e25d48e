import {
  type Applicant,
  type ListRefusal,
  applicantListHash,
  isPlainText,
  listRefusals,
} from './applicant-list.ts'
import { sha256Hex } from './sha256.ts'

export const PROTOCOL = 'schakel-lottery-1'

/**
 * What is public before the secret is told. All but `listHash` is announced before sign-up opens; `listHash` when
 * it closes, before the public value is known.
 */
export type LotteryTerms = Readonly<{
  lottery: string // which lottery: one line of text, never used twice
  places: number // whole, ≥ 0
  commitment: string // SHA-256 of the secret
  publicSource?: string // which public value will count, in words that leave no choice
  listHash: string // SHA-256 of the list of applicants
}>

/** What makes the draw: told after the list is closed. */
export type Disclosure = Readonly<{
  secret: string // 64 lower-case hexadecimal characters: 32 random bytes
  publicValue?: string // what the public source gave, as text
  applicants: readonly Applicant[]
}>

export type LotteryRefusal =
  | ListRefusal
  | Readonly<{
      code:
        | 'lottery-not-plain'
        | 'places-not-whole'
        | 'secret-malformed'
        | 'secret-not-committed'
        | 'list-not-announced'
        | 'public-source-not-plain'
        | 'public-value-missing'
        | 'public-value-not-plain'
        | 'public-value-not-announced'
    }>

/** What the organiser publishes of the secret beforehand. */
export const commitmentOf = (secret: string) => sha256Hex(secret)

/** SHA-256 of seven lines: protocol, lottery, places, secret, hash of the list, public source, public value. */
export function lotterySeed(terms: LotteryTerms, secret: string, publicValue?: string): string {
  const { lottery, places, listHash, publicSource = '' } = terms
  const lines = [PROTOCOL, lottery, places, secret, listHash, publicSource, publicValue ?? '']
  return sha256Hex(lines.join('\n'))
}

/** All that forbids a draw under these terms; empty when nothing does. */
export function lotteryRefusals(terms: LotteryTerms, disclosure: Disclosure): LotteryRefusal[] {
  const { lottery, places, commitment, listHash } = terms
  const { secret, applicants } = disclosure
  const inList = listRefusals(applicants)
  const found: LotteryRefusal[] = [...inList]
  if (!isPlainText(lottery)) found.push({ code: 'lottery-not-plain' })
  if (!Number.isSafeInteger(places) || places < 0) found.push({ code: 'places-not-whole' })
  if (!/^[0-9a-f]{64}$/.test(secret)) found.push({ code: 'secret-malformed' })
  if (commitmentOf(secret) !== commitment) found.push({ code: 'secret-not-committed' })
  if (inList.length === 0 && applicantListHash(applicants) !== listHash) {
    found.push({ code: 'list-not-announced' })
  }
  return [...found, ...publicValueRefusals(terms.publicSource, disclosure.publicValue)]
}

function publicValueRefusals(source: string | undefined, value: string | undefined): LotteryRefusal[] {
  const found: LotteryRefusal[] = []
  if (source !== undefined && !isPlainText(source)) found.push({ code: 'public-source-not-plain' })
  if (source !== undefined && value === undefined) found.push({ code: 'public-value-missing' })
  if (source === undefined && value !== undefined) found.push({ code: 'public-value-not-announced' })
  if (value !== undefined && !isPlainText(value)) found.push({ code: 'public-value-not-plain' })
  return found
}
