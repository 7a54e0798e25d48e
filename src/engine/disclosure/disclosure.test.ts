import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RULES, TREE, randomTable } from './attack.test-data.ts'
import { boundsWithKnownSize, isPartHidden } from './attack-bounds.ts'
import { type LeafData, leavesOfPart, unionOf } from './peer-tree.ts'
import { isDominated, isFrequent, isUniform } from './rules.ts'
import { medianClassOf, outOfTen, shownGroups } from './shown-groups.ts'
import { totalOf } from './tally.ts'
import { mayReplace, updateTable } from './update-table.ts'

const tree = { parts: ['10-19', '20-49', '50-99'], kinds: ['own', 'sub'] }
const rules = { minimumFirms: 10, maxShare: 0.9, pPercent: 15 }
const leaf = (...counts: number[]): LeafData => ({ counts })
const idsOf = (data: readonly LeafData[]) =>
  shownGroups(tree, updateTable(tree, [], data, rules, '2026-Q1')).map(({ id }) => id)

/** paper, file, typed, automatic; the example of docs/methods/disclosure.md */
const EXAMPLE = [
  leaf(3, 1, 0, 0), // 10-19 own: 4 firms
  leaf(4, 1, 1, 0), // 10-19 sub: 6
  leaf(6, 4, 3, 1), // 20-49 own: 14
  leaf(9, 5, 2, 2), // 20-49 sub: 18
  leaf(1, 1, 0, 1), // 50-99 own: 3
  leaf(2, 1, 1, 0), // 50-99 sub: 4
]

describe('worked example from docs/methods/disclosure.md', () => {
  test('four groups may be shown; the small size classes are one block', () => {
    const blocks = updateTable(tree, [], EXAMPLE, rules, '2026-Q1')
    expect(blocks.map(({ leaves, counts }) => [leaves, counts])).toEqual([
      [[2], [6, 4, 3, 1]],
      [[3], [9, 5, 2, 2]],
      [
        [0, 1, 4, 5],
        [10, 4, 2, 1],
      ],
    ])
    expect(idsOf(EXAMPLE)).toEqual(['all', '20-49', '20-49/own', '20-49/sub'])
  })

  test('three firms of 50-99 with an own product: one or none of paper up to three', () => {
    expect(boundsWithKnownSize([10, 4, 2, 1], 3, 0)).toEqual({ min: 0, max: 3 })
  })

  test('out of ten: 15, 9, 5 and 3 of 32 become 5, 3, 1 and 1', () => {
    const [, part] = shownGroups(tree, updateTable(tree, [], EXAMPLE, rules, '2026-Q1'))
    expect(part).toMatchObject({ id: '20-49', counts: [15, 9, 5, 3], firms: 32 })
    expect(outOfTen([15, 9, 5, 3])).toEqual([5, 3, 1, 1])
  })

  test('a quarter later: five firms more change nothing, twelve more renew their block only', () => {
    const before = updateTable(tree, [], EXAMPLE, rules, '2026-Q1')
    const five = EXAMPLE.map((data, index) => (index === 3 ? leaf(11, 6, 3, 3) : data))
    expect(updateTable(tree, before, five, rules, '2026-Q2')).toEqual(before)

    const twelve = EXAMPLE.map((data, index) => (index === 3 ? leaf(14, 9, 4, 3) : data))
    const after = updateTable(tree, before, twelve, rules, '2026-Q2')
    expect(after.map(({ asOf }) => asOf)).toEqual(['2026-Q1', '2026-Q2', '2026-Q1'])
    expect(shownGroups(tree, after)[0]).toMatchObject({ id: 'all', firms: 61, asOf: '2026-Q1' })
  })

  test('the p%-rule: 100, 6 and 4 are unsafe at 5 %, and 100, 6, 4 and 3 safe', () => {
    expect(isDominated([100, 6, 4], { ...rules, pPercent: 5 })).toBe(true)
    expect(isDominated([100, 6, 4, 3], { ...rules, pPercent: 5 })).toBe(false)
  })
})

describe('the rules', () => {
  test('nine firms are too few, ten are enough, and two are never enough', () => {
    expect(isFrequent([4, 5], rules)).toBe(false)
    expect(isFrequent([4, 6], rules)).toBe(true)
    expect(isFrequent([1, 1], { ...rules, minimumFirms: 1 })).toBe(false)
    expect(isFrequent([2, 1], { ...rules, minimumFirms: 1 })).toBe(true)
  })

  test('nine of ten the same may be shown, nineteen of twenty not', () => {
    expect(isUniform([9, 1], rules)).toBe(false)
    expect(isUniform([1, 19], rules)).toBe(true)
  })

  test('(2, 80) dominance and p = 25 agree where the handbook says so: two firms with 80 % of the total', () => {
    expect(isDominated([40, 40, 10, 10], { ...rules, pPercent: 25 })).toBe(false)
    expect(isDominated([80, 0, 19], { ...rules, pPercent: 25 })).toBe(true)
  })

  test('of negative amounts the size counts, and nothing but zeros is safe', () => {
    expect(isDominated([-100, 1, -1], rules)).toBe(true)
    expect(isDominated([-100, -90, 50, 50], rules)).toBe(false)
    expect(isDominated([0, 0, 0], rules)).toBe(false)
    expect(isDominated([], rules)).toBe(false)
  })

  test('a union of cells that meet the p%-rule meets it', () => {
    const cell = fc.array(fc.integer({ min: 100, max: 1_000 }), { minLength: 3, maxLength: 12 })
    fc.assert(
      fc.property(cell, cell, (a, b) => {
        fc.pre(!isDominated(a, rules) && !isDominated(b, rules))
        expect(isDominated([...a, ...b], rules)).toBe(false)
      }),
    )
  })
})

describe('complementary suppression', () => {
  test('a size class of three firms never follows from the total: another one goes with it', () => {
    const data = [leaf(2, 1), leaf(0, 0), leaf(8, 9), leaf(7, 8), leaf(12, 11), leaf(9, 9)]
    const shown = idsOf(data)
    expect(shown).toContain('all')
    expect(shown).toContain('50-99')
    expect(shown).not.toContain('10-19')
    expect(shown).not.toContain('20-49') // the smallest that hides the three
  })

  test('two size classes of five may be known together, so the third stands by itself', () => {
    const data = [leaf(3, 2), leaf(0, 0), leaf(2, 3), leaf(0, 0), leaf(12, 11), leaf(9, 9)]
    expect(idsOf(data)).toEqual(['all', '50-99', '50-99/own', '50-99/sub'])
  })

  test('a kind is hidden with the other kind of its size class', () => {
    const data = [leaf(6, 5), leaf(2, 1), leaf(8, 9), leaf(7, 8), leaf(12, 11), leaf(9, 9)]
    const shown = idsOf(data)
    expect(shown).toContain('10-19')
    expect(shown.filter((id) => id.startsWith('10-19/'))).toEqual([])
    expect(shown).toContain('20-49/own')
  })

  test('nothing at all where all firms together are too few or too much alike', () => {
    expect(idsOf([leaf(5, 4), leaf(0, 0), leaf(0, 0), leaf(0, 0), leaf(0, 0), leaf(0, 0)])).toEqual([])
    expect(idsOf([leaf(50, 1), leaf(50, 1), leaf(0, 0), leaf(0, 0), leaf(0, 0), leaf(0, 0)])).toEqual([])
  })

  test('the blocks hold every leaf once, and all their firms', () => {
    for (let seed = 0; seed < 200; seed++) {
      const data = randomTable(seed)
      const blocks = updateTable(TREE, [], data, RULES, '1')
      if (blocks.length === 0) continue
      const leaves = blocks.flatMap((block) => block.leaves).toSorted((a, b) => a - b)
      expect(leaves).toEqual(data.map((_, index) => index))
      expect(totalOf(blocks.map(({ counts }) => totalOf(counts)))).toBe(totalOf(unionOf(data, leaves).counts))
    }
  })

  test('bounds with known sizes are the ones that every possible table gives', () => {
    const count = fc.integer({ min: 0, max: 6 })
    fc.assert(
      fc.property(fc.array(count, { minLength: 2, maxLength: 4 }), fc.nat(6), (cell, drawn) => {
        const firms = Math.min(drawn, totalOf(cell))
        const possible = Array.from({ length: 7 }, (_, x) => x).filter(
          (x) => x <= cell[0]! && x <= firms && firms - x <= totalOf(cell) - cell[0]!,
        )
        expect(boundsWithKnownSize(cell, firms, 0)).toEqual({ min: possible[0], max: possible.at(-1) })
      }),
    )
  })

  test('a part is hidden among others only, and also from the firms of its cell', () => {
    expect(isPartHidden([2, 10], [2, 0], 15)).toBe(true)
    expect(isPartHidden([10, 1], [5, 1], 15)).toBe(false) // the one that differs knows what all others said
    expect(isPartHidden([10, 1], [5, 0], 15)).toBe(false) // also when it is in the other part
    expect(isPartHidden([1, 0], [1, 0], 15)).toBe(false) // nothing to hide among
  })
})

describe('a later snapshot', () => {
  test.each([
    ['nothing changed', [8, 8], [8, 8], false],
    ['nine firms came', [8, 8], [13, 12], false],
    ['ten firms came, of both answers', [8, 8], [13, 13], true],
    ['ten firms came with the same answer', [8, 8], [18, 8], false],
    ['twenty came and one left', [20, 20, 5], [30, 30, 4], false],
    ['ten firms left', [20, 20], [15, 15], true],
  ] as const)('%s', (_, before, now, may) => {
    expect(mayReplace(before, now, rules)).toBe(may)
  })

  test('a block that would fall under ten firms stays as it was', () => {
    const before = updateTable(tree, [], EXAMPLE, rules, '1')
    const fewer = EXAMPLE.map((data, index) => (index === 3 ? leaf(2, 1, 1, 1) : data))
    expect(updateTable(tree, before, fewer, rules, '2')).toEqual(before)
  })

  test('a block splits once its groups may stand alone', () => {
    const before = updateTable(tree, [], EXAMPLE, rules, '1')
    const more = EXAMPLE.map(({ counts }) => leaf(...counts.map((count) => count + 6)))
    const after = updateTable(tree, before, more, rules, '2')
    expect(after).toHaveLength(6)
    expect(after.every(({ asOf }) => asOf === '2')).toBe(true)
  })
})

describe('what is shown', () => {
  test('whole firms out of ten always add up to ten', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 6 }), (counts) => {
        const tenths = outOfTen(counts)
        expect(totalOf(tenths)).toBe(totalOf(counts) === 0 ? 0 : 10)
        for (const [index, tenth] of tenths.entries()) {
          expect(Math.abs(tenth - (10 * counts[index]!) / Math.max(1, totalOf(counts)))).toBeLessThan(1)
        }
      }),
    )
  })

  test('the class of the middle firm', () => {
    expect(medianClassOf([3, 4, 5])).toBe(1)
    expect(medianClassOf([5, 0, 5])).toBe(0)
    expect(medianClassOf([0, 0])).toBeUndefined()
  })

  test('leaves of a part lie beside each other', () => {
    expect(leavesOfPart(tree, 1)).toEqual([2, 3])
  })

  test('does not change the tables it is given', () => {
    const data = structuredClone(EXAMPLE)
    updateTable(tree, updateTable(tree, [], data, rules, '1'), data, rules, '2')
    expect(data).toEqual(EXAMPLE)
  })
})
