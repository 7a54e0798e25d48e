import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { type Figures, readFigures } from '#features/figures/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import type { OpenDatabase } from '#platform/database.ts'
import { type Defect, createApp } from '#platform/http.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { uuidOf } from '#platform/uuid.ts'
import { readDirectoryData } from './directory-data.ts'
import { networkFeature } from './index.ts'
import { seedDirectory } from './seed-directory.ts'

/** For tests: the data as shipped, people who act, and the pages with one of them signed in. */
export const DATA = new URL('../../../data/', import.meta.url)
export const NOON = new Date('2026-11-30T12:00:00Z')
export const { directory: data, shapes } = readDirectoryData(DATA)
export const figures = shippedFigures()
export const directory = { figures, data, shapes }

function shippedFigures(): Figures {
  const read = readFigures(fileURLToPath(DATA))
  if (!read.ok) throw new Error('data/ does not pass its own checks')
  return read.value
}

const acting = (account: string, duties: Actor['duties']): Actor => ({
  accountId: uuidOf('account', account),
  firmIds: [],
  duties,
  secondFactorAt: NOON,
})
export const bureau = acting('bureau', [{ kind: 'bureau', organisationId: undefined }])
export const entrepreneur = acting('entrepreneur', [])
export const coordinatorOf = (slug: string): Actor =>
  acting(`coordinator-${slug}`, [{ kind: 'coordinator', organisationId: uuidOf('organisation', slug) }])
export const adviserOf = (slug: string): Actor =>
  acting(`adviser-${slug}`, [{ kind: 'adviser', organisationId: uuidOf('organisation', slug) }])

/** Whoever signed in has an account: what such a person sends is kept under it. */
const insertAccount = (db: OpenDatabase['db'], { accountId }: Actor) =>
  sql`insert into account (id, created_at) values (${accountId}, ${NOON}) on conflict do nothing`.execute(db)

/** The pages in one language, with a clock that can be moved and somebody who signed in, or nobody. */
export async function networkSite({ db }: OpenDatabase, actor?: Actor, language: Language = 'nl') {
  const clock = { at: NOON }
  const defects: Defect[] = []
  const ctx: Ctx = {
    db,
    now: () => clock.at,
    language,
    ...(actor === undefined ? {} : { actor }),
  }
  await seedDirectory(ctx, figures, data)
  if (actor !== undefined) await insertAccount(db, actor)
  const report = (defect: Defect) => {
    defects.push(defect)
  }
  const features = [networkFeature({ figures, dataFolder: DATA })]
  const app = createApp({ features, ctx, config: {}, report })
  const ask = async (path: string, init?: RequestInit) => {
    const response = await app.request(path, init)
    const { status, headers } = response
    const bytes = Buffer.from(await response.arrayBuffer())
    return { status, headers, bytes, text: new TextDecoder().decode(bytes), to: headers.get('location') }
  }
  const post = (path: string, fields: Readonly<Record<string, string | readonly string[]>>) => {
    const body = new URLSearchParams(
      Object.entries(fields).flatMap(([name, value]) =>
        [value].flat().map((one): [string, string] => [name, one]),
      ),
    ).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost' }
    return ask(pathIn(language, path), { method: 'POST', body, headers })
  }
  const json = async (path: string) => JSON.parse((await ask(path)).text)
  return { clock, defects, ctx, get: (path: string) => ask(pathIn(language, path)), post, json, ask }
}
