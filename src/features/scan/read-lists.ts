import { BARRIERS, type BaseId } from '#engine/advice/step.ts'
import { type Result, ok, refuse } from '#engine/kernel/result.ts'
import { type Figures, STEP_FAMILIES } from '#features/figures/index.ts'
import {
  type Answers,
  type AnswersPatch,
  LEVEL_ANSWERS,
  type LevelAnswer,
  openLevels,
  stepAnswer,
  YES_NO,
  type YesNo,
} from './contract.ts'
import { FIELD } from './field-names.ts'
import { type Fault, fault } from './fault.ts'
import { inLanguage } from './question-messages.ts'

type Reading = Result<AnswersPatch, readonly Fault[]>

/**
 * All steps at once. What is ticked is in use, and what is not ticked is not there; except that a step of which
 * somebody said by itself that he doesn't know, stays unknown until he ticks it.
 */
export function readSteps(form: URLSearchParams, answers: Answers, { steps }: Figures): Reading {
  const ids = steps.map(({ id }) => id)
  const sent = new Set(STEP_FAMILIES.flatMap((family) => form.getAll(FIELD.stepsIn(family))))
  const ticked = ids.filter((id) => sent.has(id))
  const instead = new Set(form.getAll(FIELD.stepsInstead))
  const [isNone, isUnknown] = [instead.has('none'), instead.has('unknown')]

  if (ticked.length > 0 && (isNone || isUnknown)) return refuse([fault(FIELD.stepsInstead, 'steps.both')])
  if (isNone && isUnknown) return refuse([fault(FIELD.stepsInstead, 'steps.two')])
  if (isUnknown) return ok(patchOf(ids, () => 'unknown'))
  if (ticked.length === 0 && !isNone) return refuse([fault(FIELD.stepsIn(STEP_FAMILIES[0]), 'steps.empty')])

  const saidOfAll = ids.every((id) => stepAnswer(answers, id) === 'unknown')
  const isKept = (id: string) => !saidOfAll && stepAnswer(answers, id) === 'unknown'
  return ok(patchOf(ids, (id) => (sent.has(id) ? 'yes' : isKept(id) ? 'unknown' : 'no')))
}

/** Every step gets an answer of its own, so that nothing is said of steps that come later. */
const patchOf = (ids: readonly string[], answerOf: (id: string) => YesNo): AnswersPatch => ({
  steps: Object.fromEntries(ids.map((id) => [id, answerOf(id)])),
  otherSteps: undefined,
})

/** All barriers at once: each wants an answer. */
export function readBarriers(form: URLSearchParams, { barriers: texts }: Figures): Reading {
  const sent = BARRIERS.map((barrier) => [barrier, form.get(FIELD.barrier(barrier))] as const)
  const missing = sent.filter(([, answer]) => !YES_NO.some((known) => known === answer))
  if (missing.length === 0) return ok({ barriers: Object.fromEntries(sent) as Answers['barriers'] })

  return refuse(
    missing.map(([barrier]) => {
      const text = texts.find(({ id }) => id === barrier)
      return {
        field: FIELD.barrier(barrier),
        say: (t, language) => t('fault.barrier', inLanguage(language, text?.nameNl, text?.nameEn) ?? barrier),
      }
    }),
  )
}

/** All levels at once: a row that is left open is not known, but at least one wants an answer. */
export function readLevels(form: URLSearchParams, answers: Answers, bases: readonly BaseId[]): Reading {
  const sent = openLevels(bases, answers).map((id) => [id, form.get(FIELD.level(id))] as const)
  const isKnown = (answer: string): answer is LevelAnswer => LEVEL_ANSWERS.some((known) => known === answer)
  const strange = sent.filter(([, answer]) => answer !== null && !isKnown(answer))
  if (strange.length > 0) return refuse(strange.map(([id]) => fault(FIELD.level(id), 'choice')))

  const [first] = sent
  if (first !== undefined && sent.every(([, answer]) => answer === null))
    return refuse([fault(FIELD.level(first[0]), 'levels.empty')])
  const baseLevels = Object.fromEntries(sent.map(([id, answer]) => [id, answer ?? 'unknown']))
  return ok({ baseLevels: baseLevels as Answers['baseLevels'] })
}
