import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

const STEP_MS = 30_000
const SECRET_BYTES = 20
export const RECOVERY_CODES = 8

export const drawSecret = (): Uint8Array => randomBytes(SECRET_BYTES)

const totpOf = (secret: Uint8Array, label = '') =>
  new TOTP({ issuer: 'Schakel', label, secret: new Secret({ buffer: new Uint8Array(secret).buffer }) })

/**
 * The half minute that a code is of, when it is right and of a later one than `lastStep`: a code counts once. One half
 * minute earlier or later is right too, for clocks that differ (RFC 6238, section 5.2).
 */
export function stepOfCode(
  secret: Uint8Array,
  code: string,
  now: Date,
  lastStep: number,
): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const delta = totpOf(secret).validate({ token: code, timestamp: now.getTime(), window: 1 })
  if (delta === null) return undefined
  const step = Math.floor(now.getTime() / STEP_MS) + delta
  return step > lastStep ? step : undefined
}

/** The code of a moment; what an app on a phone shows. */
export const codeAt = (secret: Uint8Array, at: Date): string =>
  totpOf(secret).generate({ timestamp: at.getTime() })

export const base32Of = (secret: Uint8Array): string =>
  new Secret({ buffer: new Uint8Array(secret).buffer }).base32

/** To type over: groups of four. */
export const groupsOf = (secret: Uint8Array): string => base32Of(secret).replace(/(.{4})(?=.)/g, '$1 ')

/** Opens an app with codes, where there is one. */
export const otpauthUri = (secret: Uint8Array, label: string): string => totpOf(secret, label).toString()

/** Sixteen letters and digits, 80 bits of chance: 'abcd-efgh-2345-6723'. */
export const drawRecoveryCode = (): string =>
  base32Of(randomBytes(10))
    .toLowerCase()
    .replace(/(.{4})(?=.)/g, '$1-')

/** As people type it: spaces, dashes and capitals make no difference, and there is no 0 or 1 to mistake for o or l. */
export const plainRecoveryCode = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('0', 'o')
    .replaceAll('1', 'l')
    .replace(/[^a-z2-7]/g, '')
