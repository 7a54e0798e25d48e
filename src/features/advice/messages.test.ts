import { describe, expect, test } from 'vitest'
import { conclusionNl, waitNl } from './messages.ts'
import { chainNl } from './messages-chain.ts'
import { explanationNl } from './messages-explanation.ts'
import { assumptionsNl, runnersUpNl, sourcesNl } from './messages-plan.ts'
import { plansNl, roadmapNl } from './messages-roadmap.ts'
import { helpNl, outcomesNl, stepNl } from './messages-step.ts'

type Message = string | ((...args: never[]) => string)
const parts: Readonly<Record<string, Readonly<Record<string, Message>>>> = {
  conclusionNl,
  waitNl,
  stepNl,
  outcomesNl,
  helpNl,
  chainNl,
  roadmapNl,
  plansNl,
  explanationNl,
  runnersUpNl,
  assumptionsNl,
  sourcesNl,
}

/** A placeholder counts as one word, however long the amount or name that comes in its place. */
const textOf = (message: Message) =>
  typeof message === 'string'
    ? message
    : (message as (...args: string[]) => string)(...Array(message.length).fill('x'))
const wordsIn = (sentence: string) => sentence.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length

/** Whole sentences: labels would make the mean look short. */
const sentences = Object.entries(parts).flatMap(([part, messages]) =>
  Object.entries(messages).flatMap(([key, message]) =>
    textOf(message)
      .split(/(?<=[.?:])\s+/)
      .filter((sentence) => /[.?:]$/.test(sentence))
      .map((sentence) => ({ key: `${part}.${key}`, sentence, words: wordsIn(sentence) })),
  ),
)

describe('the Dutch of the result page', () => {
  test('has sentences of at most twenty words, twelve on average', () => {
    expect(sentences.length).toBeGreaterThan(100)
    expect(sentences.filter(({ words }) => words > 20)).toEqual([])
    const mean = sentences.reduce((sum, { words }) => sum + words, 0) / sentences.length
    expect(mean).toBeLessThanOrEqual(12)
  })

  test('says u, does not shout, and uses no word that needs explaining', () => {
    const all = Object.values(parts)
      .flatMap((messages) => Object.values(messages).map(textOf))
      .join('\n')
    expect(all).not.toMatch(/!/)
    expect(all).not.toMatch(/\b(je|jij|jouw)\b/i)
    expect(all).not.toMatch(
      /\b(implementeren|optimaliseren|NPV|ROI|P90|scenario|stakeholder|roadmap|digital reach)\b/i,
    )
  })
})
