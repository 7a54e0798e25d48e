import type { Figures } from '#features/figures/index.ts'
import type { PeerScan, Published, PublishedTable } from './contract.ts'
import { type PeerQuestion, peerQuestionsOf } from './peer-questions.ts'

/** One question: what a group says, and what this firm says. Without a group nothing may be shown. */
export type Compared = Readonly<{
  id: string
  categories: readonly string[]
  group?: PublishedTable['groups'][number]
  own?: string // category
  ownAmount?: number
}>

/** Groups that a firm belongs to, the most like it first. */
export function groupsLike({ cell: { sizeClass, businessType } }: PeerScan): readonly string[] {
  if (sizeClass === undefined) return ['all']
  return businessType === undefined ? [sizeClass, 'all'] : [`${sizeClass}/${businessType}`, sizeClass, 'all']
}

/** Every question, with the first of these groups of which something may be said. */
export function compare(
  published: Published,
  figures: Figures,
  groups: readonly string[],
  own?: PeerScan,
): readonly Compared[] {
  return peerQuestionsOf(figures).map((question) => {
    const table = published.tables.find(({ id }) => id === question.id)
    const found = groups.map((group) => table?.groups.find((shown) => shown.group === group))
    const group = found.find((shown) => shown !== undefined)
    return {
      id: question.id,
      categories: table?.categories ?? question.categories,
      ...(group === undefined ? {} : { group }),
      ...ownOf(question, own),
    }
  })
}

function ownOf(
  { categoryOf, amountOf }: PeerQuestion,
  scan: PeerScan | undefined,
): Pick<Compared, 'own' | 'ownAmount'> {
  if (scan === undefined) return {}
  const [own, ownAmount] = [categoryOf(scan), amountOf?.(scan)]
  return { ...(own === undefined ? {} : { own }), ...(ownAmount === undefined ? {} : { ownAmount }) }
}

/** All groups of which something is shown, in their fixed order. */
export function groupsShown({ tables }: Published, order: readonly string[]): readonly string[] {
  return order.filter((id) => tables.some(({ groups }) => groups.some(({ group }) => group === id)))
}
