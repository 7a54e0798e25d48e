/** What one kind of visitor sends, as `KINDS` in mix.ts names it. */
export type Kind = string

/** One request of a visitor, and what its answer must look like. */
export type LoadRequest = Readonly<{
  kind: Kind
  path: string
  form?: Readonly<Record<string, string>> // absent: it is looked at with GET
  cookie?: string | undefined
  visitor: string // the address in X-Forwarded-For
  expect: Expected
}>

/** A page with a word in it, or a way on to another page. */
export type Expected = Readonly<{ status: 200; word: string }> | Readonly<{ status: 303; to: RegExp }>

export type LoadReply = Readonly<{ status: number; location: string; text: string }>

/** A visitor who does one thing after another: gives a request, gets the answer, gives the next one, or leaves. */
export type Walk = Generator<LoadRequest, void, LoadReply>

export const encoded = (form: Readonly<Record<string, string>>): string =>
  new URLSearchParams(form).toString()

/** Why an answer is not what it should be; undefined where it is. */
export function faultOf({ expect }: LoadRequest, { status, location, text }: LoadReply): string | undefined {
  if (status !== expect.status) return `status ${status} instead of ${expect.status}`
  if (expect.status === 303) return expect.to.test(location) ? undefined : `leads to ${location}`
  return text.includes(expect.word) ? undefined : `a page without "${expect.word}"`
}
