import type { DroppedAttachment } from '#platform/mail/attachments.ts'
import type { Language } from '#platform/i18n.ts'
import type { CaseState, Outcome } from './contract.ts'

/** One line of an inbox. */
export type CaseRow = Readonly<{
  id: string
  number: number
  version: number
  state: CaseState
  subject: string
  askerName: string
  askerEmail: string
  province: string
  topic: string
  step: string
  organisationId: string
  organisationName: string
  assignedTo: string | undefined
  assignedName: string
  askedAt: Date
  dueAt: Date | undefined // while it is open
  isOverdue: boolean
  isEscalated: boolean // the promise was broken, and the bureau sees the case
  lastFrom: 'asker' | 'network'
  updatedAt: Date
}>

/** How many each filter would give, the other filters as they are. */
export type InboxCounts = Readonly<
  Record<'mine' | 'nobody' | 'overdue' | 'open' | 'answered' | 'closed', number>
>
export type Inbox = Readonly<{
  rows: readonly CaseRow[]
  counts: InboxCounts
  next: string | undefined // `after` of the following page
  hubs: readonly Named[] // whose cases these are
  colleagues: readonly Colleague[] // whom cases may be assigned to
  isBureau: boolean
}>
export type Named = Readonly<{ id: string; name: string }>

export type AttachmentView = Readonly<{ id: string; name: string; type: string; bytes: number }>

/** Something that was said, to the other side or among colleagues, or that happened. */
export type MessageView = Readonly<{
  id: string
  at: Date
  kind: 'question' | 'answer' | 'note' | 'event'
  event: NoteKind | undefined // of an event; `body` then is whom or what it is about
  body: string
  authorName: string
  organisationName: string // of an answer
  attachments: readonly AttachmentView[]
  dropped: readonly DroppedAttachment[]
}>

export const NOTE_KINDS = [
  ...(['note', 'assigned', 'handed-over', 'programme', 'merged', 'closed'] as const),
  ...(['reopened', 'reminded', 'escalated', 'mail'] as const),
] as const
export type NoteKind = (typeof NOTE_KINDS)[number]

export type HandedOver = Readonly<{ fromName: string; byName: string; reason: string; at: Date }>
export type ToProgramme = Readonly<{ slug: string; name: string; reason: string; at: Date }>
export type CaseName = Readonly<{ id: string; number: number }>
export type Colleague = Readonly<{ accountId: string; name: string }>

/** All that an adviser sees of a case. */
export type CaseView = CaseRow &
  Readonly<{
    language: Language
    source: 'page' | 'mail'
    firmId: string | undefined
    outcome: Outcome | undefined
    closedAt: Date | undefined
    messages: readonly MessageView[] // the oldest first; notes and events among them
    handedOver: HandedOver | undefined
    programme: ToProgramme | undefined
    mergedInto: CaseName | undefined
    merged: readonly CaseName[]
    colleagues: readonly Colleague[] // whom it may be assigned to
    others: readonly (CaseName & Readonly<{ subject: string }>)[] // of the same asker: may be merged
    mayHandOver: boolean // to another hub; once
    hubs: readonly Named[] // to whom: the other hubs, and the bureau
    programmes: readonly Named[] // national programmes, by slug
    texts: readonly TextModule[] // with name, number, adviser and organisation filled in
  }>

/** All that whoever asked sees. */
export type AskerCaseView = Readonly<{
  id: string
  number: number
  version: number
  state: CaseState
  subject: string
  askedAt: Date
  updatedAt: Date
  dueAt: Date | undefined
  organisationName: string
  assignedName: string
  programme: ToProgramme | undefined
  mergedInto: Readonly<{ number: number; id: string | undefined }> | undefined // without id: answers come by mail
  messages: readonly MessageView[] // questions and answers
  mayAdd: boolean // a colleague of the asker reads only
}>

/** One question in the list of whoever asked. */
export type AskedCase = Readonly<{
  id: string
  firmId: string | undefined // for which firm
  number: number
  subject: string
  state: CaseState
  askedAt: Date
  updatedAt: Date
  dueAt: Date | undefined
  organisationName: string
  lastFrom: 'asker' | 'network'
}>

export type TextModule = Readonly<{
  id: string
  organisationId: string
  isOfBureau: boolean // for everybody; only the bureau changes it
  name: string
  body: string
  version: number
}>

export type ProgrammeCount = Readonly<{ programme: string; month: string; questions: number }> // month: YYYY-MM
