import { expect, test } from 'vitest'
import { uuidOf } from './uuid.ts'

test('the same kind and slug are the same number, and it is a UUID of version 5', () => {
  expect(uuidOf('organisation', 'noord')).toBe('38a1d00d-02b8-5dc8-af0a-9adcc7736f58') // as Python's uuid.uuid5 has it
  expect(uuidOf('organisation', 'noord')).toMatch(
    /^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
  )
  expect(new Set([uuidOf('a', 'b'), uuidOf('a', 'c'), uuidOf('b', 'b'), uuidOf('a/b', '')]).size).toBe(4)
})
