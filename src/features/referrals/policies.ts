import { isAdviserOf, isBureau, isCoordinatorOf, mayActFor } from '#features/identity/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Referral, Side } from './contract.ts'

type Shared = Pick<
  Referral,
  'firmId' | 'peerFirmId' | 'organisationId' | 'receiverId' | 'receiverIsBureau' | 'state' | 'target'
> &
  Readonly<{ wasAccepted: boolean }>

/**
 * The side on which somebody may look at a referral and act in it; undefined: not at all. Who receives it comes in when
 * the firm said yes. `as`: from which page; one person may stand on two sides.
 */
export function sideOf(
  actor: Actor,
  referral: Shared,
  as: 'firm' | 'receiver' | 'adviser',
): Exclude<Side, 'schakel'> | undefined {
  const { firmId, peerFirmId, organisationId, receiverId, receiverIsBureau, wasAccepted } = referral
  if (as === 'firm') {
    if (mayActFor(actor, firmId)) return 'firm'
    return wasAccepted && peerFirmId !== undefined && mayActFor(actor, peerFirmId) ? 'receiver' : undefined
  }
  if (as === 'adviser') return isAdviserOf(actor, organisationId) ? 'adviser' : undefined
  if (!wasAccepted || receiverId === undefined) return undefined
  const isOfReceiver =
    isCoordinatorOf(actor, receiverId) ||
    isAdviserOf(actor, receiverId) ||
    (receiverIsBureau && isBureau(actor))
  return isOfReceiver ? 'receiver' : undefined
}

/** May refer firms. */
export const isAdviser = (actor: Actor): boolean => actor.duties.some(({ kind }) => kind === 'adviser')

/** May get referrals for an organisation. */
export const receivesAnything = (actor: Actor): boolean =>
  actor.duties.some(({ kind }) => kind !== 'administrator')

/** Whether the other side may be named: of a peer only when both said yes. */
export const mayMeet = ({ target, agreedAt }: Pick<Referral, 'target' | 'agreedAt'>): boolean =>
  target === 'entry' || agreedAt !== undefined
