import { z } from 'zod'
import { PROVINCES } from '#features/firms/index.ts'
import { DEEDS, type SIDES, type STATES } from './referral-machine.ts'

export { DEEDS, type Deed, SIDES, type Side, STATES, type State } from './referral-machine.ts'

/** What a firm is referred to. */
export const REFERRAL_KINDS = ['trial', 'peer', 'expert', 'course', 'talk'] as const
export type ReferralKind = (typeof REFERRAL_KINDS)[number]

/** Without an answer for so many working days whoever is to do something is reminded, once. */
export const REMINDER_WORKING_DAYS = 5

const clean = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
const words = (max: number, fault = 'words') =>
  z
    .string(fault)
    .max(4 * max, fault)
    .overwrite(clean)
    .max(max, fault)
const line = (max: number, fault: string) =>
  z
    .string(fault)
    .max(4 * max, fault)
    .overwrite((text) => clean(text).replace(/\s+/g, ' '))
    .max(max, fault)

export const MAX_REASON = 600
export const MAX_WORDS = 2_000

/** The form of an adviser. `target`: 'entry/…' or 'peer/…'. */
export const referSchema = z.object({
  firma: z.uuid('firm'),
  vraag: z.uuid().optional().catch(undefined),
  stap: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/)
    .optional()
    .catch(undefined),
  target: z.string('target').regex(/^(entry|peer)\/[0-9a-f-]{36}$/, 'target'),
  reason: words(MAX_REASON, 'reason').min(1, 'reason'),
})
export type ReferForm = Readonly<z.output<typeof referSchema>>
export const REFER_FIELDS = ['firma', 'target', 'reason'] as const

/** What somebody does with a referral; `version` as the page showed it. */
export const moveSchema = z.object({
  deed: z.enum(DEEDS),
  version: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1),
  words: words(MAX_WORDS).default(''),
  eurPerYear: z
    .string()
    .max(20, 'eurPerYear')
    .overwrite((text) => text.replace(/[\s.€]/g, ''))
    .regex(/^-?\d{0,8}$/, 'eurPerYear')
    .transform((text) => (text === '' || text === '-' ? undefined : Number(text)))
    .optional(),
  hours: z
    .string()
    .max(10, 'hours')
    .overwrite((text) => text.replace(/\s/g, '').replace(',', '.'))
    .regex(/^(\d{1,3}(\.\d)?)?$/, 'hours')
    .transform((text) => (text === '' ? undefined : Number(text)))
    .optional(),
  contactName: line(120, 'contactName').default(''),
  phone: line(30, 'phone')
    .regex(/^(\+?[\d\s()/-]{6,30})?$/, 'phone')
    .default(''),
  email: line(200, 'email')
    .regex(/^([^@\s]+@[^@\s]+\.[^@\s]+)?$/, 'email')
    .default(''),
})
export type MoveForm = Readonly<z.output<typeof moveSchema>>
export const MOVE_FIELDS = ['words', 'eurPerYear', 'hours', 'contactName', 'phone', 'email'] as const

/** Whom the other side may call. */
export type Contact = Readonly<{ firmName: string; contactName: string; phone: string; email: string }>

export type ReferralEvent = Readonly<{
  side: (typeof SIDES)[number]
  deed: (typeof DEEDS)[number]
  words: string
  eurPerYear: number | undefined
  hours: number | undefined // of help
  at: Date
}>

/** A referral as one side may see it. */
export type Referral = Readonly<{
  id: string
  firmId: string
  organisationId: string
  organisationName: string // the hub that refers
  caseId: string | undefined
  target: 'entry' | 'peer'
  kind: ReferralKind
  entryId: string | undefined
  entrySlug: string | undefined
  receiverId: string | undefined
  receiverName: string | undefined // organisation that keeps the entry
  receiverIsBureau: boolean
  peerOfferId: string | undefined
  peerFirmId: string | undefined
  step: string
  title: string // of the entry; '' of a peer
  reason: string
  offerId: string | undefined
  adviserAccountId: string | undefined
  state: (typeof STATES)[number]
  turn: '' | 'firm' | 'receiver'
  offeredAt: Date
  agreedAt: Date | undefined
  changedAt: Date
  remindAt: Date | undefined
  version: number
}>

/** What a firm that agrees to talk says of itself. */
export const peerSchema = z.object({
  steps: z
    .array(z.string().regex(/^[a-z0-9-]{1,80}$/, 'steps'))
    .min(1, 'steps')
    .max(30, 'steps'),
  sector: z.string('sector').regex(/^\d{2}$/, 'sector'),
  province: z.enum(PROVINCES, 'province'),
  did: line(300, 'did').min(1, 'did'),
  most: z.coerce.number('most').int('most').min(1, 'most').max(12, 'most'),
  version: z.coerce.number().int().min(0).catch(0),
})
export type PeerForm = Readonly<z.output<typeof peerSchema>>
export const PEER_FIELDS = ['steps', 'sector', 'province', 'did', 'most'] as const
