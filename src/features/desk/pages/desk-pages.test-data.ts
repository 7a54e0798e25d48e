import { HtmlValidate } from 'html-validate'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { networkFeature } from '#features/network/index.ts'
import type { Actor, DutyKind } from '#platform/actor.ts'
import type { Ctx, Env } from '#platform/context.ts'
import type { OpenDatabase } from '#platform/database.ts'
import type { Feature } from '#platform/feature.ts'
import { createApp, type Defect } from '#platform/http.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { uuidOf } from '#platform/uuid.ts'
import type { MiddlewareHandler } from 'hono'
import type { DeskParts } from '../desk-parts.ts'
import { deskFeature } from '../index.ts'

import { DATA, figures, NOON } from '../../network/network-site.test-data.ts'

export { NOON } from '../../network/network-site.test-data.ts'

/** For tests: people who ask and who answer, and the pages with one of them signed in. */
const person = (
  slug: string,
  name: string,
  duties: readonly (readonly [DutyKind, string | undefined])[],
) => ({
  slug,
  name,
  email: `${slug}@example.nl`,
  actor: {
    accountId: uuidOf('account', slug),
    firmIds: [],
    duties: duties.map(([kind, hub]) => ({
      kind,
      organisationId: hub === undefined ? undefined : uuidOf('organisation', hub),
    })),
    secondFactorAt: NOON,
  } satisfies Actor,
})
export type Person = ReturnType<typeof person>

export const PEOPLE = {
  marieke: person('marieke', 'Marieke Visser', [['adviser', 'zuid-holland']]),
  joost: person('joost', 'Joost de Wit', [['adviser', 'zuid-holland']]),
  fatima: person('fatima', 'Fatima el Amrani', [['adviser', 'noord']]),
  bureau: person('bureau', 'Hanneke Bos', [['bureau', undefined]]),
  coordinator: person('coordinator', 'Wim Jansen', [['coordinator', 'robohouse']]),
  kees: person('kees', 'Kees de Boer', []),
} as const

export async function seedPeople({ db }: Pick<OpenDatabase, 'db'>): Promise<void> {
  for (const { name, email, actor } of Object.values(PEOPLE)) {
    await sql`insert into account (id, email, name, created_at)
      values (${actor.accountId}, ${email}, ${name}, ${NOON}) on conflict do nothing`.execute(db)
    for (const { kind, organisationId } of actor.duties) {
      await sql`insert into duty (account_id, kind, organisation_id, since)
        values (${actor.accountId}, ${kind}, ${organisationId ?? null}, ${NOON}) on conflict do nothing`.execute(
        db,
      )
    }
  }
}

/** Whoever the cookie names is signed in. */
const identify: MiddlewareHandler<Env> = async (c, next) => {
  const slug = /(?:^|; )wie=([a-z]+)/.exec(c.req.header('cookie') ?? '')?.[1]
  const found = Object.values(PEOPLE).find((one) => one.slug === slug)
  if (found !== undefined) {
    const { actor } = found
    const session = {
      tokenHash: `session of ${slug}`,
      accountId: actor.accountId,
      awaits: 'nothing',
    } as const
    c.set('ctx', { ...c.get('ctx'), actor, session })
  }
  await next()
}
const whoActs: Feature = { name: 'who-acts', identify }

type More = Readonly<{ findHelp?: DeskParts['findHelp']; draftArticle?: DeskParts['draftArticle'] }>

/** The site with a clock that can be moved; `as` gives the pages with somebody signed in. */
export async function deskSite({ db }: Pick<OpenDatabase, 'db'>, more: More = {}) {
  const clock = { at: NOON }
  const defects: Defect[] = []
  const ctx: Ctx = { db, now: () => clock.at, language: 'nl' }
  const parts: DeskParts = { config: {}, figures, ...more }
  const network = networkFeature({ figures, dataFolder: DATA })
  const features = [whoActs, network, deskFeature(parts)]
  await network.onStart?.(ctx)
  await seedPeople({ db })
  const app = createApp({ features, ctx, config: {}, report: (defect) => defects.push(defect) })

  const as = (who: Person | undefined, language: Language = 'nl') => {
    const headers = { host: 'localhost', ...(who === undefined ? {} : { cookie: `wie=${who.slug}` }) }
    const ask = async (path: string, init: RequestInit = {}) => {
      const response = await app.request(pathIn(language, path), {
        ...init,
        headers: { ...headers, ...init.headers },
      })
      return {
        status: response.status,
        text: await response.text(),
        to: response.headers.get('location') ?? '',
        headers: response.headers,
      }
    }
    const post = (path: string, fields: Readonly<Record<string, string | readonly string[]>>) =>
      ask(path, {
        method: 'POST',
        body: new URLSearchParams(
          Object.entries(fields).flatMap(([name, value]) =>
            [value].flat().map((one): [string, string] => [name, one]),
          ),
        ).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    return { get: (path: string) => ask(path), post, ctx: { ...ctx, language, actor: who?.actor } }
  }
  return { app, clock, defects, ctx, parts, as }
}
export type DeskSite = Awaited<ReturnType<typeof deskSite>>

/** The value of a hidden or typed field of a page. */
export const fieldIn = (text: string, name: string): string =>
  new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(text)?.[1] ??
  new RegExp(`<textarea[^>]* name="${name}"[^>]*>\\n?([^<]*)</textarea>`).exec(text)?.[1] ??
  ''

const htmlValidate = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }],
  },
})
export async function expectValidHtml(text: string): Promise<void> {
  const { results } = await htmlValidate.validateString(text)
  expect(results.flatMap(({ messages }) => messages.map((m) => `${m.ruleId}: ${m.message}`))).toEqual([])
}
