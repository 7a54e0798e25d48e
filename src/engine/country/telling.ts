import type { Firm } from '../advice/firm.ts'
import type { Question } from '../advice/question.ts'

/** A firm that has told nothing but how much risk it accepts. */
export const silent = ({ riskAppetite }: Firm): Firm => ({
  flows: {},
  stepsInUse: {},
  barriers: {},
  riskAppetite,
  assumptions: {},
})

/** The firm after one more answer, as far as the one that knows everything has it. */
export function withAnswer(told: Firm, all: Firm, { kind, id }: Question): Firm {
  switch (kind) {
    case 'fact':
      return { ...told, [id]: all[id] }
    case 'share':
      return { ...told, assumptions: { ...told.assumptions, [id]: all.assumptions[id] } }
    case 'base':
      return {
        ...told,
        assumptions: {
          ...told.assumptions,
          bases: { ...told.assumptions.bases, [id]: all.assumptions.bases![id]! },
        },
      }
    case 'levels':
      return { ...told, assumptions: { ...told.assumptions, baseLevels: all.assumptions.baseLevels! } }
    case 'flow':
      return { ...told, flows: { ...told.flows, [id]: all.flows[id]! } }
    case 'barriers':
      return { ...told, barriers: all.barriers }
    case 'steps':
      return { ...told, stepsInUse: all.stepsInUse }
  }
}
