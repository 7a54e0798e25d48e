import { mkdir, open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PanelPlan } from '#engine/country/programme-panel-plan.ts'
import type { ProgrammePanel } from '#engine/country/programme-panel.ts'

const HEADER =
  'firm,year,first_year,log_employees,digital_reach,log_revenue_per_employee,untouched_outcome,drawn,waiting,took_part,refused'
const LINES = 20_000

/**
 * Writes panel.csv and truth.json to a folder, which is made where it isn't there. `drawn` is empty where no lottery
 * was held, and `first_year` 0 for firms that never take part. Throws what the file system throws.
 */
export async function writePanel(panel: ProgrammePanel, plan: PanelPlan, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const file = await open(join(folder, 'panel.csv'), 'w')
  try {
    await file.write(`${HEADER}\n`)
    const rows = panel.study.unit.length
    for (let from = 0; from < rows; from += LINES) {
      const until = Math.min(rows, from + LINES)
      const lines = Array.from({ length: until - from }, (_, n) => lineOf(panel, from + n))
      await file.write(`${lines.join('\n')}\n`)
    }
  } finally {
    await file.close()
  }
  const truth = { invented: true, note: NOTE, plan, unit: 'log points', ...panel.truth }
  await writeFile(join(folder, 'truth.json'), `${JSON.stringify(truth, undefined, 2)}\n`)
}

const NOTE = 'Invented firms and invented effects: mean effects in the population the firms are drawn from.'

function lineOf({ study, untouched, drawn, refused }: ProgrammePanel, row: number): string {
  const firm = study.unit[row]!
  const first = study.first[row]!
  const lot = drawn[firm]!
  return [
    `invented-${firm + 1}`,
    study.time[row]!,
    first,
    study.covariates[0][row]!,
    study.covariates[1][row]!,
    study.outcome[row]!,
    untouched[row]!,
    lot < 0 ? '' : lot,
    lot === 0 ? 1 : 0,
    first > 0 ? 1 : 0,
    refused[firm]!,
  ].join(',')
}
