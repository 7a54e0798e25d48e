import { sha256Hex } from './sha256.ts'

/** One application: one place. What is published of an applicant: a code, never a name, and a stratum. */
export type Applicant = Readonly<{
  id: string // 1-64 letters, digits, '.', '_' or '-'; only once in a list
  stratum: string // for example '10-49, Oost-Nederland'
}>

export const MOST_APPLICANTS = 1_000_000

export type ListRefusal = Readonly<
  | { code: 'no-applicants' | 'too-many-applicants' }
  | { code: 'id-not-plain' | 'id-twice' | 'stratum-not-plain'; at: string } // at: the id
>

/** The order in which applicants are listed and hashed. Ids are ASCII, so every language sorts them alike. */
export function applicantsInOrder<T extends Applicant>(applicants: readonly T[]): T[] {
  return applicants.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

/** SHA-256 of one line per applicant in order of id: the id, a tab, the stratum, a line feed. */
export function applicantListHash(applicants: readonly Applicant[]): string {
  const lines = applicantsInOrder(applicants).map(({ id, stratum }) => `${id}\t${stratum}\n`)
  return sha256Hex(lines.join(''))
}

/** All that makes a list impossible to draw from; empty when nothing does. */
export function listRefusals(applicants: readonly Applicant[]): ListRefusal[] {
  if (applicants.length === 0) return [{ code: 'no-applicants' }]
  if (applicants.length > MOST_APPLICANTS) return [{ code: 'too-many-applicants' }]

  const found: ListRefusal[] = []
  const seen = new Map<string, number>()
  for (const { id, stratum } of applicants) {
    const times = (seen.get(id) ?? 0) + 1
    seen.set(id, times)
    if (times === 2) found.push({ code: 'id-twice', at: id })
    if (!/^[A-Za-z0-9._-]{1,64}$/.test(id)) found.push({ code: 'id-not-plain', at: id })
    if (!isPlainText(stratum)) found.push({ code: 'stratum-not-plain', at: id })
  }
  return found
}

/**
 * One line of 1 to 200 UTF-16 units that has only one way to be written in bytes: no control characters, no half
 * characters, no space around it, Unicode normal form C.
 */
export function isPlainText(text: string): boolean {
  if (text.length === 0 || text.length > 200) return false
  return text === text.trim() && text === text.normalize('NFC') && !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text)
}
