import { constants, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { adviseFirm } from '#features/advice/index.ts'
import { knowledgeOf } from '#features/firms/index.ts'
import { pricerOf } from '#features/scan/index.ts'
import type { Briefing, ThinkJob } from './think-aside.ts'

/* One thread of the engine beside the web: one job at a time. */

// On Linux this is of this thread alone: who only looks at a page goes before whoever waits for an advice.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW)

const { figures, scans } = workerData as Briefing
const knowledge = knowledgeOf(figures)
if (scans !== undefined) knowledge.learnFrom(scans)
const price = pricerOf(knowledge)

parentPort!.on('message', (job: ThinkJob) =>
  parentPort!.postMessage(
    job.kind === 'price' ? price(job.firm) : adviseFirm(knowledge, job.firm, job.advisedAt),
  ),
)
