import { NORMAL_CASES, comparedWithClosedForms, standardErrorsOff } from '../oracle/voi/normal-model.ts'
import { chemo, expectedValue } from '../oracle/voi/published.ts'
import {
  groupedNormalInformationValue,
  normalInformationValue,
} from '../src/engine/information/closed-forms.ts'
import { evppiByGroups } from '../src/engine/information/evppi-by-groups.ts'
import { evppiByRegression } from '../src/engine/information/evppi-by-regression.ts'
import { evsiOfObservation } from '../src/engine/information/evsi-of-peers.ts'
import { firstOrderShare } from '../src/engine/information/first-order-share.ts'
import { blocksByRank } from '../src/engine/information/groups.ts'
import type { Choosing } from '../src/engine/information/tallies.ts'
import { makeRng } from '../src/engine/kernel/rng.ts'
import { type Bench, type Measured, median } from './bench.ts'

const LOG2_COUNT = 16
const SCENARIOS = 2048
const QUESTIONS = 25
const ROUNDS = 41
const WARM_UP = 20

/** Value of information: distance to closed forms, to published numbers, and the time of the next question. */
export const valueOfInformation: Bench = {
  name: 'value-of-information',
  run: async () => [...closedForms(), ...groupingLoss(), ...published(), ...times()],
}

/** Independent scenarios: for Sobol points the standard errors are far too large, so z would say nothing. */
function closedForms(): Measured[] {
  return NORMAL_CASES.flatMap((normalCase) =>
    comparedWithClosedForms(normalCase, LOG2_COUNT, 1, 'rng').map((compared) => ({
      name: `${compared.method}; N(${normalCase.mean}, ${normalCase.spread}²) + N(0, ${normalCase.noise}²)`,
      value: standardErrorsOff(compared),
      unit: `standard errors from ${compared.exact.toFixed(4)}`,
      aim: '−3 to 3',
    })),
  )
}

/** What of the value of the exact fact is left when only its part is told; closed form. */
function groupingLoss(): Measured[] {
  return NORMAL_CASES.flatMap(({ mean, spread }) =>
    [5, 10, 20].map((groups) => ({
      name: `EVPPI kept by ${groups} groups; N(${mean}, ${spread}²)`,
      value:
        (100 * groupedNormalInformationValue(mean, spread, groups)) / normalInformationValue(mean, spread),
      unit: '% of the closed form of the fact itself',
    })),
  )
}

function published(): Measured[] {
  const { parameter, netBenefit } = chemo()
  const options = netBenefit(20_000)
  return ['p_side_effects_t1', 'p_side_effects_t2', 'logor_side_effects', 'u_home_care'].map((name) => {
    const gam = expectedValue({ quantity: 'EVPPI', parameters: name, method: 'gam' })
    const { valueEur, standardErrorEur } = evppiByRegression([parameter(name)], options, { fit: 'plug-in' })
    return {
      name: `EVPPI of ${name} by regression`,
      value: valueEur,
      unit: `± ${standardErrorEur.toFixed(1)} per person`,
      peer: `GAM of R's voi ${gam.toFixed(2)}`,
      ratio: valueEur / gam,
    }
  })
}

function times(): Measured[] {
  const results: Measured[] = []
  for (const many of [20, 45]) {
    const { options, added, questions, quantity } = decision(many)
    const risk = { added, allowed: 0.03, fallback: 0 }
    const scale = `${many} options, ${SCENARIOS} scenarios`
    const aim = '≤ 15'
    const time = (name: string, work: () => void, wanted?: string) =>
      results.push({
        name: `${name}, ${scale}`,
        value: timed(work),
        unit: 'ms',
        ...(wanted === undefined ? {} : { aim: wanted }),
      })
    const all = (choosing: Choosing) => () => {
      for (const asked of questions) evppiByGroups(asked, options, choosing)
    }
    time(`${QUESTIONS} questions`, all({}), aim)
    time(`${QUESTIONS} questions with risk`, all({ risk }), aim)
    time('one number by regression', () => evppiByRegression([quantity], options))
    time('one peer, 16 signals, risk', () =>
      evsiOfObservation(quantity, options, { priorFirms: 3 }, { risk }),
    )
    time('one variance share', () => firstOrderShare(quantity, options[1]!))
  }
  return results
}

function decision(many: number) {
  const rng = makeRng(1, many)
  const column = (value: () => number) => Float64Array.from({ length: SCENARIOS }, value)
  const quantity = column(rng)
  return {
    quantity,
    options: Array.from({ length: many }, (_, option) => quantity.map((x) => 1e4 * (option * x + rng()))),
    added: Array.from({ length: many }, () => column(() => (rng() < 0.02 ? 1 : 0))),
    questions: Array.from({ length: QUESTIONS }, () => blocksByRank(column(rng), 5)),
  }
}

function timed(work: () => void): number {
  const spent: number[] = []
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const start = performance.now()
    work()
    if (round >= WARM_UP) spent.push(performance.now() - start)
  }
  return median(spent)
}
