import { z } from 'zod'
import type { Action } from '#engine/advice/candidate.ts'
import type { Question } from '#engine/advice/question.ts'
import type { Need } from '#engine/matching/needy-firm.ts'

export const SIZE_CLASSES = ['1-9', '10-49', '50-249', '250+'] as const
export type SizeClass = (typeof SIZE_CLASSES)[number]

/** Why to speak with a firm: to find something out, about what holds it back, to help it begin; or nothing is to be done. */
export const TALK_REASONS = ['find-out', 'barrier', 'begin', 'wait'] as const
export type TalkReason = (typeof TALK_REASONS)[number]

/** What is not known of a firm, and what it would be worth to know [EUR]. */
export type OpenQuestion = Readonly<{ question: Question; valueEur: number; minutes: number }>

/** What a firm that shows its advice to its hub could use. Money in EUR. */
export type FirmNeed = Readonly<{
  firmId: string
  province: string
  sizeClass: SizeClass
  employees: number
  isSizeTold: boolean
  sector: string // two digits of the SBI; '' is unknown
  action: Action
  firstStepId: string | undefined
  gainEur: number // expected of the whole plan
  gainLowEur: number // one outcome in ten is lower
  gainHighEur: number // one outcome in ten is higher
  talkLowEur: number // what a conversation may bring
  talkEur: number
  talkHighEur: number
  talkReason: TalkReason
  barriers: readonly string[]
  openQuestions: readonly OpenQuestion[] // the most worth first
  needs: readonly Need[]
  adviceId: string
  advisedAt: Date
  askedAt: Date
}>

/** What an adviser did with a firm of the list. */
export const MARK_KINDS = ['called', 'not-now', 'offered'] as const
export const CALL_RESULTS = ['talked', 'no-answer', 'not-interested'] as const
export type CallResult = (typeof CALL_RESULTS)[number]
export type Mark = Readonly<{
  id: string
  firmId: string
  organisationId: string
  accountId: string | undefined // undefined: somebody who is not here any more
  kind: (typeof MARK_KINDS)[number]
  result: CallResult | undefined
  until: string | undefined // YYYY-MM-DD
  offerId: string | undefined // what was offered; not kept of a peer
  at: Date
}>

/** Why a firm is not among those to speak with. */
export const LEFT_OUT = [
  'hours',
  'other-help',
  'no-room',
  'no-value',
  'not-now',
  'talked',
  'not-interested',
] as const
export type LeftOut = (typeof LEFT_OUT)[number]

export type TalkHours = Readonly<{
  organisationId: string
  accountId: string
  talksPerWeek: number
  awayUntil: string | undefined
  version: number
}>

/** What made a list: the clock on Monday, an adviser, or whoever runs the server. */
export type RunCause = 'weekly' | 'button' | 'command'

const day = z.iso.date()
const hub = z.uuid()
/** The newest mark of the firm that the page showed; '' is none. */
const seen = z.union([z.uuid(), z.literal('')])

export const callFormSchema = z.object({ hub, firm: z.uuid(), seen, result: z.enum(CALL_RESULTS) })
export const laterFormSchema = z.object({ hub, firm: z.uuid(), seen, until: day })
export const offerFormSchema = z.object({ hub, firm: z.uuid(), seen, offer: z.string().min(1).max(200) })
export const hoursFormSchema = z.object({
  hub,
  talks: z.coerce.number().int().min(0).max(60),
  away: z.union([day, z.literal('')]),
  version: z.coerce.number().int().min(0),
})
