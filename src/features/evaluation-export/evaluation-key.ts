import { createHmac } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'

/** 256 bits of chance, kept by whoever links; never in the database. */
export type EvaluationKey = Readonly<{ bytes: Buffer }>

/**
 * The secret in FILE: 64 hexadecimal digits. Refused, in a sentence, when others of this machine may read it, or when it
 * stands in a folder under version control.
 */
export function readEvaluationKey(file: string): Result<EvaluationKey, string> {
  if (isInCheckout(file))
    return refuse(`${file} stands in a folder under version control; keep the key outside`)
  let text: string
  try {
    if ((statSync(file).mode & 0o077) !== 0) return refuse(`others may read ${file}; chmod 600 it`)
    text = readFileSync(file, 'utf8').trim()
  } catch {
    return refuse(`can't read ${file}`)
  }
  if (!/^[0-9a-f]{64}$/i.test(text))
    return refuse(`${file} must hold 64 hexadecimal digits; \`openssl rand -hex 32\` makes them`)
  return ok({ bytes: Buffer.from(text, 'hex') })
}

/** Is one of the folders around it a checkout of git? */
export function isInCheckout(file: string): boolean {
  for (let folder = dirname(resolve(file)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return true
    if (folder === dirname(folder)) return false
  }
}

const hmac = ({ bytes }: EvaluationKey, message: string) =>
  createHmac('sha256', bytes).update(message).digest('hex')

/**
 * HMAC-SHA-256 (RFC 2104, FIPS 198-1) of `kvk:` and the KVK number; of `firm:` and our own number where none is known.
 * 64 hexadecimal digits.
 */
export const firmKeyOf = (
  key: EvaluationKey,
  { firmId, kvkNumber }: Readonly<{ firmId: string; kvkNumber: string | null }>,
): string => hmac(key, kvkNumber === null ? `firm:${firmId}` : `kvk:${kvkNumber}`)

/** Says that two exports have the same key, and nothing of the key. */
export const keyIdOf = (key: EvaluationKey): string => hmac(key, 'schakel evaluation export').slice(0, 16)
