import { findPublished } from '#features/network/index.ts'
import { agreeToTalk, freePeers, moveReferral, peersFor, refer } from '#features/referrals/index.ts'
import { type Actor, asActor, systemActor } from '#platform/actor.ts'
import { organisationId } from './cast.ts'
import type { Chance } from './chance.ts'
import { DAY_MS, done, type Filling, HOUR_MS, runTask } from './filling.ts'
import type { Arrived } from './firms-arrive.ts'
import { PEER_DID, REFER_REASONS, TOLD_BY_FIRM, TOLD_BY_LAB } from './referral-words.ts'
import { workedOn } from './working-hours.ts'

/** Of firms that show their advice so many are referred; how it goes on, each of those that came so far. Invented. */
const SHARES = {
  ...{ referred: 0.6, toPeer: 0.4, accepts: 0.76, declines: 0.1, agrees: 0.85, contacts: 0.9, helps: 0.85 },
  ...{ firmTells: 0.65, labTells: 0.45, tellsHours: 0.6, withdrawn: 0.5, becomesPeer: 0.7 },
} as const
const ANSWER_DAYS = 5

type Path = Readonly<{
  filling: Filling
  id: string
  firm: Arrived
  receiver: Actor
  isPeer: boolean
  chance: Chance
  version: { now: number } // one more with each deed
}>

/** An adviser who sees the advice sends the firm on, weeks later: to a firm that did it, or to who has a trial for it. */
export function planReferral(
  filling: Filling,
  arrived: Arrived,
  stepId: string | undefined,
  chance: Chance,
): void {
  const isKnown = arrived.firm.n === 0
  if (stepId === undefined || (!isKnown && !chance.isOne(SHARES.referred))) return
  const from = filling.year.now().getTime()
  const at = workedOn(from + chance.between(4, 40) * DAY_MS, 1)
  filling.year.plan(at, () => sendOn(filling, arrived, stepId, chance))
}

async function sendOn(filling: Filling, arrived: Arrived, stepId: string, chance: Chance): Promise<void> {
  const { ctx, cast, parts } = filling
  const { firm, firmId } = arrived
  const adviser = chance.oneOf(cast.colleagues.filter(({ slug }) => slug === firm.hub))
  const aim = await aimOf(filling, arrived, { stepId, adviser: adviser.actor, chance })
  if (aim === undefined) return
  const referred = await asActor(ctx.db, adviser.actor, (tx) =>
    refer(tx, adviser.actor, {
      ...{ firmId, hubId: organisationId(firm.hub), target: aim.target, stepId, parts, now: ctx.now() },
      reason: chance.oneOf(REFER_REASONS),
    }),
  )
  if (!referred.ok) return // withdrew its consent meanwhile, or has enough on offer
  follow(filling, { id: referred.value, firm: arrived, receiver: aim.receiver, isPeer: aim.isPeer, chance })
}

type Aim = Readonly<{
  target: Readonly<{ entryId: string }> | Readonly<{ peerOfferId: string }>
  receiver: Actor
  isPeer: boolean
}>

async function aimOf(
  filling: Filling,
  { firm, firmId }: Arrived,
  { stepId, adviser, chance }: Readonly<{ stepId: string; adviser: Actor; chance: Chance }>,
): Promise<Aim | undefined> {
  const { ctx, cast } = filling
  const peer = chance.isOne(SHARES.toPeer)
    ? (
        await asActor(ctx.db, adviser, (tx) =>
          peersFor(tx, { ...tradeOf(firm), stepId, now: ctx.now(), exceptFirmId: firmId }),
        )
      )[0]
    : undefined
  const owner = peer && (await ownerOf(filling, peer.peerOfferId))
  if (peer !== undefined && owner !== undefined)
    return { target: { peerOfferId: peer.peerOfferId }, receiver: owner.actor, isPeer: true }
  const entry = (await findPublished(ctx)).find(
    ({ kind, steps }) => kind !== 'programme' && steps.includes(stepId),
  )
  const keeper = cast.colleagues.find(({ slug }) => slug === entry?.organisation)
  return entry && keeper && { target: { entryId: entry.id }, receiver: keeper.actor, isPeer: false }
}

/** The firm behind a peer; Schakel alone knows it. */
export async function ownerOf({ ctx, arrived }: Filling, peerOfferId: string): Promise<Arrived | undefined> {
  const free = await asActor(ctx.db, systemActor('bureau'), (tx) => freePeers(tx, ctx.now()))
  return arrived.get(free.find(({ id }) => id === peerOfferId)?.firmId ?? '')
}

const tradeOf = ({ told, province }: Arrived['firm']) => ({
  sector: told.sector?.slice(0, 2) ?? '',
  province,
})

/** What the firm, who receives it and the adviser do with it from now on; for referrals of the worklist too. */
export function follow(filling: Filling, parts: Omit<Path, 'filling' | 'version'>): void {
  const path: Path = { ...parts, filling, version: { now: 1 } }
  const { year } = filling
  const { chance, firm } = path
  const from = year.now().getTime()
  const place = firm.firm.n === 0 ? 0 : chance.rng()
  if (place < SHARES.accepts) {
    accept(path, workedOn(from, chance.between(2, 25)))
    return
  }
  if (place < SHARES.accepts + SHARES.declines) {
    year.plan(workedOn(from, chance.between(2, 25)), () => move(path, 'firm', 'decline', {}))
    return
  }
  remind(path, from)
  if (chance.isOne(SHARES.withdrawn)) year.plan(workedOn(from, chance.between(60, 90)), () => withdraw(path))
}

/** Nobody did anything in five working days: the background says so. */
const remind = ({ filling }: Path, from: number): void =>
  filling.year.plan(workedOn(from, ANSWER_DAYS * 8 + 9) + HOUR_MS, () =>
    runTask(filling, 'referral-reminders'),
  )

function accept(path: Path, at: number): void {
  const { filling, firm, chance, isPeer } = path
  filling.year.plan(at, async () => {
    await move(path, 'firm', 'accept', { contactName: firm.firm.person, email: firm.firm.email })
    const next = workedOn(at, chance.between(2, 34))
    if (!chance.isOne(isPeer ? SHARES.agrees : SHARES.contacts)) return remind(path, at)
    if (isPeer) agree(path, next)
    else contact(path, next, 'receiver')
  })
}

function agree(path: Path, at: number): void {
  const { filling, receiver, chance } = path
  filling.year.plan(at, async () => {
    const peer = [...filling.arrived.values()].find(({ actor }) => actor.accountId === receiver.accountId)
    await move(path, 'receiver', 'agree', {
      contactName: peer?.firm.person ?? '',
      email: peer?.firm.email ?? '',
    })
    contact(path, workedOn(at, chance.between(2, 30)), 'firm')
  })
}

function contact(path: Path, at: number, by: 'firm' | 'receiver'): void {
  const { filling, chance } = path
  filling.year.plan(at, async () => {
    await move(path, by, 'contact', {})
    if (!chance.isOne(SHARES.helps)) return remind(path, at)
    filling.year.plan(workedOn(at, chance.between(20, 160)), () => help(path))
  })
}

async function help(path: Path): Promise<void> {
  const { filling, chance, isPeer } = path
  const { year } = filling
  const hours = chance.isOne(SHARES.tellsHours) ? chance.whole(2, 16) : undefined
  await move(path, 'receiver', 'help', { hours })
  const at = year.now().getTime()
  if (chance.isOne(SHARES.firmTells)) {
    const eurPerYear = chance.isOne(0.5) ? chance.whole(2, 60) * 500 : undefined
    year.plan(at + chance.between(10, 60) * DAY_MS, () =>
      move(path, 'firm', 'tell', { words: chance.oneOf(TOLD_BY_FIRM), eurPerYear }),
    )
  }
  if (!isPeer && chance.isOne(SHARES.labTells))
    year.plan(workedOn(at, chance.between(4, 40)), () =>
      move(path, 'receiver', 'tell', { words: chance.oneOf(TOLD_BY_LAB) }),
    )
}

async function withdraw(path: Path): Promise<void> {
  const { filling, firm } = path
  const adviser = filling.cast.colleagues.find(({ slug }) => slug === firm.firm.hub)
  if (adviser !== undefined) await move(path, 'adviser', 'withdraw', {}, adviser.actor)
}

type Form = Parameters<typeof moveReferral>[3]['form']

async function move(
  path: Path,
  as: 'firm' | 'receiver' | 'adviser',
  deed: Form['deed'],
  said: Partial<Pick<Form, 'words' | 'eurPerYear' | 'hours' | 'contactName' | 'email'>>,
  actor: Actor = as === 'firm' ? path.firm.actor : path.receiver,
): Promise<void> {
  const { filling, id, version, isPeer } = path
  const form: Form = {
    ...{
      deed,
      version: version.now,
      words: '',
      contactName: '',
      phone: '',
      email: '',
      eurPerYear: undefined,
      hours: undefined,
      ...said,
    },
  }
  const side = as === 'receiver' && isPeer ? 'firm' : as // a peer acts for a firm too
  done(await moveReferral(filling.ctx, filling.parts, actor, { id, as: side, form }))
  version.now++
}

/** A firm that uses a step says what it did, and that others may call. */
export function planPeer(filling: Filling, arrived: Arrived, stepId: string, chance: Chance): void {
  const { year, ctx } = filling
  if (arrived.firm.n > 0 && !chance.isOne(SHARES.becomesPeer)) return
  const { actor, firmId, firm } = arrived
  const { sector, province } = tradeOf(firm)
  if (sector === '') return
  year.plan(year.now().getTime() + chance.between(1, 9) * DAY_MS, async () => {
    const form = {
      steps: [stepId],
      sector,
      province,
      did: chance.oneOf(PEER_DID),
      most: chance.whole(2, 4),
      version: 0,
    }
    done(await agreeToTalk(ctx, actor, firmId, form))
  })
}
