import { DEFAULT_SETTINGS } from '../group-time/study-data.ts'
import type { StudyPlan } from './study-plan.ts'

export const PLAN: StudyPlan = {
  settings: DEFAULT_SETTINGS,
  estimand: 'dynamic',
  level: 0.95,
  betterIs: 'higher',
  smallestEffect: 0.1,
  window: {},
  ratios: [0, 1],
  bounds: [0],
  placeboShifts: [1],
  rounds: 1000,
  seed: 1,
  power: 0.8,
  powerDraws: 100,
}
