import { randomUUID } from 'node:crypto'
import { ADVICE_METHOD, advise, type Advice } from '#engine/advice/advise.ts'
import { type Integration, integrationOf } from '#engine/flows/integration.ts'
import { makeRng } from '#engine/kernel/rng.ts'
import { type FirmFile, DEFAULT_SEED, type Knowledge } from '#features/firms/index.ts'
import { canonicalHash } from '#platform/canonical-hash.ts'
import { version } from '#platform/version.ts'

/** Everything needed to make an advice again, to the last digit, on another machine too. */
export type Receipt = Readonly<{
  id: string
  advisedAt: string // ISO 8601, UTC
  engineVersion: string
  runtime: string // version of Node: its Math functions decide the last digit
  method: string
  figuresHash: string // sha-256 of data/ as it was
  inputHash: string // sha-256 of the firm
  seed: number
  scenarios: number
  resultHash: string // sha-256 of the result
  firm: FirmFile
}>

/** What is reckoned for a firm: where to begin, and how its information travels. */
export type AdviceResult = Advice & Readonly<{ integration: Integration }>
export type AdviceReport = AdviceResult & Readonly<{ receipt: Receipt }>

/** As `adviseFirm`, wherever it is reckoned. */
export type Advise = (firm: FirmFile, advisedAt: Date) => Promise<AdviceReport>

const REACH_STREAM = 9
const REACH_DRAWS = 1024

/**
 * The advice for one firm with its receipt. Anyone may ask one of a firm he describes: nothing is read but what
 * is public, and nothing is kept.
 */
export function adviseFirm(
  knowledge: Knowledge,
  firm: FirmFile,
  advisedAt: Date,
  seed: number = DEFAULT_SEED,
): AdviceReport {
  const result = resultFor(knowledge, firm, seed)
  const receipt: Receipt = {
    id: randomUUID(),
    advisedAt: advisedAt.toISOString(),
    engineVersion: version(),
    runtime: process.version,
    method: ADVICE_METHOD,
    figuresHash: knowledge.figuresHash,
    inputHash: canonicalHash(firm),
    seed,
    scenarios: result.scenarios,
    resultHash: canonicalHash(result),
    firm,
  }
  return { ...result, receipt }
}

/** The same firm, figures and seed give the same result, byte for byte. */
export function resultFor(knowledge: Knowledge, file: FirmFile, seed: number): AdviceResult {
  const firm = knowledge.engineFirm(file)
  const { catalogue, reference } = knowledge
  const integration = integrationOf(reference, firm.flows, {
    employees: firm.employees ?? catalogue.population.employees.p50,
    rng: makeRng(seed, REACH_STREAM),
    count: REACH_DRAWS,
  })
  return { ...advise(firm, catalogue, knowledge.drawsFor(seed)), integration }
}
