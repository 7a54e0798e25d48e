import { sql } from 'kysely'
import { makeRng } from '#engine/kernel/rng.ts'
import { PROVINCES } from '#features/firms/index.ts'
import { networkFeature, organisationsOf, seedDirectory } from '#features/network/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import type { OpenDatabase } from '#platform/database.ts'
import { createApp, type Defect } from '#platform/http.ts'
import type { Language } from '#platform/i18n.ts'
import { uuidOf } from '#platform/uuid.ts'
import { seedOrganisations } from '../identity/administration/seed-organisations.ts'
import { DATA, data, figures } from '../network/network-site.test-data.ts'
import type { FirmNeed } from './contract.ts'
import { worklistFeature, type WorklistPorts } from './index.ts'
import { sizeClassOf } from './need-of-advice.ts'

/** For tests: invented firms that let their hub look, invented advisers, and the pages as one of them. */
export const MONDAY = new Date('2026-11-23T09:00:00Z')
export const DAY_MS = 86_400_000
export const HUB = uuidOf('organisation', 'noord')
export const PLACES = ['Groningen', 'Drenthe', 'Limburg']
export { DATA, figures }
export const accountIdOf = (name: string) => uuidOf('account', name)
export const firmIdOf = (n: number) => uuidOf('firm', `invented-${n}`)

export const adviserOf = (slug: string, name: string): Actor => ({
  accountId: accountIdOf(name),
  firmIds: [],
  duties: [{ kind: 'adviser', organisationId: uuidOf('organisation', slug) }],
  secondFactorAt: undefined,
})
export const ownerOf = (n: number): Actor => ({
  accountId: accountIdOf(`owner-${n}`),
  firmIds: [firmIdOf(n)],
  duties: [],
  secondFactorAt: undefined,
})
export const ANNA = adviserOf('noord', 'anna')
export const BRAM = adviserOf('noord', 'bram')
export const CARLA = adviserOf('zuid', 'carla')

const NAMES = [
  'Van Dijk Plaatwerk',
  'Metaalhuis Friso',
  'Kramer Verspaning',
  'De Boer & Zn.',
  'Tuinstra Techniek',
]
const STEPS = figures.steps.map(({ id }) => id)
const BARRIERS = figures.barriers.map(({ id }) => id)

/** The n-th invented firm; the same for the same number. */
export function inventedNeed(n: number, provinces: readonly string[] = PROVINCES): FirmNeed {
  const rng = makeRng(n, 77)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(rng() * from.length)]!
  const employees = Math.ceil(2 * 125 ** (rng() ** 1.5))
  const gainEur = Math.round(800 * employees * (0.2 + 2 * rng()))
  const questionEur = rng() < 0.6 ? Math.round(gainEur * 0.3 * rng()) : 0
  const steps = [...new Set([pick(STEPS), pick(STEPS), pick(STEPS)])]
  const barriers = rng() < 0.6 ? [...new Set([pick(BARRIERS), pick(BARRIERS)])] : []
  const worth = (share: number) => Math.max(questionEur, Math.round(share * gainEur))
  const question =
    rng() < 0.5
      ? ({ kind: 'fact', id: 'spareCashEur' } as const)
      : ({ kind: 'barriers', id: 'barriers' } as const)
  return {
    firmId: firmIdOf(n),
    province: pick(provinces),
    ...{
      sizeClass: sizeClassOf(employees),
      employees,
      isSizeTold: rng() < 0.8,
      sector: pick(['25', '28', '22']),
    },
    ...{
      action: 'do',
      firstStepId: steps[0],
      gainEur,
      gainLowEur: -Math.round(gainEur / 3),
      gainHighEur: 3 * gainEur,
    },
    ...{ talkLowEur: worth(0.02), talkEur: worth(0.1), talkHighEur: worth(0.25) },
    talkReason: questionEur > 0.1 * gainEur ? 'find-out' : barriers.length > 0 ? 'barrier' : 'begin',
    barriers,
    openQuestions: questionEur > 0 ? [{ question, valueEur: questionEur, minutes: 2 }] : [],
    needs: steps.map((step, at) => ({
      step,
      reason: at === 0 ? 'first-step' : 'plan',
      eurByKind: {
        trial: Math.round(gainEur * 0.4 * rng()),
        course: Math.round(gainEur * 0.05),
        peer: Math.round(gainEur * 0.1 * rng()),
      },
    })),
    adviceId: uuidOf('advice', `invented-${n}`),
    advisedAt: new Date(MONDAY.getTime() - Math.floor(50 * rng()) * DAY_MS),
    askedAt: new Date(MONDAY.getTime() - Math.floor(35 * rng()) * DAY_MS),
  }
}

/** Puts firms in with their consent, whom to call, and what they could use. */
export async function insertFirms(
  { db }: Pick<OpenDatabase, 'db'>,
  needs: readonly FirmNeed[],
): Promise<void> {
  const rows = JSON.stringify(
    needs.map((need, n) => ({
      id: need.firmId,
      ...{ name: `${NAMES[n % NAMES.length]}${n < NAMES.length ? '' : ` ${n}`}`, province: need.province },
      contact: `Jan de Vries ${n}`,
      row: snakeCase({ ...need, openQuestions: need.openQuestions, version: 1 }),
    })),
  )
  await sql`insert into firm (id, name, created_at)
    select (r->>'id')::uuid, r->>'name', ${MONDAY} from jsonb_array_elements(${rows}::text::jsonb) r`.execute(
    db,
  )
  await sql`insert into firm_contact (firm_id, contact_name, phone, updated_at)
    select (r->>'id')::uuid, r->>'contact', '050 123 45 67', ${MONDAY} from jsonb_array_elements(${rows}::text::jsonb) r`.execute(
    db,
  )
  await sql`insert into consent (firm_id, purpose, text_version, province, given_at)
    select (r->>'id')::uuid, 'hub-sees-advice', 1, r->>'province', ${MONDAY}
    from jsonb_array_elements(${rows}::text::jsonb) r`.execute(db)
  await sql`insert into firm_need select n.* from jsonb_array_elements(${rows}::text::jsonb) r,
    jsonb_populate_record(null::firm_need, r->'row') n`.execute(db)
}

const snakeCase = (row: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/[A-Z]/g, (big) => `_${big.toLowerCase()}`),
      value,
    ]),
  )

/** An account with its duty, and as many conversations a week. */
export async function insertAdviser(
  { db }: Pick<OpenDatabase, 'db'>,
  actor: Actor,
  talks?: number,
): Promise<void> {
  const organisationId = actor.duties[0]?.organisationId
  await sql`insert into account (id, created_at) values (${actor.accountId}, ${MONDAY})
    on conflict do nothing`.execute(db)
  await sql`insert into duty (account_id, kind, organisation_id, since)
    values (${actor.accountId}, 'adviser', ${organisationId}, ${MONDAY}) on conflict do nothing`.execute(db)
  if (talks === undefined) return
  await sql`insert into talk_hours (organisation_id, account_id, talks_per_week, updated_at)
    values (${organisationId}, ${actor.accountId}, ${talks}, ${MONDAY})`.execute(db)
}

/** The network with so many invented firms; a clock that can be moved, and the pages as somebody. */
export async function worklistSite(
  database: Pick<OpenDatabase, 'db'>,
  count = 40,
  ports: WorklistPorts = {},
) {
  const { db } = database
  const clock = { at: MONDAY }
  const ctx: Ctx = { db, now: () => clock.at, language: 'nl' }
  const defects: Defect[] = []
  await seedOrganisations(ctx, organisationsOf(figures))
  await seedDirectory(ctx, figures, data)
  await insertFirms(
    database,
    Array.from({ length: count }, (_, n) => inventedNeed(n, PLACES)),
  )
  const feature = worklistFeature({ figures, ports })
  const appOf = (actor: Actor | undefined) => {
    const session =
      actor === undefined
        ? undefined
        : ({ tokenHash: 'x', accountId: actor.accountId, awaits: 'nothing' } as const)
    const features = [feature, networkFeature({ figures, dataFolder: DATA })]
    const report = (defect: Defect) => void defects.push(defect)
    return createApp({ features, ctx: { ...ctx, actor, session }, config: {}, report })
  }
  const as = (actor: Actor | undefined, language: Language = 'nl') => {
    const app = appOf(actor)
    const prefix = language === 'nl' ? '' : '/en'
    const answer = async (response: Response) => ({
      ...{ status: response.status, to: response.headers.get('location'), text: await response.text() },
    })
    return {
      app,
      get: async (path: string) => answer(await app.request(prefix + path)),
      post: async (path: string, fields: Readonly<Record<string, string>>) =>
        answer(
          await app.request(prefix + path, {
            method: 'POST',
            body: new URLSearchParams(fields).toString(),
            headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost' },
          }),
        ),
    }
  }
  return { db, clock, ctx, defects, feature, ports, as }
}
export type WorklistSite = Awaited<ReturnType<typeof worklistSite>>
