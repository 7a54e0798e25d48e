import type { Language } from '#platform/i18n.ts'
import { inLanguage, questionMessages } from './question-messages.ts'
import type { Question } from './questions.ts'

/** The words of a question; `short` is for the check page. */
export type QuestionText = Readonly<{ heading: string; hint: string; why: string; short: string }>

/** Facts in our own words; flows in those of the data. */
export function questionText(question: Question, language: Language): QuestionText {
  if (question.kind === 'flow') {
    const { flow } = question
    return {
      heading: inLanguage(language, flow.questionNl, flow.questionEn) ?? flow[language],
      hint: inLanguage(language, flow.hintNl, flow.hintEn) ?? '',
      why: inLanguage(language, flow.whyNl, flow.whyEn),
      short: flow[language],
    }
  }

  const t = questionMessages(language)
  const { id } = question
  return { heading: t(`${id}.question`), hint: t(`${id}.hint`), why: t(`${id}.why`), short: t(`${id}.short`) }
}
