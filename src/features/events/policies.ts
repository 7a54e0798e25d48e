import { isAdviserOf, isBureau, isCoordinatorOf } from '#features/identity/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { NetworkEvent } from './contract.ts'

/** May they hold events for an organisation? Its own people, and the bureau for itself. */
export const mayOrganiseFor = (
  actor: Actor | undefined,
  { id, isBureau: isOfBureau }: Readonly<{ id: string; isBureau: boolean }>,
): boolean => isAdviserOf(actor, id) || isCoordinatorOf(actor, id) || (isOfBureau && isBureau(actor))

/** May they change an event, and see who comes? */
export const mayOrganise = (
  actor: Actor | undefined,
  { organisationId, isOfBureau }: Pick<NetworkEvent, 'organisationId' | 'isOfBureau'>,
): boolean => mayOrganiseFor(actor, { id: organisationId, isBureau: isOfBureau })

/** Does anything they do have to do with holding events? */
export const organisesAnything = (actor: Actor | undefined): boolean =>
  actor?.duties.some(({ kind }) => kind !== 'administrator') === true
