import type { AggregationKind, EventWindow } from '../group-time/aggregate-effects.ts'
import type { StudyData, StudySettings } from '../group-time/study-data.ts'
import type { StatedFlow } from './stated-flow.ts'
import type { OutcomeLimits } from './worst-case-bounds.ts'

/**
 * What was decided before the outcomes were looked at.
 *
 * - `estimand`: the one number that the verdict is about
 * - `betterIs`: which way the outcome should go
 * - `smallestEffect`: from where on it matters, above 0, in the unit of the outcome
 * - `window`: event times that are looked at
 * - `demandedRatio`: how large a break in trend the verdict must stand, as a multiple of the largest one seen before
 *   joining (relative magnitudes); undefined where trends are taken as parallel
 * - `ratios`, `bounds`: further restrictions that are shown
 * - `placeboShifts`: how many times earlier joining is pretended
 * - `followsUnits`: the panel should have each unit at each time; false where absent
 * - `flow`: units as counted by whoever made the study; `outcomeLimits`: what the outcome can be at all, in its unit
 * - `rounds`, `seed`: of the bootstrap; `power`: how sure an effect must be found, tried in `powerDraws` invented studies
 */
export type StudyPlan = Readonly<{
  settings: StudySettings
  estimand: AggregationKind
  level: number
  betterIs: 'higher' | 'lower'
  smallestEffect: number
  window: EventWindow
  demandedRatio?: number
  ratios: readonly number[]
  bounds: readonly number[]
  placeboShifts: readonly number[]
  followsUnits?: boolean
  flow?: StatedFlow
  outcomeLimits?: OutcomeLimits
  rounds: number
  seed: number
  power: number
  powerDraws: number
}>

/**
 * The panel, with what is looked at beside the outcome.
 *
 * - `covariateNames`: as many as `data.covariates`
 * - `otherOutcome`: one that the programme cannot have touched, per row
 * - `missing`: rows without an outcome, which are not in `data`
 * - `participantsWithoutDate`: units that took part, nobody knows since when; they are in neither; 0 where absent
 * - `withoutDateLinked`: those of them that have an outcome; 0 where absent
 */
export type StudyInput = Readonly<{
  data: StudyData
  covariateNames: readonly string[]
  otherOutcome?: Float64Array
  missing?: Pick<StudyData, 'unit' | 'time' | 'first'>
  participantsWithoutDate?: number
  withoutDateLinked?: number
}>
