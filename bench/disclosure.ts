import highsLoader from 'highs'
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
} from '../src/engine/disclosure/attack.test-data.ts'
import { unionOf } from '../src/engine/disclosure/peer-tree.ts'
import { isUniform } from '../src/engine/disclosure/rules.ts'
import { shownGroups } from '../src/engine/disclosure/shown-groups.ts'
import { totalOf } from '../src/engine/disclosure/tally.ts'
import { updateTable } from '../src/engine/disclosure/update-table.ts'
import { type Bench, median } from './bench.ts'

const loadHighs = highsLoader as unknown as typeof highsLoader.default // its types say otherwise
const TABLES = 1_000
const LP_TABLES = 200 // of those of which something is shown: the same attack by linear programmes

/** An attacker with all published margins: how well he finds hidden counts, and what it takes to stop him. */
export const disclosure: Bench = {
  name: 'disclosure',
  run: async () => {
    const highs = await loadHighs({})
    const solve = (text: string) => {
      const { Status, ObjectiveValue } = highs.solve(text)
      return Status === 'Optimal' ? ObjectiveValue : Infinity
    }
    const times: number[] = []
    const widths: number[] = []
    const found = {
      tables: 0,
      cells: 0,
      wide: 0,
      programmes: 0,
      same: 0,
      own: 0,
      ownWide: 0,
      changes: 0,
      few: 0,
    }
    for (let seed = 0; seed < TABLES; seed++) {
      const data = randomTable(seed)
      const start = performance.now()
      const blocks = updateTable(TREE, [], data, RULES, '1')
      times.push(performance.now() - start)
      const shown = shownGroups(TREE, blocks)
      if (shown.length > 0) found.tables++
      const hiddenOnes = shown.length === 0 ? [] : hiddenGroups(data, shown)
      const later = updateTable(TREE, blocks, laterTable(data, 10 + (seed % 90), seed), RULES, '2')
      for (const side of changesBetween(blocks, later)) {
        found.changes++
        if (totalOf(side) < RULES.minimumFirms || isUniform(side, RULES)) found.few++
      }
      for (let answer = 0; answer < data[0]!.counts.length; answer++) {
        const bounds = attackByPropagation(shown, answer)
        data.forEach(({ counts }, leaf) => {
          if (counts[answer] === 0) return
          const known = attackByPropagation(withoutOne(shown, leaf, answer), answer)
          for (const { id, leaves } of hiddenOnes) {
            const others = unionOf(data, leaves).counts[answer]! - (leaves.includes(leaf) ? 1 : 0)
            const { min, max } = known.get(id)!
            found.own++
            if (max - min >= (RULES.pPercent / 100) * others) found.ownWide++
          }
        })
        for (const hidden of hiddenOnes) {
          const truth = unionOf(data, hidden.leaves).counts[answer]!
          const { min, max } = bounds.get(hidden.id)!
          found.cells++
          if (max - min >= (RULES.pPercent / 100) * truth) found.wide++
          if (truth > 0 && max < Infinity) widths.push((100 * (max - min)) / truth)
          if (found.tables > LP_TABLES) continue
          const low = solve(attackProgramme(shown, answer, hidden, 'Minimize'))
          const high = solve(attackProgramme(shown, answer, hidden, 'Maximize'))
          found.programmes += 2
          if (Math.abs(low - min) < 1e-6 && (high === max || Math.abs(high - max) < 1e-6)) found.same += 2
        }
      }
    }
    return [
      { name: `tables of ${TABLES} of which something is shown`, value: found.tables, unit: 'tables' },
      { name: 'hidden counts attacked', value: found.cells, unit: 'counts' },
      {
        name: `of these, interval ≥ ${RULES.pPercent} % of the truth`,
        value: (100 * found.wide) / found.cells,
        unit: '%',
        aim: '100',
      },
      {
        name: `the same by ${found.own} firms that take their own answer out`,
        value: (100 * found.ownWide) / found.own,
        unit: '%',
        aim: '100',
      },
      {
        name: `changes seen between two snapshots (${found.changes}) by fewer than ten firms, or all alike`,
        value: found.few,
        unit: 'changes',
        aim: '0',
      },
      { name: 'narrowest interval found', value: Math.min(...widths), unit: '% of the truth' },
      { name: 'median interval', value: median(widths), unit: '% of the truth' },
      {
        name: 'bounds equal to those of HiGHS',
        value: (100 * found.same) / found.programmes,
        unit: `% of ${found.programmes}`,
        aim: '100',
      },
      { name: 'one table under control, median', value: median(times), unit: 'ms' },
    ]
  },
}
