import { CARRIERS } from '../flows/flow.ts'
import type { Answers } from './answers.ts'
import { type FirmCell, SIZE_CLASSES, keyOf } from './firm-cell.ts'
import { withOdds, withOrderedOdds } from './odds.ts'
import { type PopulationPrior, type StepInUse, effectOn } from './population-prior.ts'

const kept = new WeakMap<Answers, Map<string, Float64Array>>()

/** Shares of all answers in a cell as believed before any scan, kept per cell. Do not write in it. */
export function priorSharesOf(cell: FirmCell, prior: PopulationPrior, answers: Answers): Float64Array {
  const known = kept.get(answers) ?? new Map<string, Float64Array>()
  kept.set(answers, known)
  const key = keyOf(cell)
  const shares = known.get(key) ?? priorShares(cell, prior, answers)
  known.set(key, shares)
  return shares
}

/** Shares of all answers in a cell, as believed before any scan; none is exactly 0. */
function priorShares(cell: FirmCell, prior: PopulationPrior, answers: Answers): Float64Array {
  const { common, effects, flowOdds, stepInUse } = prior
  const out = new Float64Array(answers.shareCount)
  const usual = CARRIERS.map((carrier) => common.carrierShare[carrier])
  const cellOdds = effectOn(cell, effects.carrierOdds)
  for (const [flow, { at }] of answers.carriers) {
    out.set(withOrderedOdds(usual, cellOdds * flowOdds[flow]!).map(positive), at)
  }
  const setYes = (at: number, share: number) => {
    out[at] = positive(1 - share)
    out[at + 1] = positive(share)
  }
  for (const [barrier, { at }] of answers.barriers) {
    setYes(at, withOdds(common.barrierShare[barrier], effectOn(cell, effects.barrierOdds[barrier])))
  }
  const typeOdds = effectOn(cell, effects.productStepOdds)
  for (const [step, { at }] of answers.stepsInUse) {
    const share = inUseShare(cell, stepInUse[step]!, prior)
    setYes(at, stepInUse[step]!.isProductStep ? withOdds(share, typeOdds) : share)
  }
  return out
}

const LEAST_SHARE = 1e-9
const positive = (share: number) => Math.max(share, LEAST_SHARE)

function inUseShare({ sizeClass }: FirmCell, { share }: StepInUse, { sizeClassShare }: PopulationPrior) {
  if (sizeClass !== undefined) return share[sizeClass]
  return SIZE_CLASSES.reduce((sum, size) => sum + sizeClassShare[size] * share[size], 0)
}
