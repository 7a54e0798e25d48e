import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor, Duty } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import type { OpenDatabase } from '#platform/database.ts'
import { uuidOf } from '#platform/uuid.ts'
import { data, figures } from '../network/network-site.test-data.ts'
import { seedDirectory } from '../network/index.ts'
import { askQuestion } from './ask-question.ts'
import { askSchema } from './contract.ts'
import type { DeskParts } from './desk-parts.ts'
import { findCase } from './find-case.ts'

/** For tests: the directory as shipped, people with accounts, and a clock that can be moved. A Monday, 10:00. */
export const MONDAY_10 = new Date('2026-11-30T09:00:00Z')
export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const BUREAU = uuidOf('organisation', 'bureau')
export const hubId = (slug: string) => uuidOf('organisation', slug)

export const parts: DeskParts = {
  config: { publicUrl: 'https://schakel.example', mailFrom: 'Schakel <vraag@hub.example>' },
  figures,
}

export async function desk({ db }: Pick<OpenDatabase, 'db'>) {
  const clock = { at: MONDAY_10 }
  const ctx: Ctx = { db, now: () => clock.at, language: 'nl' }
  await seedDirectory(ctx, figures, data)

  const person = async (
    email: string,
    duties: readonly Duty[] = [],
    firmIds: readonly string[] = [],
  ): Promise<Actor> => {
    const accountId = randomUUID()
    const name = email.split('@')[0] ?? ''
    await sql`insert into account (id, email, name, created_at) values (${accountId}, ${email}, ${name}, ${clock.at})`.execute(
      db,
    )
    for (const { kind, organisationId } of duties) {
      await sql`insert into duty (account_id, kind, organisation_id, since)
        values (${accountId}, ${kind}, ${organisationId ?? null}, ${clock.at})`.execute(db)
    }
    return { accountId, firmIds, duties, secondFactorAt: undefined }
  }
  const adviser = (email: string, hub: string) =>
    person(email, [{ kind: 'adviser', organisationId: hubId(hub) }])
  const bureau = (email = 'bureau@x.example') =>
    person(email, [{ kind: 'bureau', organisationId: undefined }])

  /** Asks as a visitor, or as somebody who signed in. */
  const ask = async (fields: Readonly<Record<string, string>> = {}, actor?: Actor) => {
    const form = askSchema.parse({
      question: 'Welk ERP past bij ons?',
      email: 'jan@firma.example',
      province: 'Gelderland',
      ...fields,
    })
    const asked = await askQuestion({ ...ctx, actor }, parts, { form, siteUrl: 'https://schakel.example' })
    if (!asked.ok) throw new Error(`not asked: ${asked.error.why}`)
    return { ...asked.value, asker: { linkToken: asked.value.linkToken ?? '' } }
  }
  const see = async (actor: Actor, id: string) => {
    const found = await findCase(ctx, actor, id)
    if (!found.ok) throw new Error('this case is not to be seen')
    return found.value
  }
  const mails = async () =>
    (
      await sql<
        Readonly<{
          key: string
          recipient: string
          subject: string
          body: string
          headers: Record<string, string>
        }>
      >`
        select key, recipient, subject, body, headers from outbox order by created_at, ctid`.execute(db)
    ).rows
  const later = (ms: number) => {
    clock.at = new Date(+clock.at + ms)
  }
  return { ctx, clock, later, person, adviser, bureau, ask, see, mails }
}

export type Desk = Awaited<ReturnType<typeof desk>>

/** The value, or a failure that says why there is none. */
export function value<T>(result: Readonly<{ ok: true; value: T } | { ok: false; error: unknown }>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`)
  return result.value
}
