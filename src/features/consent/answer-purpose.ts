import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { giveConsent, withdrawConsent } from './change-consent.ts'
import { type ConsentForm, TEXT_VERSIONS } from './contract.ts'
import type { Tx } from './repository.ts'

/** `onHubMayLook`: the first thing to show to a hub that may look from now on; inside `asActor`. */
export type ConsentParts = Readonly<{
  onHubMayLook?: (tx: Tx, actor: Actor, firmId: string, now: Date) => Promise<void>
}>

/**
 * What a form says. A yes to words that have changed since they were shown is no yes; a no always counts. A hub looks
 * along in a province alone.
 */
export const answerPurpose = (
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  firmId: string,
  { purpose, answer, version, province }: ConsentForm,
  { onHubMayLook }: ConsentParts = {},
): Promise<Result<void, 'not-found' | 'words' | 'province'>> =>
  asActor(db, actor, async (tx) => {
    if (answer === 'no') {
      const withdrawn = await withdrawConsent(tx, actor, firmId, purpose, now())
      return withdrawn.ok ? ok(undefined) : withdrawn
    }
    if (version !== TEXT_VERSIONS[purpose]) return refuse('words')
    if (purpose === 'hub-sees-advice' && province === undefined) return refuse('province')
    const given = await giveConsent(tx, actor, firmId, purpose, now(), { textVersion: version, province })
    if (!given.ok) return given
    if (purpose === 'hub-sees-advice') await onHubMayLook?.(tx, actor, firmId, now())
    return ok(undefined)
  })
