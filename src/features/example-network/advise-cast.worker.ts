import { parentPort, workerData } from 'node:worker_threads'
import { adviseFirm } from '#features/advice/index.ts'
import { readFigures } from '#features/figures/index.ts'
import { knowledgeOf } from '#features/firms/index.ts'
import type { AdviceJob, AdviceSetup } from './advise-cast.ts'
import { inventedFigures } from './network-data.ts'

/* One core's share of the advices: a job is a firm. */

const { dataFolder } = workerData as AdviceSetup
const figures = readFigures(dataFolder)
if (!figures.ok) throw new Error(`${dataFolder} does not load`)
const knowledge = knowledgeOf(inventedFigures(figures.value))

parentPort!.on('message', ({ firm, advisedAt }: AdviceJob) =>
  parentPort!.postMessage(adviseFirm(knowledge, firm, advisedAt)),
)
