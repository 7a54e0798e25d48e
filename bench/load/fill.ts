import { sql } from 'kysely'
import { createFeatures, readShippedFigures } from '../../src/entry/features.ts'
import { sealOfConfig } from '../../src/features/identity/index.ts'
import { makeRng } from '../../src/engine/kernel/rng.ts'
import type { Config } from '../../src/platform/config.ts'
import { closeDatabase, type OpenDatabase, openDatabase } from '../../src/platform/database.ts'
import { type App, createApp } from '../../src/platform/http.ts'
import { drawLinkToken, linkHashOf } from '../../src/platform/link-holder.ts'
import { migrate } from '../../src/platform/migrate.ts'
import { uuidOf } from '../../src/platform/uuid.ts'
import { ADVISERS_PER_HUB, FIRMS, fillRows, openEvents } from './fill-rows.ts'
import { encoded, faultOf, type LoadReply, type Walk } from './request.ts'
import { scanWalk } from './scan-walk.ts'
import { chanceOf, type World } from './world.ts'

/** Scans that are walked whole; those of the other firms are copies of them. */
const WALKED = 6

const QUESTIONS = [
  'Wij willen onze planning niet meer in Excel doen. Waar begin je dan?',
  'Kan een cobot bij ons de freesbank beladen? Wij maken kleine series.',
  'Hoe krijgen we gegevens uit machines van vijftien jaar oud?',
  'Is er subsidie voor een erp-systeem bij een bedrijf met dertig mensen?',
  'Wie kan meekijken of onze gegevens op orde zijn voor een nieuw systeem?',
  'Onze klant vraagt om digitale tekeningen met maten erin. Wat hebben wij nodig?',
  'Wat kost het om de kwaliteit met een camera te controleren?',
  'Wij zoeken een bedrijf dat al met een lasrobot werkt en wil laten zien hoe.',
] as const

/** Fills an empty database as a year of work would, and says what visitors need to know of it. Nobody is signed in yet. */
export async function fillNetwork(config: Config): Promise<World> {
  const opened = await openDatabase(config)
  if (!opened.ok) throw new Error(opened.error)
  try {
    return await fill(opened.value, config)
  } finally {
    await closeDatabase(opened.value)
  }
}

async function fill(database: OpenDatabase, config: Config): Promise<World> {
  const figures = readShippedFigures()
  const migrated = await migrate(database)
  const seal = sealOfConfig(config)
  if (!figures.ok || !migrated.ok || !seal.ok)
    throw new Error('the data, the database or the key cannot be used')
  const { db } = database
  const ctx = { db, now: () => new Date() }
  const features = createFeatures(figures.value, config)
  for (const feature of features) await feature.onStart?.({ ...ctx, language: 'nl' })
  const report = ({ error }: { error: unknown }) => {
    throw error
  }
  const app = createApp({ features, ctx, config, report })

  const links: string[] = []
  for (let n = 0; n < WALKED; n++) {
    const chance = chanceOf(makeRng(n, 1))
    await follow(
      app,
      scanWalk(`10.9.9.${n}`, chance, (link) => links.push(link)),
    )
  }
  const scanLinks = Array.from({ length: FIRMS }, () => drawLinkToken())
  await fillRows(db, {
    ...{ hashesOfWalked: links.map(linkHashOf), hashes: scanLinks.map(linkHashOf), at: new Date() },
    sealedLinks: scanLinks.map((link, n) =>
      seal.value.close(Buffer.from(link), `kept scan of firm ${uuidOf('firm', `load-${n + 1}`)}`),
    ),
  })
  await openEvents({ ...ctx, language: 'nl' })
  await sql`analyze`.execute(db)
  return worldOf(db, scanLinks)
}

/** Does a walk on the site itself, without a network. */
async function follow(app: App, walk: Walk): Promise<void> {
  let step = walk.next()
  while (!step.done) {
    const { path, form } = step.value
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    const init = form === undefined ? {} : { method: 'POST', body: encoded(form), headers: type }
    const response = await app.request(path, init)
    const location = response.headers.get('location') ?? ''
    const reply: LoadReply = { status: response.status, location, text: await response.text() }
    const fault = faultOf(step.value, reply)
    if (fault !== undefined) throw new Error(`${path}: ${fault}`)
    step = walk.next(reply)
  }
}

async function worldOf(db: OpenDatabase['db'], scanLinks: readonly string[]): Promise<World> {
  const slugs = async (query: ReturnType<typeof sql<{ slug: string }>>) =>
    (await query.execute(db)).rows.map(({ slug }) => slug)
  const people = await sql<{
    id: string
    email: string
    organisationId: string | null
    firmId: string | null
  }>`
    select a.id, a.email, d.organisation_id, m.firm_id from account a
    left join duty d on d.account_id = a.id left join firm_member m on m.account_id = a.id
    where a.email like '%@load.example' order by a.email`.execute(db)
  const cases = await sql<{
    id: string
    organisationId: string
    state: string
    askerAccountId: string | null
  }>`
    select id, organisation_id, state, asker_account_id from desk_case order by number`.execute(db)
  const advisers = people.rows.filter(({ organisationId }) => organisationId !== null)
  return {
    entrySlugs: await slugs(sql`select slug from directory_entry where state = 'published'`),
    articleSlugs: await slugs(sql`select slug from article where state = 'published'`),
    eventSlugs: await slugs(sql`select slug from event where allotment = 'first-come'`),
    questions: QUESTIONS,
    scanLinks,
    advisers: advisers.map(({ email, organisationId }, n) => {
      const ofHub = cases.rows.filter((one) => one.organisationId === organisationId)
      const atWork = ofHub.filter(({ state }) => state !== 'closed')
      return {
        ...{ email, cookie: '' },
        openCases: atWork
          .map(({ id }) => id)
          .filter((_, index) => index % ADVISERS_PER_HUB === n % ADVISERS_PER_HUB),
        closedCases: ofHub.filter(({ state }) => state === 'closed').map(({ id }) => id),
      }
    }),
    entrepreneurs: people.rows.flatMap(({ id, email, firmId }) =>
      firmId === null
        ? []
        : [
            {
              ...{ email, firmId, cookie: '' },
              caseIds: cases.rows.filter(({ askerAccountId }) => askerAccountId === id).map((one) => one.id),
            },
          ],
    ),
  }
}
