import { type GeneratedAlways, sql } from 'kysely'
import type { MatchingTerms } from '#engine/matching/matching-terms.ts'
import type { Match } from '#engine/matching/match-offers.ts'
import type { NeedyFirm } from '#engine/matching/needy-firm.ts'
import type { Offer, OfferKind } from '#engine/matching/offer.ts'
import { jsonb } from '#platform/database.ts'
import type { Json } from '#platform/schema.ts'
import type { LeftOut, RunCause } from '../contract.ts'
import type { Tx } from '../repository.ts'

/** The tables of migrations/000009-worklist.sql that are about runs of the matching. */
type RunTables = Readonly<{
  worklistSeed: Readonly<{ week: string; seed: string; publishedAt: Date }>
  worklistRun: Readonly<{
    id: string
    position: GeneratedAlways<number>
    week: string
    cause: RunCause
    terms: Json
    inputsHash: string
    outcomeHash: string
    firms: number
    offers: number
    matches: number
    eurPerPoint: number
    madeAt: Date
  }>
  worklistFirm: Readonly<{
    runId: string
    firmId: string
    input: Json
    leftOut: LeftOut | ''
    waitsTooLong: boolean
  }>
  worklistOffer: Readonly<{
    runId: string
    offerId: string
    ownerFirmId: string | null
    organisationId: string | null
    name: string
    path: string
    input: Json
    placesLeft: number
    pricePoints: number
    neededFrom: number
  }>
  worklistMatch: Readonly<{
    runId: string
    firmId: string
    offerId: string
    kind: OfferKind
    step: string
    reason: string
    valueEur: number
    eurPerEmployee: number
    rank: number | null
    accountId: string | null
  }>
}>
const tables = (tx: Tx) => tx.withTables<RunTables>()

export type Seed = Readonly<{ week: string; seed: string; publishedAt: Date }>

/** Newest week first. */
export const findSeeds = (tx: Tx, most = 60): Promise<readonly Seed[]> =>
  tables(tx).selectFrom('worklistSeed').selectAll().orderBy('week', 'desc').limit(most).execute()

export const findSeed = (tx: Tx, week: string): Promise<Seed | undefined> =>
  tables(tx).selectFrom('worklistSeed').selectAll().where('week', '=', week).executeTakeFirst()

/** Says whether it was published now; a seed that stands is never replaced. */
export async function insertSeed(tx: Tx, seed: Seed): Promise<boolean> {
  const made = await tables(tx)
    .insertInto('worklistSeed')
    .values(seed)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export type Run = Readonly<{
  id: string
  week: string
  cause: RunCause
  terms: MatchingTerms
  inputsHash: string
  outcomeHash: string
  firms: number
  offers: number
  matches: number
  eurPerPoint: number
  madeAt: Date
}>

/** Newest first. */
export async function findRuns(tx: Tx, most: number, id?: string): Promise<readonly Run[]> {
  const all = tables(tx).selectFrom('worklistRun').selectAll().orderBy('position', 'desc').limit(most)
  const rows = await (id === undefined ? all : all.where('id', '=', id)).execute()
  return rows.map(({ position: _, terms, ...row }) => ({ ...row, terms: terms as MatchingTerms }))
}

export type RunFirm = Readonly<{ input: NeedyFirm; leftOut: LeftOut | ''; waitsTooLong: boolean }>
export type RunOffer = Readonly<{
  input: Offer
  name: string
  path: string
  organisationId: string | undefined
  placesLeft: number
  pricePoints: number
  neededFrom: number
}>
export type RunMatch = Match & Readonly<{ rank: number | undefined; accountId: string | undefined }>
export type RunParts = Readonly<{
  firms: readonly RunFirm[]
  offers: readonly RunOffer[]
  matches: readonly RunMatch[]
}>

/** Schakel alone. Firms that went in the meantime stay out, and what was matched with them. */
export async function insertRun(tx: Tx, run: Run, { firms, offers, matches }: RunParts): Promise<void> {
  await tables(tx)
    .insertInto('worklistRun')
    .values({ ...run, terms: jsonb(run.terms) })
    .execute()
  const firmRows = firms.map(({ input, leftOut, waitsTooLong }) => [input.id, input, leftOut, waitsTooLong])
  await sql`insert into worklist_firm (run_id, firm_id, input, left_out, waits_too_long)
    select ${run.id}::uuid, (r->>0)::uuid, r->1, r->>2, (r->>3)::boolean
    from jsonb_array_elements(${jsonb(firmRows)}) r
    where exists (select from firm_need n where n.firm_id = (r->>0)::uuid)`.execute(tx)
  const offerRows = offers.map((offer) => [
    ...[offer.input.id, offer.input.ownerFirm ?? null, offer.organisationId ?? null, offer.name, offer.path],
    ...[offer.input, offer.placesLeft, offer.pricePoints, offer.neededFrom],
  ])
  await sql`insert into worklist_offer (run_id, offer_id, owner_firm_id, organisation_id, name, path, input,
      places_left, price_points, needed_from)
    select ${run.id}::uuid, r->>0, (r->>1)::uuid, (r->>2)::uuid, r->>3, r->>4, r->5,
      (r->>6)::integer, (r->>7)::double precision, (r->>8)::integer
    from jsonb_array_elements(${jsonb(offerRows)}) r`.execute(tx)
  const matchRows = matches.map((match) => [
    ...[match.firm, match.offer, match.kind, match.step, match.reason, match.valueEur],
    ...[match.eurPerEmployee, match.rank ?? null, match.accountId ?? null],
  ])
  await sql`insert into worklist_match (run_id, firm_id, offer_id, kind, step, reason, value_eur,
      eur_per_employee, rank, account_id)
    select ${run.id}::uuid, f.firm_id, r->>1, r->>2, r->>3, r->>4, (r->>5)::double precision,
      (r->>6)::double precision, (r->>7)::integer, (r->>8)::uuid
    from jsonb_array_elements(${jsonb(matchRows)}) r
    join worklist_firm f on f.run_id = ${run.id}::uuid and f.firm_id = (r->>0)::uuid`.execute(tx)
}

/** All of a run that is still there, by id; Schakel sees it whole. */
export async function findRunParts(tx: Tx, runId: string): Promise<RunParts> {
  const firms = await tables(tx)
    .selectFrom('worklistFirm')
    .selectAll()
    .where('runId', '=', runId)
    .orderBy('firmId')
    .execute()
  const offers = await tables(tx)
    .selectFrom('worklistOffer')
    .selectAll()
    .where('runId', '=', runId)
    .orderBy('offerId')
    .execute()
  const matches = await findMatches(tx, runId)
  return {
    firms: firms.map(({ input, leftOut, waitsTooLong }) => ({
      input: input as NeedyFirm,
      leftOut,
      waitsTooLong,
    })),
    offers: offers.map((offer) => ({
      input: offer.input as Offer,
      name: offer.name,
      path: offer.path,
      organisationId: offer.organisationId ?? undefined,
      placesLeft: offer.placesLeft,
      pricePoints: offer.pricePoints,
      neededFrom: offer.neededFrom,
    })),
    matches,
  }
}

/** As far as whoever acts may see the firm, in order of firm, then offer. */
export async function findMatches(tx: Tx, runId: string): Promise<readonly RunMatch[]> {
  const rows = await tables(tx)
    .selectFrom('worklistMatch')
    .selectAll()
    .where('runId', '=', runId)
    .orderBy('firmId')
    .orderBy('offerId')
    .execute()
  return rows.map(({ runId: _, firmId, offerId, rank, accountId, ...row }) => ({
    ...row,
    firm: firmId,
    offer: offerId,
    rank: rank ?? undefined,
    accountId: accountId ?? undefined,
  }))
}

/** What became of the firms that whoever acts may see. */
export const findOutcomes = (tx: Tx, runId: string) =>
  tables(tx)
    .selectFrom('worklistFirm')
    .select(['firmId', 'leftOut', 'waitsTooLong'])
    .where('runId', '=', runId)
    .execute()

/** What some offers of a run are called; a peer only as far as whoever acts may see that firm. */
export const findOfferNames = (tx: Tx, runId: string, offerIds: readonly string[]) =>
  offerIds.length === 0
    ? Promise.resolve([])
    : tables(tx)
        .selectFrom('worklistOffer')
        .select(['offerId', 'name', 'path', 'organisationId'])
        .where('runId', '=', runId)
        .where('offerId', 'in', offerIds)
        .execute()

/** Schakel: of runs before a moment what is of somebody; numbers and hashes stay. */
export async function emptyRunsBefore(tx: Tx, before: Date): Promise<void> {
  const old = tables(tx).selectFrom('worklistRun').select('id').where('madeAt', '<', before)
  await tables(tx).deleteFrom('worklistFirm').where('runId', 'in', old).execute()
  await tables(tx).deleteFrom('worklistOffer').where('runId', 'in', old).execute()
}

/** All of the runs about these firms. */
export async function exportRuns(tx: Tx, firmIds: readonly string[]) {
  return {
    firms: await tables(tx).selectFrom('worklistFirm').selectAll().where('firmId', 'in', firmIds).execute(),
    offers: await tables(tx)
      .selectFrom('worklistOffer')
      .selectAll()
      .where('ownerFirmId', 'in', firmIds)
      .execute(),
    matches: await tables(tx)
      .selectFrom('worklistMatch')
      .selectAll()
      .where('firmId', 'in', firmIds)
      .execute(),
  }
}
