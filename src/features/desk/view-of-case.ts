import type { CaseRow, HandedOver, ToProgramme } from './case-view.ts'
import type { DeskCase } from './repository.ts'

type ListedCase = Pick<
  DeskCase,
  | (
      | 'id'
      | 'number'
      | 'version'
      | 'state'
      | 'subject'
      | 'askerName'
      | 'askerEmail'
      | 'province'
      | 'topic'
      | 'step'
    )
  | (
      | 'organisationId'
      | 'assignedTo'
      | 'assignedName'
      | 'askedAt'
      | 'dueAt'
      | 'escalatedAt'
      | 'lastFrom'
      | 'updatedAt'
    )
>

/** One line of an inbox, of a row and the name of who has it. */
export function caseRowOf(row: ListedCase, organisationName: string, now: Date): CaseRow {
  const { id, number, version, state, subject, askerName, askerEmail, province, topic, step } = row
  const { organisationId, assignedName, askedAt, lastFrom, updatedAt } = row
  return {
    ...{ id, number, version, state, subject, askerName, askerEmail, province, topic, step },
    ...{ organisationId, organisationName, assignedName, askedAt, lastFrom, updatedAt },
    assignedTo: row.assignedTo ?? undefined,
    dueAt: row.dueAt ?? undefined,
    isOverdue: row.dueAt !== null && row.dueAt <= now,
    isEscalated: row.escalatedAt !== null,
  }
}

export const programmeOf = (row: DeskCase): ToProgramme | undefined =>
  row.programmeAt === null
    ? undefined
    : { slug: row.programme, name: row.programmeName, reason: row.programmeReason, at: row.programmeAt }

export const handedOverOf = (row: DeskCase): HandedOver | undefined =>
  row.handedAt === null
    ? undefined
    : { fromName: row.handedFromName, byName: row.handedByName, reason: row.handedReason, at: row.handedAt }
