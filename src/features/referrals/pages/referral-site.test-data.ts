import { sql } from 'kysely'
import { attentionFeature } from '#features/attention/index.ts'
import { networkFeature, organisationsOf, seedDirectory } from '#features/network/index.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import type { OpenDatabase } from '#platform/database.ts'
import { createApp, type Defect } from '#platform/http.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { uuidOf } from '#platform/uuid.ts'
import { seedOrganisations } from '../../identity/administration/seed-organisations.ts'
import { DATA, data, figures } from '../../network/network-site.test-data.ts'
import {
  adviserOf,
  insertAdviser,
  insertFirms,
  inventedNeed,
  ownerOf,
} from '../../worklist/worklist-site.test-data.ts'
import type { MoveForm, PeerForm } from '../contract.ts'
import { referralsFeature } from '../index.ts'
import { moveReferral } from '../move-referral.ts'
import { agreeToTalk } from '../peers/agree-to-talk.ts'
import { refer } from '../refer.ts'

/** For tests: firms of the north, who owns them, an adviser, a coordinator, and the pages as one of them. */
export const MONDAY = new Date('2027-02-01T09:00:00Z') // 10.00 in Amsterdam
export const DAY_MS = 86_400_000
export const HUB = uuidOf('organisation', 'noord')
export const STEP = 'cobot-cell'
export const ANNA = adviserOf('noord', 'anna')
export const STRANGER = adviserOf('zuid', 'carla')
export { figures, ownerOf }
export const firmOf = (n: number) => uuidOf('firm', `invented-${n}`)
export const emailOf = (n: number) => `owner-${n}@bedrijf.example`
const SITE = 'https://schakel.example'
export const parts = { figures, config: { publicUrl: SITE } }

/** Where firms are and what they make: 0 and 1 are competitors, 2 and 3 are of another trade or place. */
const TRADES = [
  ['25', 'Groningen'],
  ['25', 'Groningen'],
  ['28', 'Groningen'],
  ['25', 'Drenthe'],
  ['28', 'Drenthe'],
] as const

const form = (fields: Partial<MoveForm> & Pick<MoveForm, 'deed' | 'version'>): MoveForm => ({
  ...{ words: '', eurPerYear: undefined, hours: undefined, contactName: '', phone: '', email: '' },
  ...fields,
})

async function insertPeople({ db }: Pick<OpenDatabase, 'db'>): Promise<void> {
  const needs = TRADES.map(([sector, province], n) => ({ ...inventedNeed(n), sector, province }))
  await insertFirms({ db }, needs)
  for (const n of needs.keys()) {
    const { accountId } = ownerOf(n)
    await sql`insert into account (id, email, name, created_at)
      values (${accountId}, ${emailOf(n)}, ${`Jan de Vries ${n}`}, ${MONDAY})`.execute(db)
    await sql`insert into firm_member (firm_id, account_id, since)
      values (${firmOf(n)}, ${accountId}, ${MONDAY})`.execute(db)
  }
  await insertAdviser({ db }, ANNA)
  await insertAdviser({ db }, STRANGER)
}

/** The pages as one of the people, or as nobody. */
function visitorsOf(ctx: Ctx, defects: Defect[]) {
  const features = [attentionFeature, networkFeature({ figures, dataFolder: DATA }), referralsFeature(parts)]
  return (actor: Actor | undefined, language: Language = 'nl') => {
    const session =
      actor === undefined
        ? undefined
        : ({ tokenHash: 'x', accountId: actor.accountId, awaits: 'nothing' } as const)
    const report = (defect: Defect) => void defects.push(defect)
    const app = createApp({ features, ctx: { ...ctx, actor, session }, config: {}, report })
    const answer = async (response: Response) => ({
      ...{ status: response.status, to: response.headers.get('location'), text: await response.text() },
    })
    return {
      app,
      get: async (path: string) => answer(await app.request(pathIn(language, path))),
      post: async (path: string, fields: Readonly<Record<string, string | readonly string[]>>) =>
        answer(
          await app.request(pathIn(language, path), {
            method: 'POST',
            body: new URLSearchParams(
              Object.entries(fields).flatMap(([name, value]) =>
                [value].flat().map((one): [string, string] => [name, one]),
              ),
            ).toString(),
            headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost' },
          }),
        ),
    }
  }
}

export async function referralSite({ db }: Pick<OpenDatabase, 'db'>) {
  const clock = { at: MONDAY }
  const ctx: Ctx = { db, now: () => clock.at, language: 'nl' }
  const defects: Defect[] = []
  await seedOrganisations(ctx, organisationsOf(figures))
  await seedDirectory(ctx, figures, data)
  await insertPeople({ db })
  const { rows } = await sql<{
    id: string
    name: string
    slug: string
    organisationId: string
  }>`select id, name, slug,
    organisation_id as "organisationId" from directory_entry
    where kind = 'trial' and ${STEP} = any (steps) order by name`.execute(db)
  const trial = rows[0] ?? { id: '', name: '', slug: '', organisationId: '' }
  const coordinator: Actor = {
    ...{ accountId: uuidOf('account', 'coordinator'), firmIds: [], secondFactorAt: undefined },
    duties: [{ kind: 'coordinator', organisationId: trial.organisationId }],
  }
  await sql`insert into account (id, email, name, created_at) values
    (${coordinator.accountId}, 'coordinator@lab.example', 'Petra Bos', ${MONDAY})`.execute(db)
  await sql`insert into duty (account_id, kind, organisation_id, since) values
    (${coordinator.accountId}, 'coordinator', ${trial.organisationId}, ${MONDAY})`.execute(db)

  const as = visitorsOf(ctx, defects)

  /** A firm that Anna refers, to the trial unless said otherwise; its number. */
  const referred = async (
    n: number,
    target: Readonly<{ entryId: string }> | Readonly<{ peerOfferId: string }> = { entryId: trial.id },
    reason = 'U zoekt rust aan de machine.\nHier kunt u het een dag proberen.',
  ): Promise<string> => {
    const asked = { firmId: firmOf(n), hubId: HUB, target, reason, stepId: STEP, parts, now: clock.at }
    const made = await asActor(db, ANNA, (tx) => refer(tx, ANNA, asked))
    if (!made.ok) throw new Error(made.error)
    return made.value
  }
  const move = async (
    actor: Actor,
    move: Readonly<{ id: string; as: 'firm' | 'receiver' | 'adviser' }>,
    fields: Parameters<typeof form>[0],
  ): Promise<void> => {
    const moved = await moveReferral(ctx, parts, actor, { ...move, form: form(fields) })
    if (!moved.ok) throw new Error(moved.error.why)
  }
  /** Firm n is willing to talk about the step; the number of what it offers. */
  const peer = async (n: number, offer: Partial<PeerForm> = {}): Promise<string> => {
    const [sector, province] = TRADES[n] ?? TRADES[0]
    const did = `Wij zetten met ${20 + n} mensen een cobot neer.`
    const told: PeerForm = { steps: [STEP], sector, province, did, most: 2, version: 0, ...offer }
    const agreed = await agreeToTalk(ctx, ownerOf(n), firmOf(n), told)
    if (!agreed.ok) throw new Error(agreed.error)
    const { rows } = await sql<{
      id: string
    }>`select id from peer_offer where firm_id = ${firmOf(n)}`.execute(db)
    return rows[0]?.id ?? ''
  }
  return { db, ctx, clock, defects, trial, coordinator, as, referred, move, peer }
}
export type ReferralSite = Awaited<ReturnType<typeof referralSite>>
