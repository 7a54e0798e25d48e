import { normalQuantile } from '../../kernel/normal.ts'
import { type Result, ok, refuse } from '../../kernel/result.ts'

/**
 * A lottery that is planned; all shares 0 … 1.
 *
 * - `applicants`, `places`: whole, places below applicants
 * - `standardDeviation`: of the outcome among applicants, in its unit
 * - `explained`: share of its variance that strata and the outcome before explain
 * - `drawnTogether`, `intraclass`: firms per group that is drawn as one (1 without groups), and their correlation
 * - `takeUp`, `othersTakeUp`: share that takes part of those with and without a place
 */
export type LotteryPlan = Readonly<{
  applicants: number
  places: number
  standardDeviation: number
  explained: number
  drawnTogether: number
  intraclass: number
  takeUp: number
  othersTakeUp: number
  level: number
  power: number
}>

/** `offered`: smallest detectable effect of an offer; `treated`: of taking part, on those an offer moves. */
export type LotteryPower = Readonly<{ standardError: number; offered: number; treated: number }>

export type LotteryPowerRefusal = Readonly<{
  code:
    | 'places-outside-limits'
    | 'share-outside-limits'
    | 'deviation-outside-limits'
    | 'level-outside-limits'
    | 'offer-moves-nobody'
}>

/**
 * Error of the difference in means, σ √((1 − R²)(1/places + 1/others)(1 + (m − 1) ICC)); the effect on the treated is
 * that of the offer over the difference in take-up.
 *
 * Source: H. Bloom, "Minimum Detectable Effects", Evaluation Review 19 (1995), 547-556,
 * doi:10.1177/0193841X9501900504, with the design effect for groups drawn as one.
 */
export function lotteryPower(plan: LotteryPlan): Result<LotteryPower, LotteryPowerRefusal> {
  const { applicants, places, standardDeviation, explained, drawnTogether, intraclass } = plan
  const code = planRefusal(plan)
  if (code) return refuse({ code })
  const together = 1 + (drawnTogether - 1) * intraclass
  const perUnit = 1 / places + 1 / (applicants - places)
  const standardError = standardDeviation * Math.sqrt((1 - explained) * perUnit * together)
  const offered = (normalQuantile((1 + plan.level) / 2) + normalQuantile(plan.power)) * standardError
  return ok({ standardError, offered, treated: offered / (plan.takeUp - plan.othersTakeUp) })
}

/** `undefined` where no number is enough. `scaledUp`: places if applicants grow alongside. */
export type PlacesNeeded = Readonly<{ places: number | undefined; scaledUp: number }>

/** Fewest places that let an effect of taking part of this size be found, in the same list and in a longer one. */
export function placesNeeded(
  plan: LotteryPlan,
  smallestEffect: number,
): Result<PlacesNeeded, LotteryPowerRefusal | Readonly<{ code: 'effect-outside-limits' }>> {
  if (!(smallestEffect > 0 && smallestEffect < Infinity)) return refuse({ code: 'effect-outside-limits' })
  const now = lotteryPower(plan)
  if (!now.ok) return now
  const { applicants, places } = plan
  const square = (now.value.treated / smallestEffect) ** 2
  const demanded = (1 / places + 1 / (applicants - places)) / square
  const half = 1 / 4 - 1 / (applicants * demanded)
  const fewest = half < 0 ? undefined : Math.max(1, Math.ceil(applicants * (1 / 2 - Math.sqrt(half)) - 1e-9))
  const fits = fewest !== undefined && 1 / fewest + 1 / (applicants - fewest) <= demanded * (1 + 1e-9)
  return ok({ places: fits ? fewest : undefined, scaledUp: Math.ceil(places * square - 1e-9) })
}

function planRefusal(plan: LotteryPlan): LotteryPowerRefusal['code'] | undefined {
  const { applicants, places, standardDeviation, explained, drawnTogether, intraclass } = plan
  const whole = Number.isInteger(places) && Number.isInteger(applicants)
  if (!whole || places < 1 || places >= applicants || !(drawnTogether >= 1 && drawnTogether < applicants))
    return 'places-outside-limits'
  const shares = [explained, intraclass, plan.takeUp, plan.othersTakeUp]
  if (!shares.every((share) => share >= 0 && share <= 1) || explained === 1) return 'share-outside-limits'
  if (!(standardDeviation > 0 && standardDeviation < Infinity)) return 'deviation-outside-limits'
  if (!(plan.level > 0.5 && plan.level < 1 && plan.power >= 0.5 && plan.power < 1))
    return 'level-outside-limits'
  return plan.takeUp > plan.othersTakeUp ? undefined : 'offer-moves-nobody'
}
