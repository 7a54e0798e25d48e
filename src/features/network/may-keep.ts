import type { Actor } from '#platform/actor.ts'

/** May they change the entries that an organisation keeps? Its own people, the bureau and the administrator. */
export const mayKeep = (actor: Actor | undefined, organisationId: string): boolean =>
  mayKeepAll(actor) || actor?.duties.some((duty) => duty.organisationId === organisationId) === true

/** May they change every entry, and read in a file? */
export const mayKeepAll = (actor: Actor | undefined): boolean =>
  actor?.duties.some(({ kind }) => kind === 'bureau' || kind === 'administrator') === true

/** Schakel itself, at start and on the command line of whoever runs the server. */
export const SYSTEM: Actor = {
  accountId: '00000000-0000-0000-0000-000000000000',
  firmIds: [],
  duties: [
    { kind: 'bureau', organisationId: undefined },
    { kind: 'administrator', organisationId: undefined },
  ],
  secondFactorAt: undefined,
}
