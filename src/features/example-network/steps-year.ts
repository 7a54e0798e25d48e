import { reportStep, type StepState } from '#features/thread/index.ts'
import { BROUGHT } from './brought.ts'
import type { Chance } from './chance.ts'
import { DAY_MS, done, type Filling } from './filling.ts'
import type { Arrived } from './firms-arrive.ts'
import { planPeer } from './referrals-year.ts'

/** Of firms that were advised to begin with something so many begin; of those so many go on using it. Invented. */
const BEGIN_SHARE = 0.4
const USE_SHARE = 0.6
const STOP_SHARE = 0.12

const COSTS = [
  { costLowEur: 0, costHighEur: 1_000 },
  { costLowEur: 1_000, costHighEur: 5_000 },
  { costLowEur: 5_000, costHighEur: 10_000 },
  { costLowEur: 10_000, costHighEur: 25_000 },
  { costLowEur: undefined, costHighEur: undefined },
] as const

/** What a firm says that it did with its advice, weeks and months after. */
export function planSteps(
  filling: Filling,
  arrived: Arrived,
  stepId: string | undefined,
  chance: Chance,
): void {
  const { year } = filling
  const isKnown = arrived.firm.n === 0
  if (stepId === undefined || (!isKnown && !chance.isOne(BEGIN_SHARE))) return
  const beginsAt = year.now().getTime() + chance.between(20, 80) * DAY_MS
  tell(filling, arrived, { stepId, state: 'started', at: beginsAt, brought: '', chance })
  const isUsed = isKnown || chance.isOne(USE_SHARE)
  const isStopped = !isUsed && chance.isOne(STOP_SHARE)
  if (!isUsed && !isStopped) return
  const at = beginsAt + chance.between(40, 130) * DAY_MS
  const state = isUsed ? 'in-use' : 'stopped'
  tell(filling, arrived, { stepId, state, at, brought: chance.oneOf(BROUGHT[state]), chance })
}

type Told = Readonly<{ stepId: string; state: StepState; at: number; brought: string; chance: Chance }>

function tell(filling: Filling, arrived: Arrived, told: Told): void {
  const { year, ctx } = filling
  const { actor, firmId } = arrived
  const { stepId, state, at, brought, chance } = told
  year.plan(at, async () => {
    const happenedOn = new Date(at - 2 * DAY_MS).toISOString().slice(0, 10)
    if (state === 'in-use') planPeer(filling, arrived, stepId, chance)
    done(await reportStep(ctx, actor, firmId, { stepId, state, happenedOn, brought, ...chance.oneOf(COSTS) }))
  })
}
