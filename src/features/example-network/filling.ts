import type { Result } from '#engine/kernel/result.ts'
import type { Figures } from '#features/figures/index.ts'
import type { Knowledge } from '#features/firms/index.ts'
import type { ReferralParts } from '#features/referrals/index.ts'
import type { OnKept } from '#features/thread/index.ts'
import type { WorklistPorts } from '#features/worklist/index.ts'
import type { Ctx } from '#platform/context.ts'
import type { Task } from '#platform/jobs/task.ts'
import type { Seal } from '#platform/seal.ts'
import type { Advising } from './advise-cast.ts'
import type { Cast } from './cast.ts'
import type { Arrived } from './firms-arrive.ts'
import type { Year } from './year.ts'

/** What the features of this site give, to fill a database with. */
export type ExampleParts = Readonly<{
  figures: Figures // inventedFigures made them
  knowledge: Knowledge // of these figures
  config: ReferralParts['config']
  tasks: readonly Task[] // of all features: what the background does
  seal: Seal
  onKept: OnKept // shows an advice to its hub
  ports: WorklistPorts
  dataFolder: string
}>

/** What everything in the invented year is given. `ctx` has the clock of that year. */
export type Filling = Readonly<{
  ctx: Ctx
  year: Year
  cast: Cast
  seed: number
  parts: ExampleParts
  advising: Advising
  site: string // where links in mail lead
  versions: Map<string, number> // of cases, by number
  arrived: Map<string, Arrived> // by number of the firm
}>

/** What must go well: a refusal here is a defect of the filling. */
export function done<T, E>(result: Result<T, E>): T {
  if (result.ok) return result.value
  throw new Error(`the invented network was refused something: ${JSON.stringify(result.error)}`)
}

/** Lets a task of the background do its work once, now. */
export async function runTask({ ctx, parts }: Filling, name: string): Promise<void> {
  const task = parts.tasks.find((one) => one.name === name)
  if (task === undefined) throw new Error(`no task is called ${name}`)
  await task.run(ctx, new AbortController().signal)
}

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS
