import { RISK_APPETITES, type RiskAppetite } from '../advice/parameters.ts'
import type { SimulatedFirm } from './simulated-firm.ts'

/** What an invented country shows. Shares in [0, 1], money in EUR. */
export type CountrySummary = Readonly<{
  firms: number
  withPlan: number
  meanAnswers: number
  coverage: Estimate // share of true results within the forecast P10-P90
  meanForecastEur: number // expected net present value of those with a plan
  meanTrueEur: number
  addedTrouble: Readonly<Record<RiskAppetite, Estimate>> // over doing nothing, of those with a plan
}>

export type Estimate = Readonly<{ value: number; standardError: number; firms: number }>

/** Running sums, so that a country of any size passes through in one go. */
export class CountryTally {
  readonly #added = new Map<RiskAppetite, Sums>(RISK_APPETITES.map((appetite) => [appetite, emptySums()]))
  readonly #covered = emptySums()
  #firms = 0
  #answers = 0
  #forecastEur = 0
  #trueEur = 0

  add({ answers, riskAppetite, forecast, truth }: SimulatedFirm): void {
    this.#firms++
    this.#answers += answers
    if (!forecast) return
    this.#forecastEur += forecast.expectedNetPresentValueEur
    this.#trueEur += truth.netPresentValueEur
    addTo(this.#covered, forecast.rankOfTruth >= 0.1 && forecast.rankOfTruth <= 0.9 ? 1 : 0)
    addTo(this.#added.get(riskAppetite)!, Number(truth.isTrouble) - Number(truth.isTroubleAnyway))
  }

  summary(): CountrySummary {
    const withPlan = this.#covered.count
    return {
      firms: this.#firms,
      withPlan,
      meanAnswers: this.#answers / this.#firms,
      coverage: estimateOf(this.#covered),
      meanForecastEur: this.#forecastEur / withPlan,
      meanTrueEur: this.#trueEur / withPlan,
      addedTrouble: Object.fromEntries(
        [...this.#added].map(([appetite, sums]) => [appetite, estimateOf(sums)]),
      ) as CountrySummary['addedTrouble'],
    }
  }
}

type Sums = { count: number; sum: number; squares: number }
const emptySums = (): Sums => ({ count: 0, sum: 0, squares: 0 })

function addTo(sums: Sums, value: number): void {
  sums.count++
  sums.sum += value
  sums.squares += value * value
}

function estimateOf({ count, sum, squares }: Sums): Estimate {
  const value = count > 0 ? sum / count : Number.NaN
  const variance = count > 1 ? (squares - count * value * value) / (count - 1) : Number.NaN
  return { value, standardError: Math.sqrt(variance / count), firms: count }
}
