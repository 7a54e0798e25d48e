import { readFileSync } from 'node:fs'

const EXAMPLE = new URL('../../../docs/examples/training-grants/study.json', import.meta.url)

/** The study of the training grants, asked of the invented panel `syn_panel_1000x10.csv`; as its JSON. */
export function syntheticStudy(changes: object): string {
  const { missingOutcome: _, ...study } = JSON.parse(readFileSync(EXAMPLE, 'utf8'))
  const own = {
    outcome: { ...study.outcome, column: 'y', scale: 'as-it-is', betterIs: 'higher' },
    unit: { ...study.unit, column: 'id' },
    time: { column: 't' },
    firstYear: { column: 'g', never: [0] },
    invented: true,
  }
  return JSON.stringify({ ...study, ...own, ...changes })
}
