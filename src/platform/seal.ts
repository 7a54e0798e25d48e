import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import type { Config } from './config.ts'

/**
 * Seals secrets that must be read again, with a key that is not in the database: AES-256-GCM. `purpose` says what the
 * secret is for and whose it is; sealed for one purpose, it opens for no other.
 */
export type Seal = Readonly<{
  close: (secret: Uint8Array, purpose: string) => string
  /** @throws Error where it was changed, is of another purpose, or was sealed with another key */
  open: (sealed: string, purpose: string) => Uint8Array
}>

const VERSION = 'v1'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32

/**
 * The seal of this installation: SECRET_KEY, or, beside the embedded database, a key file that is made at first use. A
 * server may have many processes and no folder of its own: it is refused without SECRET_KEY.
 */
export function sealOf({
  secretKey,
  databaseUrl,
  dataDir,
}: Pick<Config, 'secretKey' | 'databaseUrl' | 'dataDir'>): Result<Seal, string> {
  if (secretKey !== undefined) return ok(sealWith(Buffer.from(secretKey, 'base64')))
  if (databaseUrl !== undefined) {
    return refuse(
      'SECRET_KEY must be set where DATABASE_URL is, to keep second factors: 32 bytes in base64 (openssl rand -base64 32).',
    )
  }
  return ok(sealWith(keyOfFolder(dataDir)))
}

/** Reads DATA_DIR/secret.key, or makes it; for the eyes of this user alone. */
function keyOfFolder(dataDir: string): Buffer {
  const file = join(dataDir, 'secret.key')
  mkdirSync(dataDir, { recursive: true })
  try {
    writeFileSync(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return Buffer.from(readFileSync(file, 'utf8'), 'base64')
}

export function sealWith(key: Buffer): Seal {
  if (key.length !== KEY_BYTES)
    throw new TypeError(`a key to seal with has ${KEY_BYTES} bytes, not ${key.length}`)
  return {
    close: (secret, purpose) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose))
      const content = Buffer.concat([cipher.update(secret), cipher.final()])
      return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64url')}`
    },
    open: (sealed, purpose) => {
      const [version, body = ''] = sealed.split('.')
      const bytes = Buffer.from(body, 'base64url')
      if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES) throw new Error('this is not sealed')
      const nonce = bytes.subarray(0, NONCE_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
    },
  }
}
