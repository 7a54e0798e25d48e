import { randomUUID } from 'node:crypto'
import type { Actor } from '#platform/actor.ts'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { mayActFor } from '#features/identity/index.ts'
import { appendAudit } from '#platform/audit.ts'
import { type Purpose, TEXT_VERSIONS } from './contract.ts'
import { consentsOf, insertConsent, insertConsentEvent, removeConsent, type Tx } from './repository.ts'

/** `province`: whose hubs may look; without one no hub sees anything. */
export type ConsentTerms = Readonly<{ textVersion?: number; province?: string | undefined }>

/**
 * The firm agrees, from now on; inside `asActor`. Agreeing twice is agreeing once; for another province, or to newer
 * words, it agrees anew. Call it last in a transaction (it writes to the audit log).
 */
export async function giveConsent(
  tx: Tx,
  actor: Actor,
  firmId: string,
  purpose: Purpose,
  now: Date,
  { textVersion = TEXT_VERSIONS[purpose], province }: ConsentTerms = {},
): Promise<Result<'given' | 'unchanged', 'not-found'>> {
  if (!mayActFor(actor, firmId)) return refuse('not-found')
  const where = purpose === 'hub-sees-advice' ? (province ?? '') : ''
  const before = (await consentsOf(tx, firmId)).find((state) => state.purpose === purpose)
  const isSame = before?.textVersion === textVersion && (before.province ?? '') === where
  if (before?.isGiven === true && isSame) return ok('unchanged')

  await removeConsent(tx, firmId, purpose)
  const isNew = await insertConsent(tx, { firmId, purpose, textVersion, province: where, givenAt: now })
  if (!isNew) return ok('unchanged') // somebody else of the firm did so at the same moment
  await writeDown(tx, actor, { firmId, purpose, isGiven: true, textVersion, province: where }, now)
  return ok('given')
}

/** The firm agrees no longer, from this transaction on; inside `asActor`. Call it last. */
export async function withdrawConsent(
  tx: Tx,
  actor: Actor,
  firmId: string,
  purpose: Purpose,
  now: Date,
): Promise<Result<'withdrawn' | 'unchanged', 'not-found'>> {
  if (!mayActFor(actor, firmId)) return refuse('not-found')
  if (!(await removeConsent(tx, firmId, purpose))) return ok('unchanged')
  const textVersion = TEXT_VERSIONS[purpose]
  await writeDown(tx, actor, { firmId, purpose, isGiven: false, textVersion, province: '' }, now)
  return ok('withdrawn')
}

async function writeDown(
  tx: Tx,
  actor: Actor,
  event: Readonly<{
    firmId: string
    purpose: Purpose
    isGiven: boolean
    textVersion: number
    province: string
  }>,
  now: Date,
): Promise<void> {
  const { firmId, purpose, isGiven } = event
  await insertConsentEvent(tx, { ...event, id: randomUUID(), accountId: actor.accountId, at: now })
  const action = `${isGiven ? 'consent given' : 'consent withdrawn'}: ${purpose}`
  await appendAudit(tx, { actor, action, object: `firm ${firmId}` }, now)
}
