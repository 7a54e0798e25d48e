import highsLoader from 'highs'
import { describe, expect, test } from 'vitest'
import {
  RULES,
  TREE,
  attackByPropagation,
  attackProgramme,
  changesBetween,
  hiddenGroups,
  laterTable,
  randomTable,
  withoutOne,
} from './attack.test-data.ts'
import { type Block, mayBeBlock } from './block.ts'
import { type LeafData, groupsOf, unionOf } from './peer-tree.ts'
import { isDominated, isUniform } from './rules.ts'
import { shownGroups } from './shown-groups.ts'
import { type Tally, totalOf } from './tally.ts'
import { updateTable } from './update-table.ts'

const loadHighs = highsLoader as unknown as typeof highsLoader.default // its types say otherwise
const SEEDS = Array.from({ length: 200 }, (_, seed) => seed)
const firstOf = (data: readonly LeafData[]) => updateTable(TREE, [], data, RULES, '1')
const MARGIN = RULES.pPercent / 100

/** Sums of whole blocks: all that can be had from a table by adding and subtracting. */
const derivable = (blocks: readonly Block[]) =>
  Array.from({ length: 2 ** blocks.length - 1 }, (_, index) =>
    blocks.filter((_block, bit) => ((index + 1) >> bit) & 1),
  )

/** Cell and part as a firm of the cell sees them: without its own answer, from inside the part or from outside. */
const insiders = (cell: Tally, part: Tally) =>
  cell.flatMap((count, own) => {
    const without = (tally: Tally) => tally.map((value, answer) => (answer === own ? value - 1 : value))
    const inside = part[own]! > 0 ? [[without(cell), without(part)] as const] : []
    const outside = count > part[own]! ? [[without(cell), part] as const] : []
    return [...inside, ...outside]
  })

describe('an attacker who has all that is published', () => {
  test('finds every hidden count only within an interval of at least p % of it', () => {
    let hiddenCells = 0
    for (const seed of SEEDS) {
      const data = randomTable(seed)
      const shown = shownGroups(TREE, firstOf(data))
      const answers = data[0]!.counts.length
      for (let answer = 0; answer < answers; answer++) {
        const bounds = attackByPropagation(shown, answer)
        for (const { id, leaves } of hiddenGroups(data, shown)) {
          const truth = unionOf(data, leaves).counts[answer]!
          const { min, max } = bounds.get(id)!
          expect(min).toBeLessThanOrEqual(truth)
          expect(max).toBeGreaterThanOrEqual(truth)
          expect(max - min).toBeGreaterThanOrEqual(MARGIN * truth)
          hiddenCells++
        }
      }
    }
    expect(hiddenCells).toBeGreaterThan(5_000)
  })

  test('gets the same intervals from a linear programme', async () => {
    const highs = await loadHighs({})
    const solve = (text: string) => {
      const { Status, ObjectiveValue } = highs.solve(text)
      return Status === 'Optimal' ? ObjectiveValue : Infinity
    }
    const tables = SEEDS.map((seed) => ({ seed, data: randomTable(seed) })).filter(
      ({ data }) => firstOf(data).length > 1 && firstOf(data).length < 10,
    )
    for (const { data } of tables.slice(0, 8)) {
      const shown = shownGroups(TREE, firstOf(data))
      for (const hidden of hiddenGroups(data, shown)) {
        const { min, max } = attackByPropagation(shown, 0).get(hidden.id)!
        expect(solve(attackProgramme(shown, 0, hidden, 'Minimize'))).toBeCloseTo(min, 6)
        expect(solve(attackProgramme(shown, 0, hidden, 'Maximize'))).toBeCloseTo(max, 6)
      }
    }
    expect(tables.length).toBeGreaterThanOrEqual(8)
  })

  test('who takes his own answer out of it, finds those of the others no closer', () => {
    let attackers = 0
    for (const seed of SEEDS) {
      const data = randomTable(seed)
      const shown = shownGroups(TREE, firstOf(data))
      const hidden = hiddenGroups(data, shown)
      data.forEach(({ counts }, leaf) => {
        counts.forEach((count, answer) => {
          if (count === 0 || hidden.length === 0) return
          attackers++
          const bounds = attackByPropagation(withoutOne(shown, leaf, answer), answer)
          for (const { id, leaves } of hidden) {
            const truth = unionOf(data, leaves).counts[answer]! - (leaves.includes(leaf) ? 1 : 0)
            const { min, max } = bounds.get(id)!
            expect(max - min).toBeGreaterThanOrEqual(MARGIN * truth)
          }
        })
      })
    }
    expect(attackers).toBeGreaterThan(1_000)
  })

  test('who knows how many firms each hidden group has, finds no small group either', () => {
    let protectedParts = 0
    for (const seed of SEEDS) {
      const data = randomTable(seed)
      for (const block of firstOf(data)) {
        for (const group of groupsOf(TREE)) {
          if (group.leaves.length >= block.leaves.length) continue
          if (!group.leaves.every((leaf) => block.leaves.includes(leaf))) continue
          const part = unionOf(data, group.leaves).counts
          const firms = totalOf(part)
          if (firms === 0 || firms >= RULES.minimumFirms) continue
          protectedParts++
          for (const [cell, hidden] of [[block.counts, part] as const, ...insiders(block.counts, part)]) {
            hidden.forEach((truth, answer) => {
              const size = totalOf(hidden)
              // By trying every number, where the code under test has a formula.
              const possible = Array.from({ length: size + 1 }, (_, x) => x).filter(
                (x) => x <= cell[answer]! && size - x <= totalOf(cell) - cell[answer]!,
              )
              expect(possible.at(-1)! - possible[0]!).toBeGreaterThanOrEqual(MARGIN * truth)
            })
          }
        }
      }
    }
    expect(protectedParts).toBeGreaterThan(100)
  })

  test('finds only cells that may be known, whatever he adds and subtracts', () => {
    for (const seed of SEEDS) {
      const data = randomTable(seed, true)
      const blocks = firstOf(data)
      for (const sum of derivable(blocks.slice(0, 8))) {
        const { counts, contributions } = unionOf(
          data,
          sum.flatMap(({ leaves }) => leaves),
        )
        expect(totalOf(counts)).toBeGreaterThanOrEqual(RULES.minimumFirms)
        expect(isUniform(counts, RULES)).toBe(false)
        expect(isDominated(contributions ?? [], RULES)).toBe(false)
      }
    }
  })

  test('who is himself in the sum of amounts, guesses nobody else to within p %', () => {
    for (const seed of SEEDS) {
      const data = randomTable(seed, true)
      for (const { leaves } of firstOf(data)) {
        const { contributions = [] } = unionOf(data, leaves)
        const total = totalOf(contributions)
        const [largest = 0, second = 0] = contributions.toSorted((a, b) => b - a)
        for (const own of contributions) {
          const target = own === largest ? second : largest
          expect(total - own - target).toBeGreaterThanOrEqual(MARGIN * target)
        }
      }
    }
  })
})

describe('an attacker who kept the earlier snapshot', () => {
  test.each([1, 5, 9])('sees nothing when %i firms came, went or changed', (changes) => {
    for (const seed of SEEDS) {
      const before = firstOf(randomTable(seed))
      if (before.length === 0) continue
      const later = laterTable(randomTable(seed), changes, seed)
      expect(updateTable(TREE, before, later, RULES, '2')).toEqual(before)
    }
  })

  test('sees only what at least ten firms did together, in every block and so in every sum', () => {
    let renewed = 0
    for (const seed of SEEDS) {
      let data = randomTable(seed)
      let before = firstOf(data)
      for (let quarter = 2; quarter <= 5; quarter++) {
        data = laterTable(data, 15 * quarter, seed * 10 + quarter)
        const after = updateTable(TREE, before, data, RULES, String(quarter))
        for (const side of changesBetween(before, after)) {
          expect(totalOf(side)).toBeGreaterThanOrEqual(RULES.minimumFirms)
          expect(isUniform(side, RULES)).toBe(false)
          renewed++
        }
        expect(
          after.every(
            (block) => block.asOf !== String(quarter) || mayBeBlock(TREE, data, block.leaves, RULES),
          ),
        ).toBe(true)
        before = after
      }
    }
    expect(renewed).toBeGreaterThan(100)
  })
})
