import { expect, test } from 'vitest'
import { findPersonalWords, withoutPersonalWords } from './personal-words.ts'

test.each([
  ['jan.jansen@bedrijf.example', 'email'],
  ['Bel 0592 123456 na de middag', 'phone'],
  ['Bel 06-12345678.', 'phone'],
  ['Bel +31 (0)6 12 34 56 78', 'phone'],
  ['Beste Jan,\n\nDit is het antwoord.', 'salutation'],
  ['Zoals [naam] al zei.', 'placeholder'],
])('%s: %s', (text, kind) => {
  expect(findPersonalWords(text).map((found) => found.kind)).toEqual([kind])
})

test.each([
  'Verordening (EU) 2024/2847, artikel 71',
  'Tussen 2019 en 2026 kostte dat 1.250.000 euro, of 0,75 × 0,90 × 0,95.',
  'De beste keuze is een dag wachten.',
  'ISO 10303-242 en ISO/IEC 20922',
])('nothing in: %s', (text) => {
  expect(findPersonalWords(text)).toEqual([])
})

test('an answer becomes a text without whoever asked', () => {
  const answer = `Beste meneer De Vries,

Begin bij één machine. Jan de Vries kan mij mailen op jan@devries.example of bellen op 06 12345678.

- Kies de drukste. Vriesweer maakt niet uit.

Met vriendelijke groet,
Anna Bakker
Hub Noord`
  expect(
    withoutPersonalWords(answer, ['Jan de Vries']),
  ).toBe(`Begin bij één machine. [naam] kan mij mailen op [e-mailadres] of bellen op [telefoonnummer].

- Kies de drukste. Vriesweer maakt niet uit.`)
})

test('a text that is nothing but a salutation is left', () => {
  expect(withoutPersonalWords('Beste Jan', [])).toBe('Beste Jan')
})
