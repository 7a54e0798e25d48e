const INLINE_BYTES = 12 // up to here DuckDB keeps a text within its 16 bytes
const WORDS = 4

/**
 * Numbers keys of 128 bits from 0, in order of first appearance. A key is a text of at most 12 bytes as DuckDB holds it
 * (length, bytes, zeros), the MD5 of a longer text, or the bits of a whole number; one table holds one kind.
 */
export class KeyTable {
  size = 0
  readonly #kind: 'text' | 'integer' | 'double'
  #words = new Int32Array(1_024 * WORDS)
  #slots = new Int32Array(4_096) // number + 1, 0 is free
  #longNames: Uint8Array = new Uint8Array(0)
  #longSpans = new Float64Array(0) // start and end by number; 0, 0 where the key is the text
  #longBytes = 0

  constructor(kind: 'text' | 'integer' | 'double') {
    this.#kind = kind
  }

  /** Number of a key; -1 where it is new: then `add` it. */
  find(a: number, b: number, c: number, d: number): number {
    const slots = this.#slots
    const words = this.#words
    const mask = slots.length - 1
    for (let slot = mixed(a, b, c, d) & mask; ; slot = (slot + 1) & mask) {
      const number = slots[slot]! - 1
      if (number < 0) return -1
      const at = number * WORDS
      if (words[at] === a && words[at + 1] === b && words[at + 2] === c && words[at + 3] === d) return number
    }
  }

  /** @param longName  the text itself, where the key is its MD5 */
  add(a: number, b: number, c: number, d: number, longName?: string): number {
    const number = this.size++
    if (this.size * WORDS > this.#words.length) this.#words = doubled(this.#words)
    this.#words.set([a, b, c, d], number * WORDS)
    if (longName !== undefined) this.#keepLongName(number, longName)
    if (this.size * 2 > this.#slots.length) this.#rehash()
    else this.#place(number)
    return number
  }

  /** The key as it stands in the file. */
  nameOf(number: number): string {
    const bytes = new Uint8Array(this.#words.buffer, number * WORDS * 4, WORDS * 4)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (this.#kind === 'integer') return String(view.getBigInt64(0, true))
    if (this.#kind === 'double') return String(view.getFloat64(0, true))
    const [start = 0, end = 0] = this.#longSpans.subarray(number * 2, number * 2 + 2)
    if (end === 0) return Buffer.from(bytes.subarray(4, 4 + view.getInt32(0, true))).toString()
    return Buffer.from(this.#longNames.subarray(start, end)).toString()
  }

  #place(number: number): void {
    const slots = this.#slots
    const words = this.#words
    const mask = slots.length - 1
    const at = number * WORDS
    let slot = mixed(words[at]!, words[at + 1]!, words[at + 2]!, words[at + 3]!) & mask
    while (slots[slot] !== 0) slot = (slot + 1) & mask
    slots[slot] = number + 1
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 4)
    for (let number = 0; number < this.size; number++) this.#place(number)
  }

  #keepLongName(number: number, name: string): void {
    if (number * 2 >= this.#longSpans.length) {
      const spans = new Float64Array(Math.max(2_048, number * 4))
      spans.set(this.#longSpans)
      this.#longSpans = spans
    }
    const bytes = Buffer.from(name)
    const end = this.#longBytes + bytes.length
    if (end > this.#longNames.length) {
      const names = new Uint8Array(Math.max(65_536, end * 2))
      names.set(this.#longNames)
      this.#longNames = names
    }
    this.#longNames.set(bytes, this.#longBytes)
    this.#longSpans.set([this.#longBytes, end], number * 2)
    this.#longBytes = end
  }
}

/** Whether a text of so many bytes is a key as it is. */
export const isInline = (bytes: number) => bytes <= INLINE_BYTES

function doubled(old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const next = new Int32Array(old.length * 2)
  next.set(old)
  return next
}

function mixed(a: number, b: number, c: number, d: number): number {
  let hash = Math.imul(a ^ (a >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ b ^ (hash >>> 13), 0xc2b2ae35)
  hash = Math.imul(hash ^ c ^ (hash >>> 16), 0x27d4eb2f)
  hash = Math.imul(hash ^ d ^ (hash >>> 15), 0x165667b1)
  return (hash ^ (hash >>> 16)) >>> 0
}
