import { baseName, type Figures } from '#features/figures/index.ts'
import type { Language } from '#platform/i18n.ts'
import { amountMessages, baseHint, isStock } from './amount-messages.ts'
import { flowQuestion } from './flow-questions.ts'
import { inLanguage, questionMessages } from './question-messages.ts'
import type { FlowFigures, Question } from './questions.ts'

/** The words of a question; `short` is for the check page. */
export type QuestionText = Readonly<{ heading: string; hint: string; why: string; short: string }>

/** Facts and amounts in our own words; flows, steps and barriers in those of the data. */
export function questionText(question: Question, figures: Figures, language: Language): QuestionText {
  const t = questionMessages(language)
  switch (question.kind) {
    case 'flow':
      return flowText(question.flow, figures, language)
    case 'step': {
      const { nameNl, nameEn, sentenceEn, descriptionNl, descriptionEn } = question.step
      const name = inLanguage(language, nameNl, nameEn)
      return {
        heading: t('step.question', inLanguage(language, lowerFirst(nameNl), sentenceEn)),
        hint: inLanguage(language, descriptionNl, descriptionEn),
        why: t('stepsInUse.why'),
        short: name,
      }
    }
    case 'barrier': {
      const { nameNl, nameEn, questionNl, questionEn, hintNl, hintEn } = question.barrier
      return {
        heading: inLanguage(language, questionNl, questionEn),
        hint: inLanguage(language, hintNl, hintEn),
        why: t('barriers.why'),
        short: t('barrier.short', inLanguage(language, nameNl, nameEn)),
      }
    }
    case 'base':
      return baseText(question.id, language)
    case 'share': {
      const of = amountMessages(language)
      const { id } = question
      return {
        heading: of(`${id}.question`),
        hint: of(`${id}.hint`),
        why: of(`${id}.why`),
        short: of(`${id}.short`),
      }
    }
    default: {
      const { id } = question
      return {
        heading: t(`${id}.question`),
        hint: t(`${id}.hint`),
        why: t(`${id}.why`),
        short: t(`${id}.short`),
      }
    }
  }
}

/** A flow that nobody wrote a question for is asked by its name, and from where to where it goes. */
function flowText(flow: FlowFigures, { flows }: Figures, language: Language): QuestionText {
  const t = questionMessages(language)
  const place = (wanted: string) => {
    const found = flows.functions.find(({ id }) => id === wanted)
    return lowerFirst(found?.[language] ?? wanted)
  }
  const made = () => t('flow.question', flow[language], place(flow.from), place(flow.to))
  return {
    heading:
      inLanguage(language, flow.questionNl, flow.questionEn) ?? flowQuestion(flow.id, language) ?? made(),
    hint: inLanguage(language, flow.hintNl, flow.hintEn) ?? t('flow.hint'),
    why: inLanguage(language, flow.whyNl, flow.whyEn),
    short: flow[language],
  }
}

function baseText(id: string, language: Language): QuestionText {
  const of = amountMessages(language)
  const short = baseName(id, language)
  return {
    heading: of(isStock(id) ? 'base.questionStock' : 'base.question', short),
    hint: baseHint(id, language),
    why: of('base.why'),
    short,
  }
}

/** For a name inside a sentence; abbreviations stay as they are. */
const lowerFirst = (name: string) =>
  /^\p{Lu}-?\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
