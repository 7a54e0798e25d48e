import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { advise } from '../src/engine/advice/advise.ts'
import { readFigures } from '../src/features/figures/index.ts'
import { knowledgeOf } from '../src/features/firms/index.ts'
import { type Bench, type Measured, median } from './bench.ts'

const ROUNDS = 31
const WARM_UP = 20 // rounds that are not counted: the code is compiled while it runs

/** One full advice, on one core, after start-up: all steps, all scenarios, the whole horizon; per invented firm. */
export const advice: Bench = {
  name: 'advice',
  run: async () => {
    const figures = readFigures(new URL('../data', import.meta.url).pathname)
    if (!figures.ok) throw new Error('data/ does not load')
    const knowledge = knowledgeOf(figures.value)
    const before = performance.now()
    const draws = knowledge.drawsFor(1)
    const results: Measured[] = [
      { name: 'draws, once per start', value: performance.now() - before, unit: 'ms' },
    ]
    const folder = new URL('../fixtures/firms/', import.meta.url)
    for (const file of readdirSync(folder)) {
      const firm = knowledge.engineFirm(
        knowledge.firmSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
      )
      const times: number[] = []
      for (let round = 0; round < ROUNDS + WARM_UP; round++) {
        const start = performance.now()
        advise(firm, knowledge.catalogue, draws)
        if (round >= WARM_UP) times.push(performance.now() - start)
      }
      results.push({
        name: `advice, ${file.replace('.json', '')}`,
        value: median(times),
        unit: 'ms',
        aim: 'median ≤ 200, worst ≤ 500',
      })
    }
    const memory = fileURLToPath(new URL('./advice-memory.ts', import.meta.url))
    const megabytes = execFileSync(process.execPath, ['--max-semi-space-size=4', memory], {
      encoding: 'utf8',
    })
    results.push({
      name: 'resident memory, as npm start',
      value: Number(megabytes),
      unit: 'MB',
      aim: '≤ 300',
    })
    return results
  },
}
