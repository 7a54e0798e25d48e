/**
 * One measurement in a process of its own: node bench/evaluation-size/measure.ts UNITS FOLDER plain|covariates
 * Writes a seeded panel of UNITS × 10 into FOLDER, in a process apart, reads and estimates it, and removes it.
 */
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { blockStudy } from '../../src/engine/evaluation/blocks/block-study.ts'
import { DEFAULT_SETTINGS } from '../../src/engine/evaluation/group-time/study-data.ts'
import {
  panelOfBlocks,
  panelOfSums,
  type SummedPanel,
} from '../../src/engine/evaluation/programme/summed-panel.ts'
import { estimatedFromCovariance } from '../../src/engine/evaluation/sums/covariance-result.ts'
import { roundsFromCovariance } from '../../src/engine/evaluation/sums/rounds-from-covariance.ts'
import { eventStudyFromCells, twoWayFromCells } from '../../src/engine/evaluation/sums/two-way-from-cells.ts'
import { panelSource } from '../../src/features/evaluation/panel-file/panel-source.ts'
import { readBlocks } from '../../src/features/evaluation/panel-sums/read-blocks.ts'
import { readSums } from '../../src/features/evaluation/panel-sums/read-sums.ts'

const [units = '100000', folder = '.', road = 'plain'] = process.argv.slice(2)
const path = join(folder, `evaluation-size-${units}.parquet`)
execFileSync(process.execPath, [join(import.meta.dirname, 'write-panel.ts'), units, path])
try {
  process.stdout.write(`${JSON.stringify({ units: Number(units), road, ...(await measure()) })}\n`)
} finally {
  rmSync(path)
}

/** Reading, doubly robust effects where there are covariates, all summaries, 1,000 rounds, two-way and event study. */
async function measure() {
  const start = performance.now()
  const { panel, close } = await readPanelBy(road)
  const read = performance.now()
  const effects = panel.effects(DEFAULT_SETTINGS)
  if (!effects.ok) throw new Error(JSON.stringify(effects.error))
  for (const kind of ['simple', 'dynamic', 'group', 'calendar'] as const)
    estimatedFromCovariance(effects.value).aggregate(kind)
  roundsFromCovariance(effects.value, { rounds: 1_000, seed: 1 })
  const effectsDone = performance.now()
  const fits = [twoWayFromCells(panel.cells), eventStudyFromCells(panel.cells)]
  if (fits.some(({ ok }) => !ok)) throw new Error('two-way')
  const done = performance.now()
  close()
  return {
    seconds: (done - start) / 1_000,
    reading: (read - start) / 1_000,
    twoWay: (done - effectsDone) / 1_000,
    megabytes: Math.round(process.resourceUsage().maxRSS / 1_000),
  }
}

async function readPanelBy(asked: string): Promise<{ panel: SummedPanel; close: () => void }> {
  const columns = { unit: 'unit', time: 'time', first: 'first', outcomes: ['y'], never: [0] }
  const rows = { withoutOutcome: 'refuse', incomplete: 'refuse' } as const
  const source = await panelSource(path)
  if (!source.ok) throw new Error(source.error.code)
  if (asked === 'plain') {
    const read = await readSums(source.value, { ...columns, covariates: [] }, rows)
    if (!read.ok) throw new Error(JSON.stringify(read.error))
    return { panel: panelOfSums(read.value.sums, read.value.handled), close: () => {} }
  }
  const names = ['x1', 'x2']
  const read = await readBlocks(source.value, { ...columns, covariates: names }, rows)
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  const { blocks, head, close } = read.value
  const named = head.scales.map((scale, k) => ({ name: names[k]!, ...scale }))
  return { panel: panelOfBlocks(blockStudy(blocks), named, head.handled), close }
}
