import { BUSINESS_TYPES } from '#engine/advice/population.ts'
import type { Block } from '#engine/disclosure/block.ts'
import { type LeafData, type PeerTree, leafCountOf } from '#engine/disclosure/peer-tree.ts'
import { medianClassOf, outOfTen, shownGroups } from '#engine/disclosure/shown-groups.ts'
import { updateTable } from '#engine/disclosure/update-table.ts'
import { SIZE_CLASSES } from '#engine/population/firm-cell.ts'
import type { PeerScan, Published, PublishedTable, Working } from './contract.ts'
import type { DisclosureSetting } from './disclosure-setting.ts'
import type { PeerQuestion } from './peer-questions.ts'

/** Size classes, and within each the type of business. A firm that did not tell both is not counted. */
export const PEER_TREE: PeerTree = { parts: SIZE_CLASSES, kinds: BUSINESS_TYPES }

type WorkingTable = Working['tables'][string]

/**
 * The comparison of a quarter: every question by itself, under disclosure control, compared with the one before.
 * What was published before and can't be made anew (other categories; amounts without a secret p) stays as it was.
 */
export function makeTables(
  scans: readonly PeerScan[],
  questions: readonly PeerQuestion[],
  before: Working | undefined,
  setting: DisclosureSetting,
  quarter: string,
): Readonly<{ published: Published; working: Working }> {
  if (before !== undefined && !isSameTree(before)) {
    throw new Error('the groups of the comparison changed: earlier snapshots can no longer be compared with')
  }
  const byLeaf = leavesOf(scans)
  const tables = questions.map((question) => {
    const earlier = before?.tables[question.id]
    const table = tableOf(question, byLeaf, earlier, setting, quarter)
    return [question.id, table] as const
  })
  const shown = tables.map(([id, table]) => publishedTable(id, table))
  return {
    published: {
      format: 1,
      quarter,
      minimumFirms: setting.rules.minimumFirms,
      tables: shown.filter(({ groups }) => groups.length > 0),
    },
    working: {
      format: 1,
      parts: [...PEER_TREE.parts],
      kinds: [...PEER_TREE.kinds],
      tables: { ...before?.tables, ...Object.fromEntries(tables) },
    },
  }
}

function tableOf(
  question: PeerQuestion,
  byLeaf: readonly (readonly PeerScan[])[],
  earlier: WorkingTable | undefined,
  { rules, isForAmounts }: DisclosureSetting,
  quarter: string,
): WorkingTable {
  const { categories, amountOf } = question
  const isOther = earlier !== undefined && earlier.categories.join('|') !== categories.join('|')
  if (isOther || (amountOf !== undefined && !isForAmounts)) {
    return earlier ?? { categories: [...categories], blocks: [] }
  }

  const data = byLeaf.map((scans): LeafData => dataOf(scans, question))
  const blocks = updateTable(PEER_TREE, earlier?.blocks ?? [], data, rules, quarter)
  return { categories: [...categories], blocks: blocks.map(copyOf) }
}

function dataOf(scans: readonly PeerScan[], { categories, categoryOf, amountOf }: PeerQuestion): LeafData {
  const given = scans.map(categoryOf)
  const counts = categories.map((category) => given.filter((answer) => answer === category).length)
  return amountOf === undefined
    ? { counts }
    : { counts, contributions: scans.flatMap((scan) => amountOf(scan) ?? []) }
}

function leavesOf(scans: readonly PeerScan[]): readonly (readonly PeerScan[])[] {
  const leaves = Array.from({ length: leafCountOf(PEER_TREE) }, (): PeerScan[] => [])
  for (const scan of scans) {
    const { sizeClass, businessType } = scan.cell
    if (sizeClass === undefined || businessType === undefined) continue
    const part = SIZE_CLASSES.indexOf(sizeClass)
    leaves[part * BUSINESS_TYPES.length + BUSINESS_TYPES.indexOf(businessType)]?.push(scan)
  }
  return leaves
}

function publishedTable(id: string, { categories, blocks }: WorkingTable): PublishedTable {
  const groups = shownGroups(PEER_TREE, blocks).map(({ id: group, counts, firms, asOf }) => {
    const median = medianClassOf(counts)
    const isAmount = id.startsWith('ratio:')
    return isAmount && median !== undefined
      ? { group, firms, asOf, medianCategory: categories[median] }
      : { group, firms, asOf, outOfTen: [...outOfTen(counts)] }
  })
  return { id, categories, groups }
}

const isSameTree = ({ parts, kinds }: Working) =>
  parts.join('|') === PEER_TREE.parts.join('|') && kinds.join('|') === PEER_TREE.kinds.join('|')

const copyOf = ({ leaves, counts, asOf }: Block) => ({ leaves: [...leaves], counts: [...counts], asOf })
