import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { COSTS, MAX_BROUGHT, NOT_TOLD, STEP_STATES, type StepForm, type StepReport } from './contract.ts'

export const STEP_FIELDS = ['step', 'state', 'date', 'cost', 'brought'] as const
export type StepField = (typeof STEP_FIELDS)[number]
export type StepFault = 'step' | 'state' | 'date' | 'future' | 'cost' | 'brought'
export type ToldStep = Pick<
  StepReport,
  'stepId' | 'state' | 'happenedOn' | 'costLowEur' | 'costHighEur' | 'brought'
>

/** What a form says of a step; refused with every fault. `today`: 'yyyy-mm-dd' in the Netherlands. */
export function readStep(
  form: StepForm,
  { steps, today }: Readonly<{ steps: readonly string[]; today: string }>,
): Result<ToldStep, readonly StepFault[]> {
  const state = STEP_STATES.find((known) => known === form.state)
  const happenedOn = readDay(form.date)
  const cost =
    form.cost === NOT_TOLD || form.cost === '' ? NOT_TOLD : COSTS.find(({ id }) => id === form.cost)
  const brought = form.brought.replace(/\r\n?/g, '\n').trim()
  const faults: StepFault[] = []
  if (!steps.includes(form.step)) faults.push('step')
  if (state === undefined) faults.push('state')
  if (happenedOn === undefined) faults.push('date')
  else if (happenedOn > today) faults.push('future')
  if (cost === undefined) faults.push('cost')
  if (brought.length > MAX_BROUGHT) faults.push('brought')
  if (faults.length > 0 || state === undefined || happenedOn === undefined || cost === undefined)
    return refuse(faults)

  const amounts =
    cost === NOT_TOLD
      ? { costLowEur: undefined, costHighEur: undefined }
      : { costLowEur: cost.lowEur, costHighEur: cost.highEur }
  return ok({ stepId: form.step, state, happenedOn, brought, ...amounts })
}

const EARLIEST = '1990-01-01'

/** '12-3-2026', '12/03/2026', '12 3 2026', '2026-03-12', or '3-2026' for the first of that month. */
export function readDay(text: string): string | undefined {
  const parts = text.trim().split(/[\s./-]+/)
  if (parts.length < 2 || parts.length > 3 || !parts.every((part) => /^\d{1,4}$/.test(part))) return undefined
  const isYearFirst = parts[0]?.length === 4
  const [day, month, year] = isYearFirst
    ? [parts[2] ?? '1', parts[1], parts[0]]
    : parts.length === 2
      ? ['1', parts[0], parts[1]]
      : parts
  if (year?.length !== 4 || month === undefined || day === undefined) return undefined
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${iso}T00:00:00Z`)
  const isReal = !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === iso
  return isReal && iso >= EARLIEST ? iso : undefined
}
