import { type AttentionKind, asSchakelFor, attentionOf, roomFor } from '#features/attention/index.ts'
import { type Entry, findOrganisations, findPublished } from '#features/network/index.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import type { Trade } from '../peers/competitor.ts'
import { type Peer, peersFor } from '../peers/peers-for.ts'
import { tradeOf } from '../refer.ts'
import type { Tx } from '../repository.ts'
import { findFirmNames, findReferable } from '../people/repository.ts'
import { type CaseToRefer, findCaseToRefer } from './repository.ts'

type Named = Readonly<{ id: string; name: string }>
export type ReferAsked = Readonly<{
  firmId: string | undefined
  stepId: string | undefined
  caseId: string | undefined
}>

/** All that an adviser needs to know to refer a firm; `firm` is absent until one is chosen that may be referred. */
export type ReferView = Readonly<{
  hubs: readonly Named[]
  firms: readonly Named[]
  firm: Named | undefined
  isFirmGone: boolean // one was asked for that may not be referred, or no longer
  stepId: string | undefined
  deskCase: CaseToRefer | undefined // of this firm
  entries: readonly Entry[] // of the firm's province first
  peers: readonly Peer[] // only for a step, and never a competitor
  trade: Trade
  room: number // what may still be offered to the firm
  unwanted: readonly AttentionKind[]
}>

/** What may be offered to which firm, for the form of an adviser. What is asked for and not there is left out. */
export async function findReferView(
  ctx: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  asked: ReferAsked,
): Promise<ReferView> {
  const now = ctx.now()
  const hubIds = actor.duties.flatMap(({ kind, organisationId }) =>
    kind === 'adviser' && organisationId !== undefined ? [organisationId] : [],
  )
  const organisations = await findOrganisations(ctx)
  const published = await findPublished(ctx)
  const found = await asActor(ctx.db, actor, async (tx) => {
    const firms = await findFirmsToRefer(tx)
    const deskCase = asked.caseId === undefined ? undefined : await findCaseToRefer(tx, asked.caseId, hubIds)
    const firm = firms.find(({ id }) => id === (asked.firmId ?? deskCase?.firmId))
    const stepId = asked.stepId ?? (deskCase?.step || undefined)
    const isOfFirm = firm !== undefined && deskCase?.firmId === firm.id
    const isFirmGone = firm === undefined && asked.firmId !== undefined
    const about = firm === undefined ? NOTHING : await aboutFirm(tx, firm.id, { stepId, now })
    return { firms, firm, stepId, deskCase: isOfFirm ? deskCase : undefined, ...about, isFirmGone }
  })
  const inProvince = ({ provinces }: Entry) => provinces.some((name) => name === found.trade.province)
  const entries = [...published].sort((a, b) => Number(inProvince(b)) - Number(inProvince(a)))
  return { ...found, entries, hubs: organisations.filter(({ id }) => hubIds.includes(id)) }
}

const NOTHING = { trade: { sector: '', province: '' }, peers: [], room: 0, unwanted: [] } as const

async function findFirmsToRefer(tx: Tx): Promise<readonly Named[]> {
  const ids = [...(await findReferable(tx))]
  const names = await asSchakelFor(tx, ids, () => findFirmNames(tx, ids))
  return [...names].map(([id, name]) => ({ id, name })).toSorted((a, b) => a.name.localeCompare(b.name, 'nl'))
}

async function aboutFirm(
  tx: Tx,
  firmId: string,
  { stepId, now }: Readonly<{ stepId: string | undefined; now: Date }>,
): Promise<Pick<ReferView, 'trade' | 'peers' | 'room' | 'unwanted'>> {
  const trade = await tradeOf(tx, firmId)
  const peers =
    stepId === undefined ? [] : await peersFor(tx, { ...trade, stepId, now, exceptFirmId: firmId })
  const room = (await roomFor(tx, [firmId], now)).get(firmId) ?? 0
  const unwanted = (await attentionOf(tx, [firmId], now)).get(firmId)?.unwantedKinds ?? []
  return { trade, peers, room, unwanted }
}
