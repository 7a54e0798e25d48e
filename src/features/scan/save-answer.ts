import { type Result, ok } from '#engine/kernel/result.ts'
import type { Figures } from '#features/figures/index.ts'
import type { Ctx } from '#platform/context.ts'
import { changeAnswers } from './change-answers.ts'
import { withAnswers } from './contract.ts'
import type { Fault } from './fault.ts'
import type { Question } from './questions.ts'
import { readAnswer } from './read-answer.ts'
import type { Scan } from './scan.ts'

/** Saves what a page of the scan says; refused with everything that is wrong with it. */
export const saveAnswer = (
  ctx: Ctx,
  figures: Figures,
  link: string,
  question: Question,
  form: URLSearchParams,
): Promise<Result<Scan, 'not-found' | readonly Fault[]>> =>
  changeAnswers(ctx, figures, link, (answers) => {
    const read = readAnswer(question, form, answers, figures)
    if (!read.ok) return read
    const asked = [...new Set([...answers.asked, question.slug])]
    return ok({ ...withAnswers(answers, read.value), asked })
  })
