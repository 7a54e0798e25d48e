import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { asSchakelFor, settleOffer } from '#features/attention/index.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import type { MoveForm, Side, State } from './contract.ts'
import { mailDeclined, mailTurn } from './mails.ts'
import { endUnwilling } from './peers/end-introduction.ts'
import { sideOf } from './policies.ts'
import { nextState, turnOf } from './referral-machine.ts'
import type { ReferralParts } from './referral-parts.ts'
import { remindAtAfter } from './reminder-time.ts'
import {
  findEvents,
  insertContact,
  insertEvent,
  lockReferral,
  type ReferralRow,
  removeContacts,
  setState,
  type Tx,
} from './repository.ts'
import { findFirmContact } from './people/repository.ts'

export type MoveRefusal =
  | Readonly<{ why: 'not-found' }>
  | Readonly<{ why: 'changed' }> // somebody did something meanwhile, or it cannot be done any more
  | Readonly<{ why: 'faults'; fields: readonly ('words' | 'contactName')[] }>

export type Move = Readonly<{ id: string; as: 'firm' | 'receiver' | 'adviser'; form: MoveForm }>

/** One side does something with a referral: what it may do in this state, and nothing else. */
export const moveReferral = (
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  parts: ReferralParts,
  actor: Actor,
  { id, as, form }: Move,
): Promise<Result<State, MoveRefusal>> =>
  asActor(db, actor, async (tx) => {
    const row = await lockReferral(tx, id)
    const side = row && sideOf(actor, row, as)
    if (row === undefined || side === undefined) return refuse({ why: 'not-found' })
    const events = (await findEvents(tx, [id])).get(id) ?? []
    const toldBy = events.flatMap((event) => (event.deed === 'tell' ? [event.side] : []))
    const state = nextState({ ...row, toldBy }, form.deed, side)
    if (state === undefined || form.version !== row.version) return refuse({ why: 'changed' })
    const fields = faultsOf(form)
    if (fields.length > 0) return refuse({ why: 'faults', fields })
    const moment = { parts, now: now() }
    if (form.deed === 'accept' && (await endUnwilling(tx, moment, { id, limit: 1 })) > 0)
      return refuse({ why: 'changed' })
    await write(tx, row, { form, side, state, now: moment.now })
    await follow(tx, row, { side, state }, moment)
    await appendAudit(tx, { actor, action: `referral: ${form.deed}`, object: `referral ${id}` }, now())
    return ok(state)
  })

function faultsOf({ deed, words, phone, email }: MoveForm): readonly ('words' | 'contactName')[] {
  if (deed === 'tell' && words === '') return ['words']
  const isYes = deed === 'accept' || deed === 'agree'
  return isYes && phone === '' && email === '' ? ['contactName'] : []
}

type Written = Readonly<{ form: MoveForm; side: Side; state: State; now: Date }>

async function write(tx: Tx, row: ReferralRow, { form, side, state, now }: Written): Promise<void> {
  const { id, target } = row
  const { deed, words, eurPerYear, hours } = form
  if (deed === 'accept') await giveContact(tx, id, 'firm', row.firmId, form)
  if (deed === 'agree' && row.peerFirmId !== undefined)
    await giveContact(tx, id, 'receiver', row.peerFirmId, form)
  const turn = turnOf({ target, state })
  await setState(tx, row, { state, turn, remindAt: turn === '' ? null : remindAtAfter(now), now })
  const isTold = deed === 'tell'
  const isHelp = isTold || deed === 'help'
  await insertEvent(tx, {
    ...{ id: randomUUID(), referralId: id, side, deed, words, at: now },
    eurPerYear: isTold ? (eurPerYear ?? null) : null,
    hours: isHelp ? (hours ?? null) : null,
  })
}

/** What the firm says here of whom to call, under the name that it has. */
async function giveContact(
  tx: Tx,
  referralId: string,
  side: 'firm' | 'receiver',
  firmId: string,
  { contactName, phone, email }: MoveForm,
): Promise<void> {
  const { firmName } = await findFirmContact(tx, firmId)
  await insertContact(tx, { referralId, side, firmName, contactName, phone, email })
}

/** Room for something else, nothing left of who need not call, and who must know. */
async function follow(
  tx: Tx,
  before: ReferralRow,
  { side, state }: Readonly<{ side: Side; state: State }>,
  moment: Readonly<{ parts: ReferralParts; now: Date }>,
): Promise<void> {
  const { id, offerId } = before
  if (before.state === 'offered' && offerId !== undefined) {
    const outcome = state === 'accepted' || state === 'declined' ? state : 'withdrawn'
    await settleOffer(tx, offerId, outcome, moment.now)
  }
  const isOff = state === 'declined' || state === 'withdrawn'
  if (isOff) await asSchakelFor(tx, [], () => removeContacts(tx, id))
  if (isOff && before.state !== 'offered' && side !== 'firm') await mailDeclined(tx, id, moment)
  const isNews = !isOff && state !== 'contacted' && turnOf({ ...before, state }) !== side
  if (isNews) await mailTurn(tx, id, moment)
}
