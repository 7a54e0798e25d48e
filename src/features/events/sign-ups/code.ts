import { randomInt } from 'node:crypto'

/** Digits and capitals that nobody mistakes for each other when reading aloud (Crockford's base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 10

/** 50 bits of chance: what is published of a firm in a lottery. It says nothing of the firm. */
export const drawCode = (): string =>
  Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
