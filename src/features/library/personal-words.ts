/** What in a text may lead to somebody, and what stands in the place of something that was taken out. */
export type PersonalWords = Readonly<{
  kind: 'email' | 'phone' | 'salutation' | 'placeholder'
  text: string
}>

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu
/** Dutch numbers as people write them: 0592 123456, 06-12 34 56 78, +31 (0)6 12345678. */
const PHONE =
  /(?<![\p{L}\p{N}.,/-])(?:\+\s?31|0031|0)[\s-]?(?:\(0\)[\s-]?)?[1-9](?:[\s./-]?\d){7,8}(?![\p{L}\p{N}])/gu
const SALUTATION =
  /^(?:beste|geachte|hallo|dag|hoi|hi|goedemorgen|goedemiddag|dear|hello)\b[^\n.!?]{0,60}$/gimu
const CLOSING =
  /^(?:(?:met|hartelijke|vriendelijke|veel|beste|kind|best|warm)\s+){0,3}(?:groet|groeten|groetjes|regards|mvg)\b.*$/imu

export const PLACEHOLDERS = { email: '[e-mailadres]', phone: '[telefoonnummer]', name: '[naam]' } as const

/** What a reader must look at before a text is public; nothing where there is nothing. A name is not recognised. */
export function findPersonalWords(text: string): readonly PersonalWords[] {
  const found = (kind: PersonalWords['kind'], pattern: RegExp) =>
    [...text.matchAll(pattern)].map(([words]): PersonalWords => ({ kind, text: words.trim() }))
  const placeholders = Object.values(PLACEHOLDERS).filter((placeholder) => text.includes(placeholder))
  return [
    ...placeholders.map((words): PersonalWords => ({ kind: 'placeholder', text: words })),
    ...found('email', EMAIL),
    ...found('phone', PHONE),
    ...found('salutation', SALUTATION),
  ]
}

/**
 * Takes out what leads to whoever asked: the salutation, all from the closing on, addresses, telephone numbers, and the
 * names given, whole and in pieces. What was inside a sentence leaves a placeholder, so that a reader mends it.
 */
export function withoutPersonalWords(text: string, names: readonly string[]): string {
  const lines = text.replace(/\r\n?/g, '\n').trim()
  const closing = lines.match(CLOSING)?.index ?? lines.length
  const kept = (closing > 0 ? lines.slice(0, closing) : lines).trim()
  const body =
    new RegExp(SALUTATION.source, 'imu').exec(kept)?.index === 0 ? kept.replace(/^[^\n]*\n?/, '') : kept
  const bare = (body.trim() === '' ? kept : body)
    .replace(EMAIL, PLACEHOLDERS.email)
    .replace(PHONE, PLACEHOLDERS.phone)
  return piecesOf(names)
    .reduce((left, piece) => left.replace(wholeWord(piece), PLACEHOLDERS.name), bare)
    .replace(/\[naam\](?:\s+\[naam\])+/g, PLACEHOLDERS.name)
    .trim()
}

/** A name, and its words of three letters or more that begin with a capital: "Jan de Vries" → whole, "Jan", "Vries". */
function piecesOf(names: readonly string[]): readonly string[] {
  const pieces = names.flatMap((name) => [
    name.trim(),
    ...name.split(/\s+/).filter((word) => /^\p{Lu}\p{L}{2,}$/u.test(word)),
  ])
  return [...new Set(pieces)].filter(({ length }) => length > 2).toSorted((a, b) => b.length - a.length)
}

const wholeWord = (piece: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}])${piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'giu')
