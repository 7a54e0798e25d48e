import type { Question } from '#engine/advice/question.ts'
import type { Figures } from '#features/figures/index.ts'
import { questionsOf } from '#features/scan/index.ts'

type Asked = Readonly<{ kind: string; id: string }>

/**
 * The end of the address at which the scan asks this; the engine calls a fact what the scan asks in several ways.
 *
 * @throws Error where the scan has no such question
 */
export function slugOf(asked: Asked, figures: Figures): string {
  const slug = findSlug(asked, figures)
  if (slug === undefined) throw new Error(`the scan does not ask ${asked.kind} ${asked.id}`)
  return slug
}

/** Gives each open question its page in the scan, as far as it has one. */
export const questionHref =
  (figures: Figures, hrefOf: (slug: string) => string) =>
  (question: Question): string | undefined => {
    const slug = findSlug(question, figures)
    return slug === undefined ? undefined : hrefOf(slug)
  }

function findSlug({ kind, id }: Asked, figures: Figures): string | undefined {
  const isIt = (question: ReturnType<typeof questionsOf>[number]) =>
    question.id === id && (kind === 'fact' || question.kind === kind)
  return questionsOf(figures).find(isIt)?.slug
}
