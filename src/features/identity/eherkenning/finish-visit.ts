import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { nameActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { OidcConfig } from '#platform/config.ts'
import type { Ctx } from '#platform/context.ts'
import { linkHashOf } from '#platform/link-holder.ts'
import { type BegunSession, type BrowserShown, beginSession } from '../begin-session.ts'
import { asVisitorWith, insertAccount, nameShown, type Tx } from '../repository.ts'
import { bareActor } from '../second-factor/show-factor.ts'
import { isSureEnough } from './assurance.ts'
import { type ProvenFirm, readProvenFirm } from './proven-firm.ts'
import type { Provider, ProviderRefusal } from './provider.ts'
import {
  findAccountOfSubject,
  findProvenFirm,
  insertExternalIdentity,
  insertFirmMember,
  insertProvenFirm,
  lockSubject,
  takeAttempt,
} from './repository.ts'

export type VisitRefusal = ProviderRefusal | 'low-assurance' | 'no-firm'

export type Back = Readonly<{
  search: string // of the address that the provider sent the browser to
  cookieState: string | undefined // what this browser carries of the visit that it began
  browser: BrowserShown
}>

/**
 * Somebody comes back from the provider: checks all that it says, finds or makes account, firm and membership, and
 * begins a session. With a branch the session is for that branch alone.
 */
export async function finishVisit(
  ctx: Ctx,
  provider: Provider,
  oidc: OidcConfig,
  { search, cookieState, browser }: Back,
): Promise<Result<BegunSession & Readonly<{ returnPath: string }>, VisitRefusal>> {
  const state = new URLSearchParams(search).get('state')
  if (state === null || state === '' || state !== cookieState) return refuse('failed')
  const stateHash = linkHashOf(state)
  const attempt = await asVisitorWith(ctx.db, 'attempt', stateHash, (tx) =>
    takeAttempt(tx, stateHash, ctx.now()),
  )
  if (attempt === undefined) return refuse('failed')

  const proven = await provider.finish({ state, ...attempt }, search)
  if (!proven.ok) return proven
  const { issuer, subject, acr, claims } = proven.value
  if (!isSureEnough(acr, oidc.acr)) return refuse('low-assurance')
  const firm = readProvenFirm(claims, oidc)
  if (!firm.ok) return firm

  const begun = await begin(ctx, { issuer, subject }, firm.value, browser)
  return ok({ ...begun, returnPath: attempt.returnPath })
}

type Subject = Readonly<{ issuer: string; subject: string }>

const begin = (
  ctx: Ctx,
  subject: Subject,
  proven: ProvenFirm,
  browser: BrowserShown,
): Promise<BegunSession> =>
  asVisitorWith(ctx.db, 'subject', `${subject.issuer} ${subject.subject}`, async (tx) => {
    const now = ctx.now()
    const accountId = await accountOf(tx, subject, ctx)
    const firmId = await firmOf(tx, accountId, proven, now)
    await insertFirmMember(tx, { firmId, accountId, since: now })
    const limited = proven.branchNumber === undefined ? null : firmId
    const begun = await beginSession(tx, accountId, { ...browser, firmId: limited }, now)
    const deed = { actor: { accountId }, action: 'signed in by eherkenning', object: `firm ${firmId}` }
    await appendAudit(tx, deed, now)
    return begun
  })

/** A subject means nothing without its issuer; an e-mail address that a provider tells proves nothing here. */
async function accountOf(tx: Tx, subject: Subject, { language, now }: Ctx): Promise<string> {
  await lockSubject(tx, subject)
  const known = await findAccountOfSubject(tx, subject)
  const accountId = known ?? randomUUID()
  await nameShown(tx, 'account', accountId)
  if (known !== undefined) return known

  await insertAccount(tx, { id: accountId, email: null, language, createdAt: now() })
  await insertExternalIdentity(tx, { ...subject, accountId, createdAt: now() })
  return accountId
}

/** Leaves the account named as acting for this firm, so that it may become a member. */
async function firmOf(tx: Tx, accountId: string, proven: ProvenFirm, now: Date): Promise<string> {
  const actFor = (firmId: string) => nameActor(tx, { ...bareActor(accountId), firmIds: [firmId] })
  await nameShown(tx, 'kvk', proven.kvkNumber)
  const known = await findProvenFirm(tx, proven)
  if (known === undefined) {
    const id = randomUUID()
    await actFor(id)
    await insertProvenFirm(tx, id, proven, now)
  }
  const firmId = known ?? (await findProvenFirm(tx, proven))
  if (firmId === undefined) throw new Error('the firm that was just made is not there')
  await actFor(firmId)
  return firmId
}
