import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { countAttempt, type TooMany, type TryLimit } from '#features/identity/index.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import { asLinkHolder, drawLinkToken, linkHashOf } from '#platform/link-holder.ts'
import { queueMail } from '#platform/mail/outbox.ts'
import { drawReplyToken } from '#platform/mail/reply-token.ts'
import type { AskForm, FieldFault } from './contract.ts'
import type { DeskParts } from './desk-parts.ts'
import { askedMail } from './mails.ts'
import { findOwnAccount, findOwnerFor } from './people/repository.ts'
import { promiseFrom } from './promise.ts'
import { insertCase, type Tx } from './repository.ts'
import { insertMessage } from './said/repository.ts'
import { searchTextOf, subjectOf } from './subject.ts'

const HOUR_MS = 60 * 60 * 1000
const BY_VISITOR: TryLimit = { name: 'questions of visitor', tries: 20, windowMs: HOUR_MS }
const TO_ADDRESS: TryLimit = { name: 'questions with address', tries: 5, windowMs: HOUR_MS }

export type AskRequest = Readonly<{
  form: AskForm
  siteUrl: string // where the private link leads; never taken from what a visitor sent
  visitorAddress?: string | undefined // counted, so that nobody floods the desk
}>
export type Asked = Readonly<{
  id: string
  number: number
  linkToken: string | undefined // of the private link; shown now and never again. An account needs none
  dueAt: Date
  organisationName: string
}>
export type AskRefusal =
  | Readonly<{ why: 'faults'; faults: readonly FieldFault[] }>
  | (Readonly<{ why: 'too-many' }> & TooMany)

/** Asks the hub of the province, or the bureau where there is none. A mail says by when there will be an answer. */
export async function askQuestion(
  ctx: Ctx,
  parts: Pick<DeskParts, 'config' | 'figures'>,
  request: AskRequest,
): Promise<Result<Asked, AskRefusal>> {
  const { form, visitorAddress } = request
  const address = await addressOf(ctx, form)
  const faults = faultsIn(ctx.actor, form, address, parts)
  if (address === undefined || faults.length > 0) return refuse({ why: 'faults', faults })
  for (const [limit, key] of [
    [BY_VISITOR, visitorAddress],
    [TO_ADDRESS, address],
  ] as const) {
    const counted = key === undefined ? ok(undefined) : await countAttempt(ctx, limit, key)
    if (!counted.ok) return refuse({ why: 'too-many', ...counted.error })
  }
  const { actor } = ctx
  if (actor !== undefined)
    return ok(await asActor(ctx.db, actor, (tx) => ask(tx, ctx, parts, { ...request, address })))
  const linkToken = drawLinkToken()
  return ok(
    await asLinkHolder(ctx.db, linkHashOf(linkToken), (tx) =>
      ask(tx, ctx, parts, { ...request, address, linkToken }),
    ),
  )
}

/** That of the account; a form does not change it. */
async function addressOf({ db, actor }: Ctx, { email }: AskForm): Promise<string | undefined> {
  if (actor === undefined) return email
  const own = await asActor(db, actor, (tx) => findOwnAccount(tx, actor.accountId))
  return own.address ?? email
}

function faultsIn(
  actor: Actor | undefined,
  { firmId, step }: AskForm,
  address: string | undefined,
  { figures }: Pick<DeskParts, 'figures'>,
): readonly FieldFault[] {
  const faults: FieldFault[] = []
  if (address === undefined) faults.push({ field: 'email', fault: 'required' })
  if (firmId !== undefined && actor?.firmIds.includes(firmId) !== true)
    faults.push({ field: 'firmId', fault: 'choice' })
  if (step !== undefined && !figures.steps.some(({ id }) => id === step))
    faults.push({ field: 'step', fault: 'choice' })
  return faults
}

type Ready = AskRequest & Readonly<{ address: string; linkToken?: string }>

async function ask(
  tx: Tx,
  { actor, language, now }: Ctx,
  { config }: Pick<DeskParts, 'config'>,
  { form, address, linkToken, siteUrl }: Ready,
): Promise<Asked> {
  const at = now()
  const owner = await findOwnerFor(tx, form.province ?? '')
  const own = actor && (await findOwnAccount(tx, actor.accountId))
  const promised = promiseFrom(at, owner.workingHours)
  const askerName = form.name || (own?.name ?? '')
  const row = {
    ...{
      id: randomUUID(),
      organisationId: owner.id,
      isOfBureau: owner.kind === 'bureau',
      source: 'page' as const,
    },
    ...{
      language,
      subject: subjectOf(form.question),
      askerName,
      askerEmail: address,
      replyToken: drawReplyToken(),
    },
    searchText: searchTextOf(form.question, askerName, address),
    askerAccountId: actor?.accountId ?? null,
    firmId: form.firmId ?? (actor?.firmIds.length === 1 ? (actor.firmIds[0] ?? null) : null),
    linkHash: linkToken === undefined ? null : linkHashOf(linkToken),
    ...{ province: form.province ?? '', topic: form.topic ?? '', step: form.step ?? '' },
    ...{ ...promised, askedAt: at, updatedAt: at, version: 1 },
  }
  const number = await insertCase(tx, row)
  await insertMessage(tx, {
    ...{ id: randomUUID(), caseId: row.id, kind: 'question', body: form.question, authorName: askerName, at },
    authorAccountId: actor?.accountId,
  })
  const asked = { ownerName: owner.name, question: form.question, linkToken, siteUrl, now: at }
  for (const mail of askedMail({ ...row, number }, asked, config)) await queueMail(tx, mail, at)
  if (actor !== undefined)
    await appendAudit(tx, { actor, action: 'question asked', object: `case ${row.id}` }, at)
  return { id: row.id, number, linkToken, dueAt: promised.dueAt, organisationName: owner.name }
}
