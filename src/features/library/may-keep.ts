import type { Actor } from '#platform/actor.ts'

/** May they write and change the articles that an organisation keeps? Its own people, the bureau and the administrator. */
export const mayKeep = (actor: Actor | undefined, organisationId: string): boolean =>
  mayKeepAll(actor) || actor?.duties.some((duty) => duty.organisationId === organisationId) === true

export const mayKeepAll = (actor: Actor | undefined): boolean =>
  actor?.duties.some(({ kind }) => kind === 'bureau' || kind === 'administrator') === true

/** For which organisations somebody keeps articles; undefined: for all of them. */
export const keepsFor = (actor: Actor): readonly string[] | undefined =>
  mayKeepAll(actor) ? undefined : actor.duties.flatMap(({ organisationId }) => organisationId ?? [])

export const isKeeper = (actor: Actor | undefined): actor is Actor =>
  actor !== undefined && (mayKeepAll(actor) || (keepsFor(actor)?.length ?? 0) > 0)
