import { parentPort, workerData } from 'node:worker_threads'
import { CHUNK, inventFirms } from '#engine/country/invented-firm.ts'
import { type SimulatedFirm, simulateFirm } from '#engine/country/simulated-firm.ts'
import { readFigures } from '#features/figures/index.ts'
import { DEFAULT_SEED, knowledgeOf } from '#features/firms/index.ts'
import type { SimulateJob, SimulateSetup } from './simulate-country.ts'

/* One core's share of an invented country: a job is a run of firms within one chunk. */

const { dataFolder, seed, telling } = workerData as SimulateSetup
const figures = readFigures(dataFolder)
if (!figures.ok) throw new Error(`${dataFolder} does not load`)
const knowledge = knowledgeOf(figures.value)
const draws = knowledge.drawsFor(DEFAULT_SEED)
let kept: Readonly<{ chunk: number; firms: ReturnType<typeof inventFirms> }> | undefined

parentPort!.on('message', (job: SimulateJob) => parentPort!.postMessage(simulated(job)))

function simulated({ from, until }: SimulateJob): readonly SimulatedFirm[] {
  const chunk = Math.floor(from / CHUNK)
  if (kept?.chunk !== chunk) kept = { chunk, firms: inventFirms(knowledge.catalogue, seed, chunk) }
  return kept.firms
    .slice(from - chunk * CHUNK, until - chunk * CHUNK)
    .map((firm) => simulateFirm(firm, knowledge.catalogue, draws, telling))
}
