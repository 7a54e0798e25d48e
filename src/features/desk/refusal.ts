import type { CaseView, AskerCaseView } from './case-view.ts'

/** Why nothing was changed. Who may not see a case is told that it is not there. */
export type DeskRefusal<Current = CaseView> =
  | Readonly<{ why: 'not-found' }>
  | Readonly<{ why: 'stale'; current: Current }> // somebody changed it since; the newest state
  | Readonly<{ why: ImpossibleWhy }>
export type AskerRefusal =
  | DeskRefusal<AskerCaseView>
  | Readonly<{ why: 'too-many'; retryAfterSeconds: number }>

/** What the case, as it stands, does not allow. */
export type ImpossibleWhy =
  | 'merged' // it lives on in another case
  | 'closed' // reopen it first
  | 'not-answered' // whoever asks was told nothing yet
  | 'not-closed' // so nothing to reopen
  | 'no-colleague' // nobody who may have it
  | 'no-organisation' // not a hub or the bureau, or the one that has it
  | 'handed-over-before' // once only
  | 'no-programme' // not in the directory
  | 'other-asker' // only questions of one and the same asker go together
  | 'same-case'
