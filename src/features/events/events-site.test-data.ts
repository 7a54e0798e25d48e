import { sql } from 'kysely'
import { organisationsOf } from '#features/network/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import type { OpenDatabase } from '#platform/database.ts'
import { createApp, type Defect } from '#platform/http.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { uuidOf } from '#platform/uuid.ts'
import { seedOrganisations } from '../identity/administration/seed-organisations.ts'
import { figures } from '../network/network-site.test-data.ts'
import type { EventContent } from './contract.ts'
import { eventsFeature, makeEvent } from './index.ts'
import { signUp } from './sign-ups/sign-up.ts'

/** For tests: organisations as shipped, invented firms, an adviser who holds events, and the pages as one of them. */
export const MONDAY = new Date('2027-02-01T09:00:00Z') // 10.00 in Amsterdam
export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS
export const SITE = 'https://schakel.example'
export const HUB = uuidOf('organisation', 'noord')
export const days = (count: number, from = MONDAY) => new Date(from.getTime() + count * DAY_MS)
export { figures }

export const adviserOf = (slug: string, name = `adviser ${slug}`): Actor => ({
  accountId: uuidOf('account', name),
  firmIds: [],
  duties: [{ kind: 'adviser', organisationId: uuidOf('organisation', slug) }],
  secondFactorAt: undefined,
})
export const ANNA = adviserOf('noord')
export const STRANGER = adviserOf('zuid')
export const BUREAU: Actor = {
  ...{ accountId: uuidOf('account', 'bureau'), firmIds: [], secondFactorAt: undefined },
  duties: [{ kind: 'bureau', organisationId: undefined }],
}
export const firmIdOf = (n: number) => uuidOf('firm', `events-${n}`)
export const ownerOf = (n: number): Actor => ({
  ...{ accountId: uuidOf('account', `events-owner-${n}`), firmIds: [firmIdOf(n)], duties: [] },
  secondFactorAt: undefined,
})
export const emailOf = (n: number) => `owner-${n}@bedrijf.example`

const NAMES = [
  'Van Dijk Plaatwerk',
  'Metaalhuis Friso',
  'Kramer Verspaning',
  'De Boer & Zn.',
  'Tuinstra Techniek',
]

/** Firms 0 … count − 1, each with an owner who can be mailed. */
export async function insertFirms({ db }: Pick<OpenDatabase, 'db'>, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const { accountId } = ownerOf(n)
    await sql`insert into account (id, email, name, created_at)
      values (${accountId}, ${emailOf(n)}, ${`Jan de Vries ${n}`}, ${MONDAY})`.execute(db)
    await sql`insert into firm (id, name, created_at)
      values (${firmIdOf(n)}, ${`${NAMES[n % NAMES.length]}${n < NAMES.length ? '' : ` ${n}`}`}, ${MONDAY})`.execute(
      db,
    )
    await sql`insert into firm_member (firm_id, account_id, since)
      values (${firmIdOf(n)}, ${accountId}, ${MONDAY})`.execute(db)
  }
}

export const CONTENT: EventContent = {
  ...{ kind: 'visit', titleNl: 'Kijken bij een robotcel', titleEn: 'See a robot cell at work' },
  descriptionNl:
    'Jansen Verspaning laat zien hoe een kleine robotcel er in een werkplaats met twintig mensen bij staat.\n\nU ziet de cel aan het werk en praat met wie hem bedient.',
  ...{
    descriptionEn: '',
    place: 'Jansen Verspaning, Industrieweg 4, Drachten',
    province: 'Fryslân',
    onlineUrl: '',
  },
  ...{ startsAt: days(30), endsAt: new Date(days(30).getTime() + 3 * HOUR_MS), deadlineAt: days(14) },
  ...{ places: 12, peoplePerPlace: 2, priceEur: 0, steps: ['cobot-cell'], allotment: 'first-come' },
  ...{ strata: 'none', publicKind: 'lotto', publicSource: '' },
}

/** What an organiser fills in. */
export const FORM = {
  ...{ organisation: HUB, kind: 'workshop', titleNl: 'Zelf een cobot leren', descriptionNl: 'Een middag.' },
  ...{
    startDay: '2027-03-04',
    startTime: '13:30',
    endDay: '',
    endTime: '16:00',
    place: 'Drachten',
    province: 'Fryslân',
  },
  ...{
    onlineUrl: '',
    deadlineDay: '2027-03-01',
    deadlineTime: '12:00',
    places: '8',
    peoplePerPlace: '2',
    priceEur: '25',
  },
  ...{ allotment: 'first-come', strata: 'none', publicKind: 'lotto', publicSource: '', steps: 'cobot-cell' },
  ...{ titleEn: '', descriptionEn: '', version: '0', do: 'publish' },
}

export type Mail = Readonly<{ key: string; recipient: string; subject: string; body: string }>

export async function eventsSite({ db }: Pick<OpenDatabase, 'db'>, firms = 5) {
  const clock = { at: MONDAY }
  const ctx: Ctx = { db, now: () => clock.at, language: 'nl' }
  const defects: Defect[] = []
  await seedOrganisations(ctx, organisationsOf(figures))
  await insertFirms({ db }, firms)
  const feature = eventsFeature({ figures, config: { publicUrl: SITE } })
  const appOf = (actor: Actor | undefined) => {
    const session =
      actor === undefined
        ? undefined
        : ({ tokenHash: 'x', accountId: actor.accountId, awaits: 'nothing' } as const)
    const report = (defect: Defect) => void defects.push(defect)
    return createApp({ features: [feature], ctx: { ...ctx, actor, session }, config: {}, report })
  }
  const as = (actor: Actor | undefined, language: Language = 'nl') => {
    const app = appOf(actor)
    const answer = async (response: Response) => ({
      ...{ status: response.status, to: response.headers.get('location'), text: await response.text() },
      type: response.headers.get('content-type'),
    })
    return {
      app,
      get: async (path: string) => answer(await app.request(pathIn(language, path))),
      post: async (path: string, fields: Readonly<Record<string, string>> = {}) =>
        answer(
          await app.request(pathIn(language, path), {
            method: 'POST',
            body: new URLSearchParams(fields).toString(),
            headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost' },
          }),
        ),
    }
  }
  /** An event on the list, of Anna's hub. */
  const held = async (content: Partial<EventContent> = {}, organiser = ANNA, organisationId = HUB) => {
    const made = await makeEvent(ctx, organiser, {
      ...{ content: { ...CONTENT, ...content }, isPublished: true, organisationId, site: SITE },
    })
    if (!made.ok) throw new Error(JSON.stringify(made.error))
    return made.value
  }
  const sign = (n: number, slug: string, wish: Readonly<Record<string, unknown>> = {}) =>
    signUp(ctx, ownerOf(n), {
      ...{ slug, site: SITE },
      wish: {
        ...{ firmId: firmIdOf(n), contactName: `Jan ${n}`, people: 1, sizeClass: '', region: '' },
        ...wish,
      },
    })
  const mails = async (like = '%'): Promise<readonly Mail[]> => {
    const { rows } = await sql<Mail>`select key, recipient, subject, body from outbox where key like ${like}
      order by created_at, ctid`.execute(db)
    return rows
  }
  const states = async (eventId: string): Promise<Readonly<Record<string, number>>> => {
    const { rows } = await sql<{ state: string; count: number }>`select state, count(*)::int as count
      from event_sign_up where event_id = ${eventId} group by state`.execute(db)
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
  }
  const signUpIdOf = async (n: number, eventId: string): Promise<string> => {
    const { rows } = await sql<{ id: string }>`select id from event_sign_up
      where firm_id = ${firmIdOf(n)} and event_id = ${eventId} order by position desc`.execute(db)
    return rows[0]?.id ?? ''
  }
  return { db, clock, ctx, defects, feature, as, held, sign, mails, states, signUpIdOf }
}
export type EventsSite = Awaited<ReturnType<typeof eventsSite>>
