import { BARRIERS } from '#engine/advice/step.ts'
import type { FirmFile, KnownIds } from '#features/firms/index.ts'
import { LIMITS, firmSchemaFor } from '#features/firms/index.ts'
import type { Figures } from '#features/figures/index.ts'
import { type Answers, stepAnswer } from './contract.ts'

type FirmDoor = Readonly<{ known: KnownIds; schema: ReturnType<typeof firmSchemaFor> }>

const doors = new WeakMap<Figures, FirmDoor>()

/** The closed lists that these figures give. */
export function knownIdsOf({ flows, steps, population }: Figures): KnownIds {
  const ids = (things: readonly { id: string }[]) => things.map(({ id }) => id)
  return { flows: ids(flows.flows), steps: ids(steps), bases: ids(population.bases) }
}

/**
 * The firm that these answers describe, through the one door for firms. What is unknown, not told, not answered,
 * or about a flow, step or base that no longer exists, is absent. So is a turnover that can't go with the number
 * of employees (`hasOddTurnover`).
 */
export function firmOfAnswers(answers: Answers, figures: Figures): FirmFile {
  const { known, schema } = doorOf(figures)
  const { sector } = answers
  const stepsThat = (answer: 'yes' | 'no') => known.steps.filter((id) => stepAnswer(answers, id) === answer)
  return schema.parse({
    employees: told(answers.employees),
    businessType: told(answers.businessType),
    sector: sector === 'other' ? undefined : told(sector),
    province: told(answers.province),
    machines: told(answers.machines),
    turnoverEurPerYear: hasOddTurnover(answers) ? undefined : told(answers.turnoverEurPerYear),
    spareCashEur: told(answers.spareCashEur),
    freeCashFlowEurPerMonth: told(answers.freeCashFlowEurPerMonth),
    flows: toldOf(answers.flows, known.flows),
    stepsInUse: stepsThat('yes'),
    stepsNotInUse: stepsThat('no'),
    barriers: barriersOf(answers),
    riskAppetite: told(answers.riskAppetite),
    assumptions: {
      ...toldOf(answers.shares),
      bases: toldOf(answers.bases, known.bases),
      ...levelsOf(answers, known),
    },
  })
}

/** Do turnover and employees contradict each other, by the same limits as the door for firms has? */
export function hasOddTurnover({ employees, turnoverEurPerYear }: Answers): boolean {
  if (typeof employees !== 'number' || typeof turnoverEurPerYear !== 'number') return false
  const perEmployee = turnoverEurPerYear / employees
  const { min, max } = LIMITS.turnoverEurPerEmployee
  return perEmployee < min || perEmployee > max
}

function doorOf(figures: Figures): FirmDoor {
  const found = doors.get(figures)
  if (found !== undefined) return found

  const known = knownIdsOf(figures)
  const door = { known, schema: firmSchemaFor(known) }
  doors.set(figures, door)
  return door
}

const told = <T>(answer: T | 'unknown' | 'not-told' | undefined) =>
  answer === 'unknown' || answer === 'not-told' ? undefined : answer

/** Of a list of answers: those that say something, about things that exist. */
const toldOf = <T>(answers: Readonly<Record<string, T>>, known?: readonly string[]) =>
  Object.fromEntries(
    Object.entries(answers).filter(
      ([id, answer]) => told(answer) !== undefined && (known === undefined || known.includes(id)),
    ),
  )

/** Absent where there are none, as in a firm of before there were levels. */
function levelsOf({ baseLevels }: Answers, { bases }: KnownIds) {
  const levels = toldOf(baseLevels, bases)
  return Object.keys(levels).length === 0 ? {} : { baseLevels: levels }
}

const barriersOf = ({ barriers }: Answers) =>
  Object.fromEntries(
    BARRIERS.flatMap((barrier) => {
      const answer = told(barriers[barrier])
      return answer === undefined ? [] : [[barrier, answer === 'yes']]
    }),
  )
