import { sql } from 'kysely'
import { deskFeature, findInbox, inboxSchema } from '../src/features/desk/index.ts'
import { readFigures } from '../src/features/figures/index.ts'
import { readDirectoryData } from '../src/features/network/directory-data.ts'
import { seedDirectory } from '../src/features/network/seed-directory.ts'
import type { Actor } from '../src/platform/actor.ts'
import type { Ctx } from '../src/platform/context.ts'
import { closeDatabase, type OpenDatabase, openDatabase } from '../src/platform/database.ts'
import { createApp } from '../src/platform/http.ts'
import { migrate } from '../src/platform/migrate.ts'
import { uuidOf } from '../src/platform/uuid.ts'
import { type Bench, type Measured, median } from './bench.ts'
import { temporaryFolder } from './server.ts'

const CASES = 10_000
const ROUNDS = 41
const DATA = new URL('../data/', import.meta.url)
const NOW = new Date('2026-11-30T12:00:00Z')
const HUB = uuidOf('organisation', 'oost')
const ADVISER = uuidOf('account', 'bench')

/** How fast an inbox answers with ten thousand cases of one hub, embedded or on the server at DATABASE_URL. */
export const desk: Bench = {
  name: 'desk',
  run: async () => {
    const folder = temporaryFolder()
    const databaseUrl = process.env['DATABASE_URL']
    const opened = await openDatabase({
      dataDir: folder.path,
      ...(databaseUrl === undefined ? {} : { databaseUrl }),
    })
    if (!opened.ok) throw new Error(opened.error)
    try {
      return await measure(opened.value)
    } finally {
      await closeDatabase(opened.value)
      folder.remove()
    }
  },
}

async function measure(database: OpenDatabase): Promise<readonly Measured[]> {
  const migrated = await migrate(database)
  const figures = readFigures(new URL('.', DATA).pathname)
  if (!migrated.ok || !figures.ok) throw new Error('the database or the data cannot be used')
  const { db } = database
  const actor: Actor = {
    ...{ accountId: ADVISER, firmIds: [], secondFactorAt: undefined },
    duties: [{ kind: 'adviser', organisationId: HUB }],
  }
  const ctx: Ctx = {
    ...{ db, now: () => NOW, language: 'nl', actor },
    session: { tokenHash: 'x', accountId: ADVISER, awaits: 'nothing' },
  }
  await seedDirectory(ctx, figures.value, readDirectoryData(DATA).directory)
  await fill(db)

  const report = ({ error }: { error: unknown }) => {
    throw error
  }
  const app = createApp({
    features: [deskFeature({ config: {}, figures: figures.value })],
    ctx,
    config: {},
    report,
  })
  const where = database.kind === 'embedded' ? 'embedded' : 'server'
  const time = async (name: string, work: () => Promise<boolean>): Promise<Measured> => {
    const times: number[] = []
    for (let round = 0; round < ROUNDS + 5; round++) {
      const start = performance.now()
      if (!(await work())) throw new Error(`${name}: no answer`)
      if (round >= 5) times.push(performance.now() - start)
    }
    const p95 = times.toSorted((a, b) => a - b)[Math.floor(0.95 * ROUNDS)]!
    return {
      name: `${name}, ${where} (p95 ${p95.toFixed(0)} ms)`,
      value: median(times),
      unit: 'ms',
      aim: '< 300',
    }
  }
  const list = (query: Record<string, string>) => async () =>
    (await findInbox(ctx, actor, inboxSchema.parse(query))).ok
  const page = (path: string) => async () => (await app.request(path)).status === 200
  const { rows } = await sql<{ id: string; updatedAt: Date }>`
    select id, updated_at from desk_case where state = 'closed' order by updated_at desc, id desc offset 8000 limit 1`.execute(
    db,
  )
  const deep = rows[0]!
  return [
    await time(`inbox of ${CASES}: mine`, list({ filter: 'mine' })),
    await time('overdue', list({ filter: 'overdue' })),
    await time('open', list({ filter: 'open' })),
    await time('closed', list({ filter: 'closed' })),
    await time('closed, after 8,000', list({ filter: 'closed', after: `${+deep.updatedAt}_${deep.id}` })),
    await time('two words', list({ filter: 'closed', words: 'planning 99' })),
    await time('words that nobody wrote', list({ filter: 'closed', words: 'xyzzy' })),
    await time(
      'province, topic and step',
      list({ filter: 'closed', province: 'Gelderland', topic: 'data', step: 'mes' }),
    ),
    await time('page /balie', page('/balie')),
    await time('page /balie, closed and searched', page('/balie?toon=gesloten&zoek=planning')),
    await time('page of a case', page(`/balie/${deep.id}`)),
  ]
}

/** One in twenty is open, one in twenty answered, and the rest is closed: two years of a busy hub. */
async function fill(db: OpenDatabase['db']): Promise<void> {
  await sql`delete from desk_case`.execute(db)
  await sql`insert into account (id, email, name, created_at) values (${ADVISER}, 'bench@x.example', 'Bench', ${NOW})
    on conflict do nothing`.execute(db)
  await sql`insert into duty (account_id, kind, organisation_id, since) values (${ADVISER}, 'adviser', ${HUB}, ${NOW})
    on conflict do nothing`.execute(db)
  await sql`insert into desk_case (id, organisation_id, is_of_bureau, state, source, language, subject, search_text,
      asker_name, asker_email, reply_token, province, topic, step, assigned_to, assigned_name, asked_at, open_since,
      due_at, remind_at, first_answered_at, outcome, closed_at, updated_at)
    select gen_random_uuid(), ${HUB}, false, state, 'page', 'nl', 'Vraag ' || n || ' over planning en voorraad',
      'vraag ' || n || ' over planning en voorraad ' || repeat('wij maken onderdelen voor machines ', 12),
      'Vrager ' || n, 'vrager-' || n || '@firma.example', lpad(n::text, 12, '0'),
      (array['Gelderland', 'Overijssel'])[1 + n % 2], (array['data', 'software', 'people'])[1 + n % 3],
      (array['mes', 'erp-introduction'])[1 + n % 2],
      case when n % 3 = 0 then ${ADVISER}::uuid end, '', at, case when state = 'open' then at end,
      case when state = 'open' then at + interval '1 day' end, case when state = 'open' then at end,
      case when state <> 'open' then at end, case when state = 'closed' then 'solved' else '' end,
      case when state = 'closed' then at end, at
    from (select n, case n % 20 when 0 then 'open' when 1 then 'answered' else 'closed' end as state,
      ${NOW}::timestamptz - n * interval '100 minutes' as at from generate_series(1, ${sql.lit(CASES)}) n) made`.execute(
    db,
  )
  await sql`insert into desk_message (id, case_id, kind, body, at)
    select gen_random_uuid(), c.id, (array['question', 'answer', 'question'])[i], repeat('woorden ', 40), c.asked_at
    from desk_case c, generate_series(1, 3) i`.execute(db)
  await sql`insert into desk_note (id, case_id, kind, body, at)
    select gen_random_uuid(), c.id, 'note', 'gebeld', c.asked_at from desk_case c`.execute(db)
  await sql`analyze`.execute(db)
}
