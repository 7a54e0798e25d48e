import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sealOf, sealWith } from './seal.ts'

const KEY = Buffer.alloc(32, 1)
const SECRET = Buffer.from('a secret of twenty b')

test('what was sealed opens for the same purpose with the same key, and for nothing else', () => {
  const sealed = sealWith(KEY).close(SECRET, 'of a')
  expect(Buffer.from(sealWith(KEY).open(sealed, 'of a'))).toEqual(SECRET)
  expect(() => sealWith(KEY).open(sealed, 'of b')).toThrow()
  expect(() => sealWith(Buffer.alloc(32, 2)).open(sealed, 'of a')).toThrow()
})

test('the same secret never looks the same twice', () => {
  const all = Array.from({ length: 50 }, () => sealWith(KEY).close(SECRET, 'of a'))
  expect(new Set(all).size).toBe(50)
})

test('a change of any one byte is found', () => {
  const bytes = Buffer.from(sealWith(KEY).close(SECRET, 'of a').slice(3), 'base64url')
  for (let index = 0; index < bytes.length; index++) {
    const changed = Buffer.from(bytes)
    changed[index]! ^= 1
    expect(() => sealWith(KEY).open(`v1.${changed.toString('base64url')}`, 'of a')).toThrow()
  }
})

test.each(['', 'v1.', 'v1.AAAA', 'v2.AAAA', 'plain'])('%j was never sealed', (text) => {
  expect(() => sealWith(KEY).open(text, 'of a')).toThrow()
})

test('beside the embedded database the key is a file, made once, for this user alone', () => {
  const dataDir = join(mkdtempSync(join(tmpdir(), 'schakel-seal-')), 'data')
  const first = sealOf({ dataDir })
  const second = sealOf({ dataDir })
  if (!first.ok || !second.ok) throw new Error('no seal')
  expect(Buffer.from(second.value.open(first.value.close(SECRET, 'of a'), 'of a'))).toEqual(SECRET)
  const file = join(dataDir, 'secret.key')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(Buffer.from(readFileSync(file, 'utf8'), 'base64')).toHaveLength(32)
  rmSync(dataDir, { recursive: true })
})

test('on a server the key is a setting; without it there is a refusal that says so', () => {
  const databaseUrl = 'postgres://x'
  expect(sealOf({ databaseUrl, dataDir: '/nowhere' })).toMatchObject({
    ok: false,
    error: expect.stringContaining('SECRET_KEY must be set'),
  })
  const secretKey = randomBytes(32).toString('base64')
  expect(sealOf({ databaseUrl, dataDir: '/nowhere', secretKey })).toMatchObject({ ok: true })
})
