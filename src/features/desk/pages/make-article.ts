import type { CaseView } from '../case-view.ts'

/** `names` are of whoever asked: the library takes them out wherever they stand. */
export type ArticleDraft = Readonly<{
  title: string
  body: string
  names: readonly string[]
  steps: readonly string[]
  topic: string
}>

/**
 * A draft of the last answer of a case under its subject; nothing where there is no answer yet. The name and the
 * address of whoever asked are left out where they stand as such; whoever publishes it reads it first.
 */
export function articleOf(shown: CaseView): ArticleDraft | undefined {
  const { subject, messages, askerName, askerEmail, step, topic } = shown
  const answer = messages.findLast(({ kind }) => kind === 'answer')
  if (answer === undefined) return undefined
  const names = [askerName, askerEmail].filter((piece) => piece.trim().length > 2)
  const withoutAsker = (text: string) => names.reduce((left, piece) => left.replaceAll(piece, '…'), text)
  return {
    title: withoutAsker(subject),
    body: withoutAsker(answer.body),
    names,
    steps: step === '' ? [] : [step],
    topic,
  }
}
