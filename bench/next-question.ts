import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readFigures } from '../src/features/figures/index.ts'
import { DEFAULT_SEED, type FirmFile, knowledgeOf } from '../src/features/firms/index.ts'
import { pricerOf } from '../src/features/scan/index.ts'
import { type Bench, type Measured, median } from './bench.ts'

const ROUNDS = 31
const WARM_UP = 20 // rounds that are not counted: the code is compiled while it runs

/** What a visitor waits for after an answer: every open question priced, on one core; per invented firm. */
export const nextQuestion: Bench = {
  name: 'next-question',
  run: async () => {
    const figures = readFigures(fileURLToPath(new URL('../data', import.meta.url)))
    if (!figures.ok) throw new Error('data/ does not load')
    const knowledge = knowledgeOf(figures.value)
    knowledge.drawsFor(DEFAULT_SEED)
    const price = pricerOf(knowledge)
    const folder = new URL('../fixtures/firms/', import.meta.url)
    return readdirSync(folder).flatMap((file) => {
      const all = knowledge.firmSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
      const name = file.replace('.json', '')
      return [
        measured(`next question after six, ${name}`, firstFacts(all), price),
        measured(`next question after all, ${name}`, all, price),
      ]
    })
  },
}

function measured(name: string, firm: FirmFile, price: (firm: FirmFile) => unknown): Measured {
  const times: number[] = []
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    const start = performance.now()
    price(firm)
    if (round >= WARM_UP) times.push(performance.now() - start)
  }
  return { name, value: median(times), unit: 'ms', aim: '≤ 60' }
}

/** What is known after the questions that everybody gets. */
function firstFacts(firm: FirmFile): FirmFile {
  const nothing = { flows: {}, stepsInUse: [], stepsNotInUse: [], barriers: {}, assumptions: {} }
  return { ...firm, ...nothing, machines: undefined, province: undefined }
}
