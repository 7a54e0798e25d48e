import type { Advice } from '#engine/advice/advise.ts'
import { RISK_APPETITES, type RiskAppetite } from '#engine/advice/parameters.ts'
import type { PlanAdvice } from '#engine/advice/plan-advice.ts'

/** One plan, and every appetite for risk that it is the best for. */
export type SharedPlan = Readonly<{ appetites: readonly RiskAppetite[]; plan: PlanAdvice }>

/** Careful, normal and bold, where those with the same plan stand together. */
export function plansByAppetite(plans: Advice['plans']): readonly SharedPlan[] {
  const byKey = new Map<string, SharedPlan>()
  for (const appetite of RISK_APPETITES) {
    const plan = plans[appetite]
    const key = plan.steps
      .map(({ step, isTriedFirst, notBeforeMonth }) => `${step} ${isTriedFirst} ${notBeforeMonth}`)
      .join(';')
    byKey.set(key, { plan, appetites: [...(byKey.get(key)?.appetites ?? []), appetite] })
  }
  return [...byKey.values()]
}
