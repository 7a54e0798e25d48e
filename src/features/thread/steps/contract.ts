import { z } from 'zod'

export const STEP_STATES = ['started', 'in-use', 'stopped'] as const
export type StepState = (typeof STEP_STATES)[number]

/** What a step cost until now, as a firm can say it without looking it up. */
export const COSTS = [
  { id: 'none', lowEur: 0, highEur: 0 },
  { id: 'to-1', lowEur: 0, highEur: 1_000 },
  { id: 'to-5', lowEur: 1_000, highEur: 5_000 },
  { id: 'to-10', lowEur: 5_000, highEur: 10_000 },
  { id: 'to-25', lowEur: 10_000, highEur: 25_000 },
  { id: 'to-50', lowEur: 25_000, highEur: 50_000 },
  { id: 'to-100', lowEur: 50_000, highEur: 100_000 },
  { id: 'to-250', lowEur: 100_000, highEur: 250_000 },
  { id: 'more', lowEur: 250_000, highEur: undefined },
] as const
export type CostId = (typeof COSTS)[number]['id']
export const NOT_TOLD = 'not-told'

/** A firm's own statement on a step. */
export type StepReport = Readonly<{
  id: string
  firmId: string
  stepId: string
  state: StepState
  happenedOn: string // 'yyyy-mm-dd'
  costLowEur: number | undefined // both undefined: not told
  costHighEur: number | undefined // undefined beside a low one: no upper end
  brought: string
  version: number
  createdAt: Date
  updatedAt: Date
}>

export const MAX_BROUGHT = 2_000

/** What somebody typed; read by `readStep`. */
export const stepFormSchema = z.object({
  step: z.string().max(100),
  state: z.string().max(20),
  date: z.string().max(40),
  cost: z.string().max(20),
  brought: z.string().max(20_000),
  version: z.coerce.number().int().min(0).catch(0),
})
export type StepForm = Readonly<z.output<typeof stepFormSchema>>

export const costIdOf = ({ costLowEur, costHighEur }: Pick<StepReport, 'costLowEur' | 'costHighEur'>) =>
  COSTS.find(({ lowEur, highEur }) => lowEur === costLowEur && highEur === costHighEur)?.id ?? NOT_TOLD
