import { type Result, ok } from '../../kernel/result.ts'
import { determinability } from '../determinability/determinability.ts'
import type { Determinability, DeterminabilityRefusal, Finding } from '../determinability/finding.ts'
import type { SmallestDetectable } from '../power/smallest-detectable-effect.ts'
import type { StudyInput, StudyPlan } from './study-plan.ts'

const MANY_UNITS = 10_000 // beyond which covariates are left out of the invented studies
const VERY_MANY_UNITS = 100_000 // beyond which there are fewer of them
const FEWER_DRAWS = 100

/** Whether the question can be answered, and the smallest effect that the design finds, before any outcome is compared. */
export function beforeLooking(
  { data, missing, participantsWithoutDate = 0 }: StudyInput,
  plan: StudyPlan,
): Result<Determinability, DeterminabilityRefusal> {
  const units = data.unit.reduce((max, unit) => Math.max(max, unit), -1) + 1
  const { covariates, ...plain } = data
  const judged = determinability({
    data: units > MANY_UNITS || covariates === undefined ? plain : data,
    ...(missing ? { missing } : {}),
    participantsWithoutDate,
    smallestEffect: plan.smallestEffect,
    plan: {
      study: plan.settings,
      estimand: plan.estimand,
      window: plan.window,
      level: plan.level,
      power: plan.power,
      draws: units > VERY_MANY_UNITS ? Math.min(FEWER_DRAWS, plan.powerDraws) : plan.powerDraws,
      seed: plan.seed,
    },
  })
  return judged.ok ? ok({ ...judged.value, findings: judged.value.findings.map(withoutDraws) }) : judged
}

/** What is kept of it: the single draws are not. */
function withoutDraws(finding: Finding): Finding {
  if (finding.code !== 'smallest-detectable' || !finding.power.ok) return finding
  const power: SmallestDetectable = { ...finding.power.value, thresholds: NO_DRAWS }
  return { ...finding, power: ok(power) }
}

const NO_DRAWS = new Float64Array(0)
