import type { Actor, DutyKind } from '#platform/actor.ts'

/**
 * Who may what, as pure functions of who acts. A duty that waits for the second factor is not among the duties of an
 * actor (find-actor.ts); the administrator must have shown it in this session, and here that is looked at once more.
 */
type Who = Actor | undefined

/** Acts for this firm: a member of it, or of the whole that it is a branch of. */
export const mayActFor = (actor: Who, firmId: string): boolean => actor?.firmIds.includes(firmId) === true

export const isAdviserOf = (actor: Who, hubId: string): boolean => has(actor, 'adviser', hubId)

export const isCoordinatorOf = (actor: Who, fieldlabId: string): boolean =>
  has(actor, 'coordinator', fieldlabId)

export const isBureau = (actor: Who): boolean => has(actor, 'bureau', undefined)

export const isAdministrator = (actor: Who): boolean =>
  has(actor, 'administrator', undefined) && actor?.secondFactorAt !== undefined

const has = (actor: Who, kind: DutyKind, organisationId: string | undefined): boolean =>
  actor?.duties.some((duty) => duty.kind === kind && duty.organisationId === organisationId) === true
