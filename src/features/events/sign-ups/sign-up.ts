import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { mayActFor } from '#features/identity/index.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import { isOpen, type NetworkEvent, type SignUpState } from '../contract.ts'
import { findLottery } from '../lottery/repository.ts'
import { mailListed, mailSignedUp } from '../mails.ts'
import { asSchakelWithin, countSignUps, findEventBySlug, lockEvent, type Tx } from '../repository.ts'
import { drawCode } from './code.ts'
import {
  findOwnAccount,
  findOwnFirms,
  findSignUpById,
  findSignUpsOfFirms,
  insertSignUp,
  setSignUpState,
  type SignUp,
} from './repository.ts'

export type Wish = Readonly<{
  firmId: string
  contactName: string
  people: number
  sizeClass: string
  region: string
}>

/** `twice`: the firm is on it already. */
export type SignUpRefusal = 'not-found' | 'closed' | 'twice' | 'people' | 'stratum'

export type SignedUp = Readonly<{ state: SignUpState; code: string; waitingNumber: number | undefined }>

/**
 * Signs a firm up. Whoever is first has the place: sign-ups of one event go one after the other, in the database. A
 * firm that waits already is never overtaken.
 */
export function signUp(
  ctx: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  { slug, wish, site }: Readonly<{ slug: string; wish: Wish; site: string }>,
): Promise<Result<SignedUp, SignUpRefusal>> {
  return asActor(ctx.db, actor, async (tx) => {
    const found = await findEventBySlug(tx, slug)
    if (found === undefined || !mayActFor(actor, wish.firmId)) return refuse('not-found')
    const event = await asSchakelWithin(tx, actor, () => lockEvent(tx, found.id))
    const now = ctx.now()
    if (event === undefined || !isOpen(event, now)) return refuse('closed')
    const fault = faultOf(event, wish)
    if (fault !== undefined) return refuse(fault)
    const mine = await findSignUpsOfFirms(tx, [wish.firmId], event.id)
    if (mine.some(({ state }) => state !== 'cancelled')) return refuse('twice')

    const id = await insertOwn(tx, actor, { event, wish, now })
    if (id === undefined) return refuse('twice')
    const signedUp = await asSchakelWithin(tx, actor, () => giveOrList(tx, { event, id, now, site }))
    await appendAudit(tx, { actor, action: 'event signed up for', object: `event ${event.id}` }, now)
    return ok(signedUp)
  })
}

function faultOf(event: NetworkEvent, { people, sizeClass, region }: Wish): SignUpRefusal | undefined {
  if (people > event.peoplePerPlace) return 'people'
  if (event.allotment !== 'lottery') return undefined
  if (event.strata === 'size' && sizeClass === '') return 'stratum'
  return event.strata === 'region' && region === '' ? 'stratum' : undefined
}

type Making = Readonly<{ event: NetworkEvent; wish: Wish; now: Date }>

/** As the firm: the database lets nobody sign up another. */
async function insertOwn(tx: Tx, actor: Actor, { event, wish, now }: Making): Promise<string | undefined> {
  const account = await findOwnAccount(tx, actor.accountId)
  const [firm] = await findOwnFirms(tx, [wish.firmId])
  if (account === undefined || firm === undefined) return undefined
  const id = randomUUID()
  const isIn = await insertSignUp(tx, {
    ...{ id, eventId: event.id, firmId: wish.firmId, accountId: actor.accountId, code: drawCode() },
    ...{ people: wish.people, contactName: wish.contactName, firmName: firm.name },
    sizeClass: event.strata === 'size' ? wish.sizeClass : '',
    region: event.strata === 'region' ? wish.region : '',
    ...{ contactEmail: account.email ?? '', language: account.language, at: now },
  })
  return isIn ? id : undefined
}

type Giving = Readonly<{ event: NetworkEvent; id: string; now: Date; site: string }>

/** As Schakel itself, with the event locked. */
async function giveOrList(tx: Tx, { event, id, now, site }: Giving): Promise<SignedUp> {
  const row = await found(tx, id)
  const letter = { event, signUp: row, site }
  if (event.allotment === 'lottery') {
    const lottery = await findLottery(tx, event.id)
    if (lottery !== undefined) await mailListed(tx, letter, lottery, now)
    return { state: 'signed-up', code: row.code, waitingNumber: undefined }
  }
  const counts = (await countSignUps(tx, [event.id])).get(event.id)
  const waiting = counts?.waiting ?? 0
  const isPlaced = (counts?.taken ?? 0) < event.places && waiting === 0
  const state = isPlaced ? 'placed' : 'waiting'
  await setSignUpState(tx, row, state, now)
  const waitingNumber = isPlaced ? undefined : waiting + 1
  await mailSignedUp(tx, letter, waitingNumber, now)
  return { state, code: row.code, waitingNumber }
}

async function found(tx: Tx, id: string): Promise<SignUp> {
  const row = await findSignUpById(tx, id)
  if (row === undefined) throw new Error('a sign-up that was just made is not there')
  return row
}
