import { createHash } from 'node:crypto'
import type { Seal } from '#platform/seal.ts'
import type { Tx } from '../repository.ts'
import { type Factor, setLastStep, setRecoveryCodeUsed } from './repository.ts'
import { plainRecoveryCode, stepOfCode } from './totp.ts'

/** What a secret is sealed for: this, of this account. */
export const sealPurpose = (accountId: string) => `second factor of ${accountId}`

export const recoveryHashOf = (code: string) =>
  createHash('sha256').update(plainRecoveryCode(code)).digest('hex')

/** Is this a code of the app, or a recovery code? Counts once either way. */
export async function takesCode(
  tx: Tx,
  factor: Factor,
  text: string,
  seal: Seal,
  now: Date,
): Promise<boolean> {
  const { accountId, sealedSecret, lastStep } = factor
  const digits = text.replace(/\s/g, '')
  if (/^\d{6}$/.test(digits)) {
    const secret = seal.open(sealedSecret, sealPurpose(accountId))
    const step = stepOfCode(secret, digits, now, lastStep)
    return step !== undefined && setLastStep(tx, accountId, step)
  }
  return setRecoveryCodeUsed(tx, accountId, recoveryHashOf(text), now)
}
