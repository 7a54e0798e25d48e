import { roomFor } from './growing.ts'

/**
 * For each term the documents that have it, each with a strength of 1 to 255: 32 bits for a document, in blocks that
 * double in size and are chained. Terms get documents in any order and at any time; nothing is ever moved. The last
 * place of a block says where the next one begins.
 */
export type Postings = {
  pool: Uint32Array
  used: number // place 0 is no block
  counts: Uint32Array // by term, as what follows
  heads: Uint32Array // where the first block begins
  tails: Uint32Array // place of the next entry
  ends: Uint32Array // place of the link of the last block
  sizes: Uint32Array // entries of the last block
}

const FIRST_BLOCK = 2
const LARGEST_BLOCK = 1024
export const MOST_DOCUMENTS = 2 ** 24
const TERMS = 1 << 12

export const emptyPostings = (): Postings => ({
  pool: new Uint32Array(1 << 16),
  used: 1,
  counts: new Uint32Array(TERMS),
  heads: new Uint32Array(TERMS),
  tails: new Uint32Array(TERMS),
  ends: new Uint32Array(TERMS),
  sizes: new Uint32Array(TERMS),
})

export function addPosting(postings: Postings, term: number, document: number, strength: number): void {
  makeRoom(postings, term)
  if (postings.tails[term] === postings.ends[term]) openBlock(postings, term)
  const place = postings.tails[term]!
  postings.pool[place] = document * 256 + strength
  postings.tails[term] = place + 1
  postings.counts[term] = postings.counts[term]! + 1
}

export const countPostings = ({ counts }: Postings, term: number): number => counts[term] ?? 0

export function eachPosting(
  postings: Postings,
  term: number,
  visit: (document: number, strength: number) => void,
): void {
  const { pool } = postings
  let left = countPostings(postings, term)
  let start = postings.heads[term] ?? 0
  for (let size = FIRST_BLOCK; left > 0; size = Math.min(size * 2, LARGEST_BLOCK)) {
    const length = Math.min(size, left)
    for (let at = start; at < start + length; at++) visit(pool[at]! >>> 8, pool[at]! & 255)
    left -= length
    start = pool[start + size]!
  }
}

export const bytesOfPostings = ({ pool, counts }: Postings): number => 4 * (pool.length + 5 * counts.length)

function makeRoom(postings: Postings, term: number): void {
  if (term < postings.counts.length) return
  for (const name of ['counts', 'heads', 'tails', 'ends', 'sizes'] as const)
    postings[name] = roomFor(postings[name], term + 1)
}

function openBlock(postings: Postings, term: number): void {
  const isFirst = postings.heads[term] === 0
  const size = isFirst ? FIRST_BLOCK : Math.min(postings.sizes[term]! * 2, LARGEST_BLOCK)
  const start = postings.used
  postings.used += size + 1
  postings.pool = roomFor(postings.pool, postings.used)
  if (isFirst) postings.heads[term] = start
  else postings.pool[postings.ends[term]!] = start
  postings.sizes[term] = size
  postings.tails[term] = start
  postings.ends[term] = start + size
}
