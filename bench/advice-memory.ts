import { readFileSync } from 'node:fs'
import { advise } from '../src/engine/advice/advise.ts'
import { DEFAULT_SEED } from '../src/features/firms/index.ts'
import { preparedKnowledge } from './country/prepared.ts'

/* Prints the resident memory [MB] of a process that has made twenty advices of one firm, and nothing else. */

const knowledge = preparedKnowledge()
const file = new URL('../fixtures/firms/sheet-metal-45.json', import.meta.url)
const firm = knowledge.engineFirm(knowledge.firmSchema.parse(JSON.parse(readFileSync(file, 'utf8'))))
for (let round = 0; round < 20; round++) advise(firm, knowledge.catalogue, knowledge.drawsFor(DEFAULT_SEED))
process.stdout.write(String(process.memoryUsage().rss / 1e6))
