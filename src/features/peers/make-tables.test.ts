import { describe, expect, test } from 'vitest'
import { attackByPropagation } from '#engine/disclosure/attack.test-data.ts'
import { groupsOf } from '#engine/disclosure/peer-tree.ts'
import { shownGroups } from '#engine/disclosure/shown-groups.ts'
import type { PeerScan } from './contract.ts'
import { readDisclosureSetting } from './disclosure-setting.ts'
import { PEER_TREE, makeTables } from './make-tables.ts'
import { endsOfClass, peerQuestionsOf } from './peer-questions.ts'
import { figures, inventedPeers } from './peers-site.test-data.ts'
import { expiryOn, quarterOf } from './quarter.ts'

const P_PERCENT = 20
const questions = peerQuestionsOf(figures)
const settingOf = (env: Record<string, string>) => {
  const read = readDisclosureSetting(env)
  if (!read.ok) throw new Error(read.error)
  return read.value
}
const secret = settingOf({ DISCLOSURE_P_PERCENT: String(P_PERCENT) })
const make = (scans: readonly PeerScan[], before?: ReturnType<typeof makeTables>, quarter = '2026-Q4') =>
  makeTables(scans, questions, before?.working, secret, quarter)

const inGroup = ({ cell }: PeerScan, group: string) =>
  group === 'all' || group === cell.sizeClass || group === `${cell.sizeClass}/${cell.businessType}`

describe('the published tables', () => {
  test('say what the firms of a group say, in whole firms out of ten', () => {
    const scans = inventedPeers(120, 1)
    const { published } = make(scans)
    for (const { id, categories, groups } of published.tables.filter(
      (table) => !table.id.startsWith('ratio'),
    )) {
      const question = questions.find((candidate) => candidate.id === id)!
      for (const { group, firms, outOfTen = [] } of groups) {
        const given = scans.filter((scan) => inGroup(scan, group)).map(question.categoryOf)
        expect(firms).toBe(given.filter((answer) => answer !== undefined).length)
        expect(firms).toBeGreaterThanOrEqual(10)
        for (const [index, category] of categories.entries()) {
          const share = given.filter((answer) => answer === category).length / firms
          expect(Math.abs(outOfTen[index]! / 10 - share)).toBeLessThan(0.1)
          expect(share).toBeLessThanOrEqual(0.9)
        }
      }
    }
    expect(published.tables.length).toBeGreaterThan(30)
    expect(JSON.stringify(published)).not.toContain('counts')
  })

  test('give of amounts the class of the middle firm, and only where a secret p is set', () => {
    const scans = inventedPeers(120, 2)
    const table = make(scans).published.tables.find(({ id }) => id === 'ratio:turnoverEurPerEmployee')
    const all = table?.groups.find(({ group }) => group === 'all')
    const sorted = scans.map(({ ratios }) => ratios.turnoverEurPerEmployee!).toSorted((a, b) => a - b)
    const { from = 0, to = Infinity } = endsOfClass(all?.medianCategory ?? '')
    expect(sorted[59]).toBeGreaterThanOrEqual(from)
    expect(sorted[59]).toBeLessThan(to)
    expect(all).not.toHaveProperty('outOfTen')

    const open = makeTables(scans, questions, undefined, settingOf({}), '2026-Q4').published
    expect(open.tables.filter(({ id }) => id.startsWith('ratio'))).toEqual([])
    expect(open.tables.length).toBeGreaterThan(30)
  })

  test('leave out an amount that one firm dominates', () => {
    const giant = inventedPeers(30, 3).map((scan, index) => ({
      ...scan,
      ratios: { turnoverEurPerEmployee: index === 0 ? 5_000_000 : 50_000 + 5_000 * index },
    }))
    expect(make(giant).published.tables.some(({ id }) => id.startsWith('ratio'))).toBe(true)
    const dominated = giant.map((scan, index) =>
      index === 0 ? { ...scan, ratios: { turnoverEurPerEmployee: 50_000_000 } } : scan,
    )
    expect(make(dominated).published.tables.some(({ id }) => id.startsWith('ratio'))).toBe(false)
  })

  test('count nobody whose size or type is not known, and nobody twice', () => {
    const scans = inventedPeers(60, 4)
    const vague = scans.map((scan): PeerScan => ({ ...scan, cell: { sector: '25' } }))
    expect(make([...scans, ...vague]).published).toEqual(make(scans).published)
    expect(make(vague).published.tables).toEqual([])
  })

  test('are empty below ten firms', () => {
    expect(make(inventedPeers(9, 5)).published.tables).toEqual([])
  })

  test('do not depend on the order of the firms', () => {
    const scans = inventedPeers(80, 6)
    expect(make(scans.toReversed())).toEqual(make(scans))
  })

  test('keep a hidden count hidden, in every table of the invented country', () => {
    let attacked = 0
    for (const size of [15, 40, 120, 400]) {
      const scans = inventedPeers(size, size)
      const { working } = make(scans)
      for (const question of questions) {
        const shown = shownGroups(PEER_TREE, working.tables[question.id]!.blocks)
        if (shown.length === 0) continue
        question.categories.forEach((category, answer) => {
          const bounds = attackByPropagation(shown, answer, PEER_TREE)
          for (const { id } of groupsOf(PEER_TREE)) {
            if (shown.some((group) => group.id === id)) continue
            const truth = scans.filter(
              (scan) => inGroup(scan, id) && question.categoryOf(scan) === category,
            ).length
            const { min, max } = bounds.get(id)!
            expect(max - min).toBeGreaterThanOrEqual((P_PERCENT / 100) * truth)
            attacked++
          }
        })
      }
    }
    expect(attacked).toBeGreaterThan(2_000)
  })
})

describe('the next quarter', () => {
  const scans = inventedPeers(100, 8)
  const before = make(scans, undefined, '2026-Q3')

  test('nothing moves when nine firms join: nobody can be seen by comparing', () => {
    const after = make([...scans, ...inventedPeers(9, 9)], before)
    expect(after.published.tables).toEqual(before.published.tables)
  })

  test('what moves, moves by ten firms or more', () => {
    const after = make([...scans, ...inventedPeers(90, 10)], before)
    let moved = 0
    for (const { id, groups } of after.published.tables) {
      const earlier = before.published.tables.find((table) => table.id === id)
      for (const group of groups) {
        const was = earlier?.groups.find((candidate) => candidate.group === group.group)
        if (was === undefined || was.firms === group.firms) continue
        expect(group.firms - was.firms).toBeGreaterThanOrEqual(10)
        moved++
      }
    }
    expect(moved).toBeGreaterThan(50)
  })

  test('amounts stay as they were when the secret is gone', () => {
    const more = [...scans, ...inventedPeers(90, 10)]
    const after = makeTables(more, questions, before.working, settingOf({}), '2026-Q4')
    const ratiosIn = ({ published }: ReturnType<typeof make>) =>
      published.tables.filter(({ id }) => id.startsWith('ratio'))
    expect(ratiosIn(after)).toEqual(ratiosIn(before))
    expect(ratiosIn(before).length).toBeGreaterThan(0)
  })

  test('a question whose categories changed stays as it was', () => {
    const changed = questions.map((question) =>
      question.id === 'flow:F03' ? { ...question, categories: ['yes', 'no'] } : question,
    )
    const after = makeTables(scans, changed, before.working, secret, '2026-Q4')
    expect(after.working.tables['flow:F03']).toEqual(before.working.tables['flow:F03'])
  })

  test('other groups than before are a defect, not a new beginning', () => {
    const other = { ...before.working, parts: ['small', 'large'] }
    expect(() => makeTables(scans, questions, other, secret, '2026-Q4')).toThrow(/groups/)
  })
})

describe('settings and classes', () => {
  test.each(['0', '4', '51', '-5', 'ten', '1e1', ' 20'])('refuses p = %j without saying it', (p) => {
    const read = readDisclosureSetting({ DISCLOSURE_P_PERCENT: p })
    expect(read.ok).toBe(false)
    expect(!read.ok && read.error).toBe('DISCLOSURE_P_PERCENT must be a number from 5 to 50, such as 12.5.')
  })

  test('a quarter, and five years on', () => {
    expect(quarterOf(new Date('2026-12-31T23:59:59Z'))).toBe('2026-Q4')
    expect(quarterOf(new Date('2027-01-01T00:00:00Z'))).toBe('2027-Q1')
    expect(expiryOn(new Date('2026-05-20T00:00:00Z'))).toBe('2031-04-01')
  })

  test('classes of a ratio: below, between and above', () => {
    expect(endsOfClass('..75000')).toEqual({ to: 75_000 })
    expect(endsOfClass('0..0.02')).toEqual({ from: 0, to: 0.02 })
    expect(endsOfClass('300000..')).toEqual({ from: 300_000 })
    const { categoryOf } = questions.find(({ id }) => id === 'ratio:freeCashFlowShareOfTurnover')!
    const of = (value: number) =>
      categoryOf({ ...inventedPeers(1, 1)[0]!, ratios: { freeCashFlowShareOfTurnover: value } })
    expect([-0.1, 0, 0.019, 0.02, 0.5].map(of)).toEqual(['..0', '0..0.02', '0..0.02', '0.02..0.05', '0.2..'])
  })
})
