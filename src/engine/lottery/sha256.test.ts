import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256Hex } from './sha256.ts'

test.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
])('the published digests of NIST: %.20s', (text, digest) => {
  expect(sha256Hex(text)).toBe(digest)
})

const nodeDigest = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

test('every length around the ends of blocks is as in another implementation', () => {
  for (let length = 0; length <= 200; length++) {
    const text = 'x'.repeat(length)
    expect(sha256Hex(text)).toBe(nodeDigest(text))
  }
})

test('any text, of one to four bytes per character, is as in another implementation', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      (text) => sha256Hex(text) === nodeDigest(text),
    ),
    { numRuns: 1_000 },
  )
  for (const text of ['é', '€', '😀', '\ud800', 'a\udc00b', '\uffff\u{10ffff}\u07ff\u0800']) {
    expect(sha256Hex(text)).toBe(nodeDigest(text))
  }
})
