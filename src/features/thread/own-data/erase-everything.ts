import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { findAddress, findMemberships, lockFirms } from '#features/identity/index.ts'
import { type Actor, asActor, nameActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import type { Feature } from '#platform/feature.ts'
import { queueMail } from '#platform/mail/outbox.ts'
import { findFirms } from '../repository.ts'
import { firmName } from '../thread-page.ts'
import { messages } from './messages.ts'

export type ErasureRefusal =
  | 'has-duty' // whoever does something for the network is dismissed first
  | 'other-firms' // signed in for one branch alone, and a member of more

/** What an erasure would take: firms that go too, and firms that others go on with. */
export type ErasurePlan = Readonly<{ goes: readonly string[]; stays: readonly string[] }>

type Tx = Parameters<Parameters<typeof asActor>[2]>[0]

async function planErasure(tx: Tx, actor: Actor): Promise<Result<ErasurePlan, ErasureRefusal>> {
  if (actor.duties.length > 0) return refuse('has-duty')
  const mine = await findMemberships(tx, actor.accountId)
  if (mine.some(({ firmId }) => !actor.firmIds.includes(firmId))) return refuse('other-firms')
  const ids = (which: (others: number) => boolean) =>
    mine.filter(({ others }) => which(others)).map(({ firmId }) => firmId)
  return ok({ goes: ids((others) => others === 0), stays: ids((others) => others > 0) })
}

export type Erasure = Readonly<{
  goes: readonly string[] // names of firms
  stays: readonly string[]
  email: string | undefined
}>

/** What an erasure would take, in words. */
export const findErasure = (
  { db, language }: Pick<Ctx, 'db' | 'language'>,
  actor: Actor,
): Promise<Result<Erasure, ErasureRefusal>> =>
  asActor(db, actor, async (tx) => {
    const plan = await planErasure(tx, actor)
    if (!plan.ok) return plan
    const firms = await findFirms(tx, [...plan.value.goes, ...plan.value.stays])
    const names = (ids: readonly string[]) =>
      firms.filter(({ id }) => ids.includes(id)).map((firm) => firmName(firm, language))
    const email = await findAddress(tx, actor.accountId)
    return ok({ goes: names(plan.value.goes), stays: names(plan.value.stays), email })
  })

/** Retyped: the address, or where there is none the word that the page says. */
export function confirms(typed: string, email: string | undefined, language: Ctx['language']): boolean {
  const expected = email ?? messages(language)('erase.word')
  return typed.trim().toLowerCase() === expected.toLowerCase()
}

/**
 * Erases the account, firms for which nobody else acts, and all that features keep of them: everything, or nothing. All
 * sessions are over. A confirmation goes to the address, the last that is known of it.
 */
export const eraseEverything = (
  { db, now, language }: Pick<Ctx, 'db' | 'now' | 'language'>,
  actor: Actor,
  features: readonly Feature[],
  address: string | undefined,
): Promise<Result<ErasurePlan, ErasureRefusal>> =>
  asActor(db, actor, async (tx) => {
    await lockFirms(tx, actor.firmIds)
    const plan = await planErasure(tx, actor)
    if (!plan.ok) return plan

    const goer: Actor = { ...actor, firmIds: plan.value.goes }
    await nameActor(tx, goer)
    for (const { personalData } of accountLast(features)) await personalData?.erase(tx, goer, now())
    if (address !== undefined) await queueMail(tx, goodbye(address, language), now())
    await appendAudit(tx, { actor, action: 'account erased', object: `account ${actor.accountId}` }, now())
    return plan
  })

/** What hangs on the account and its firms goes before them. */
function accountLast(features: readonly Feature[]): readonly Feature[] {
  const isLast = ({ personalData }: Feature) => personalData?.tables.includes('account') === true
  return [...features.filter((feature) => !isLast(feature)), ...features.filter(isLast)]
}

/** Its key is chance: nothing that stays behind names the account. */
function goodbye(recipient: string, language: Ctx['language']) {
  const t = messages(language)
  return { key: `erased ${randomUUID()}`, recipient, subject: t('goodbye.subject'), body: t('goodbye.body') }
}
