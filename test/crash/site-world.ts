import { createFeatures, readShippedFigures } from '../../src/entry/features.ts'
import { uuidOf } from '#platform/uuid.ts'
import { closeDatabase, openDatabase } from '#platform/database.ts'
import { migrated } from '../fresh-database.ts'

export type Person = {
  readonly email: string
  readonly firmId: string
  cookie?: string | undefined
  isIn: boolean // has a place at the event, or waits for one
  agrees: boolean // to research
}
export type World = Readonly<{ entrepreneurs: readonly Person[]; advisers: readonly Person[]; slug: string }>

const ENTREPRENEURS = 24
const PLACES = 5
const HUB = 'oost'

/** Where the database is, as settings have it. */
export type Settings = Readonly<{ DATA_DIR: string; DATABASE_URL?: string }>

/** Firms with somebody who acts for each, two advisers, the bureau, and an event with fewer places than firms. */
export async function makeWorld({ DATA_DIR, DATABASE_URL }: Settings): Promise<World> {
  const figures = readShippedFigures()
  if (!figures.ok) throw new Error('data/ does not pass its own checks')
  const opened = await openDatabase({
    dataDir: DATA_DIR,
    ...(DATABASE_URL === undefined ? {} : { databaseUrl: DATABASE_URL }),
  })
  if (!opened.ok) throw new Error(opened.error)
  await migrated(opened.value)
  const ctx = { db: opened.value.db, now: () => new Date(), language: 'nl' } as const
  for (const feature of createFeatures(figures.value)) await feature.onStart?.(ctx)

  const entrepreneurs = peopleOf('ondernemer', ENTREPRENEURS)
  const advisers = peopleOf('adviseur', 2)
  await opened.value.inTransaction(async ({ query }) => {
    for (const person of entrepreneurs) await insertPerson(query, person, true)
    for (const person of [...advisers, ...peopleOf('bureau', 1)]) await insertPerson(query, person, false)
    const hub = uuidOf('organisation', HUB)
    await query(
      `insert into duty (account_id, kind, organisation_id, since)
        select id, 'adviser', $1::uuid, now() from account where email like 'adviseur-%'
        union all select id, 'bureau', null, now() from account where email like 'bureau-%'`,
      [hub],
    )
    await query(
      `insert into event (id, slug, organisation_id, state, kind, title_nl, place, starts_at, ends_at, deadline_at,
          places, created_at, updated_at, published_at)
        values ($1, 'kijken', $2, 'published', 'visit', 'Kijken bij een robotcel', 'Apeldoorn', now() + interval '60 days',
          now() + interval '61 days', now() + interval '59 days', $3, now(), now(), now())`,
      [uuidOf('event', 'kijken'), hub, PLACES],
    )
  })
  await closeDatabase(opened.value)
  return { entrepreneurs, advisers, slug: 'kijken' }
}

const peopleOf = (what: string, count: number): Person[] =>
  Array.from({ length: count }, (_, n) => ({
    email: `${what}-${n}@crash.example`,
    firmId: uuidOf('firm', `${what}-${n}`),
    isIn: false,
    agrees: false,
  }))

type Query = (text: string, values?: readonly unknown[]) => Promise<unknown>

async function insertPerson(query: Query, { email, firmId }: Person, hasFirm: boolean): Promise<void> {
  const id = uuidOf('account', email)
  await query(`insert into account (id, email, name, created_at) values ($1, $2, $2, now())`, [id, email])
  if (!hasFirm) return
  await query(`insert into firm (id, name, created_at) values ($1, $2, now())`, [firmId, email])
  await query(`insert into firm_member (firm_id, account_id, since) values ($1, $2, now())`, [firmId, id])
}
