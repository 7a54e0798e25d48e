import type { Actor } from '#platform/actor.ts'
import { isAdviserOf, isBureau } from '#features/identity/index.ts'

type Owned = Readonly<{ organisationId: string; isOfBureau: boolean; escalatedAt: Date | null }>

/** Advisers of the hub that has it; the bureau when it is the bureau's own or its promise was broken. */
export const mayWorkOn = (actor: Actor, { organisationId, isOfBureau, escalatedAt }: Owned): boolean =>
  isAdviserOf(actor, organisationId) || (isBureau(actor) && (isOfBureau || escalatedAt !== null))

/** Has anything to do at the desk. */
export const worksAtDesk = (actor: Actor): boolean =>
  isBureau(actor) || actor.duties.some(({ kind }) => kind === 'adviser')

/** The hubs that they advise for. */
export const hubsOf = (actor: Actor): readonly string[] =>
  actor.duties.flatMap(({ kind, organisationId }) => (kind === 'adviser' ? (organisationId ?? []) : []))

type Asked = Readonly<{ askerAccountId: string | null; askerEmail: string }>

/** Asked it: by this account, or with the address that it proved. */
export const askedIt = (
  { askerAccountId, askerEmail }: Asked,
  { accountId, address }: Readonly<{ accountId: string; address: string | undefined }>,
): boolean => askerAccountId === accountId || (address !== undefined && askerEmail === address)

/** The bureau, which is not bound by what a hub may do once. */
export const isOfBureauAlone = (actor: Actor, { organisationId }: Pick<Owned, 'organisationId'>): boolean =>
  isBureau(actor) && !isAdviserOf(actor, organisationId)
