const INITIAL = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]

const ROUND = new Uint32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
])

/**
 * The SHA-256 digest of a text in UTF-8, as 64 lower-case hexadecimal characters. Half a surrogate pair counts as
 * U+FFFD, as in the encoders of Node and browsers.
 *
 * Written here, because a draw must be the same wherever it is verified and the engine has no packages.
 *
 * Source: NIST, FIPS PUB 180-4, Secure Hash Standard (2015), 5.1.1, 6.2.
 */
export function sha256Hex(text: string): string {
  const bytes = paddedUtf8(text)
  const state = Uint32Array.from(INITIAL)
  const schedule = new Uint32Array(64)
  for (let at = 0; at < bytes.length; at += 64) {
    fillSchedule(schedule, bytes, at)
    compress(state, schedule)
  }
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('')
}

/** The bytes of the text, a 1, zeros, and the length in bits: whole blocks of 64 bytes. */
function paddedUtf8(text: string): Uint8Array {
  const room = new Uint8Array(3 * text.length + 72)
  const length = writeUtf8(room, text)
  const bytes = room.subarray(0, 64 * Math.ceil((length + 9) / 64)).slice()
  bytes[length] = 0x80
  let bits = 8 * length
  for (let at = bytes.length - 1; bits > 0; at--) {
    bytes[at] = bits % 256
    bits = Math.floor(bits / 256)
  }
  return bytes
}

/** Returns how many bytes were written. */
function writeUtf8(bytes: Uint8Array, text: string): number {
  let at = 0
  for (const character of text) {
    const read = character.codePointAt(0)!
    const point = read >= 0xd800 && read <= 0xdfff ? 0xfffd : read
    if (point < 0x80) bytes[at++] = point
    else {
      const following = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3
      bytes[at++] = ((0x780 >> following) & 0xff) | (point >> (6 * following))
      for (let shift = 6 * (following - 1); shift >= 0; shift -= 6) {
        bytes[at++] = 0x80 | ((point >> shift) & 0x3f)
      }
    }
  }
  return at
}

const rotated = (word: number, bits: number) => (word >>> bits) | (word << (32 - bits))

/** FIPS 180-4, 6.2.2 step 1: W. */
function fillSchedule(schedule: Uint32Array, bytes: Uint8Array, at: number): void {
  for (let t = 0; t < 16; t++) {
    const i = at + 4 * t
    schedule[t] = (bytes[i]! << 24) | (bytes[i + 1]! << 16) | (bytes[i + 2]! << 8) | bytes[i + 3]!
  }
  for (let t = 16; t < 64; t++) {
    const w15 = schedule[t - 15]!
    const w2 = schedule[t - 2]!
    const sigma0 = rotated(w15, 7) ^ rotated(w15, 18) ^ (w15 >>> 3)
    const sigma1 = rotated(w2, 17) ^ rotated(w2, 19) ^ (w2 >>> 10)
    schedule[t] = sigma1 + schedule[t - 7]! + sigma0 + schedule[t - 16]!
  }
}

/** FIPS 180-4, 6.2.2 steps 2-4: a to h, and the next state. */
function compress(state: Uint32Array, schedule: Uint32Array): void {
  let a = state[0]!
  let b = state[1]!
  let c = state[2]!
  let d = state[3]!
  let e = state[4]!
  let f = state[5]!
  let g = state[6]!
  let h = state[7]!
  for (let t = 0; t < 64; t++) {
    const sum1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
    const sum0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
    const first = (h + sum1 + ((e & f) ^ (~e & g)) + ROUND[t]! + schedule[t]!) | 0
    const second = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  const after = [a, b, c, d, e, f, g, h]
  for (let i = 0; i < 8; i++) state[i] = state[i]! + after[i]!
}
