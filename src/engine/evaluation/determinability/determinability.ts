import { type Result, ok, refuse } from '../../kernel/result.ts'
import { chanceOfFinding, smallestDetectableEffect } from '../power/smallest-detectable-effect.ts'
import { whatIsNeeded } from '../power/what-is-needed.ts'
import { countPanel } from './count-panel.ts'
import type {
  Determinability,
  DeterminabilityInput,
  DeterminabilityRefusal,
  Finding,
  Grade,
} from './finding.ts'
import { type Found, panelFindings } from './panel-findings.ts'

/** A third of what is detectable at 80 % is found about this often. */
const HOPELESS = 0.15

/** Refusals of power that say "not known", not "cannot be done". */
const UNKNOWN = ['too-few-times-before', 'too-few-paths', 'panels-only']

/**
 * Can the question be answered with these data? Counts who is there, and tries the design on paths without treatment.
 * Outcomes from joining on are not read, so nobody learns anything of the effect.
 *
 * The answer is that of the worst finding; of the weak ones only the smallest detectable effect changes it, the others
 * are to be told beside it.
 */
export function determinability(
  input: DeterminabilityInput,
): Result<Determinability, DeterminabilityRefusal> {
  const { participantsWithoutDate, smallestEffect } = input
  if (!Number.isSafeInteger(participantsWithoutDate) || participantsWithoutDate < 0)
    return refuse({ code: 'count-outside-limits' })
  if (!(smallestEffect > 0 && smallestEffect < Infinity)) return refuse({ code: 'effect-outside-limits' })
  const panel = countPanel(input)
  if (!panel.ok) return panel
  const found = [...panelFindings(input, panel.value), powerFinding(input)]
  const findings = found.map(({ finding }) => finding)
  return ok({
    answer: answerOf(findings),
    findings,
    needed: found.flatMap(({ need }) => (need ? [need] : [])),
  })
}

function answerOf(findings: readonly Finding[]): Determinability['answer'] {
  if (findings.some(({ grade }) => grade === 'stops')) return 'cannot be answered'
  const power = findings.find(({ code }) => code === 'smallest-detectable')!
  return power.grade === 'fine' ? 'can be answered' : 'only large effects'
}

function powerFinding({ data, plan, smallestEffect }: DeterminabilityInput): Found {
  const power = smallestDetectableEffect(data, plan)
  const code = 'smallest-detectable'
  if (!power.ok) {
    const grade: Grade = UNKNOWN.includes(power.error.code) ? 'weak' : 'stops'
    return { finding: { code, grade, smallestEffect, power, chance: undefined } }
  }
  const chance = chanceOfFinding(power.value, smallestEffect)
  const isFound = power.value.effect <= smallestEffect
  const grade: Grade = isFound ? 'fine' : chance >= HOPELESS ? 'weak' : 'stops'
  const needed = whatIsNeeded(power.value, smallestEffect)
  return {
    finding: { code, grade, smallestEffect, power, chance },
    need: isFound ? undefined : { code: 'more-of-the-design', needed },
  }
}
