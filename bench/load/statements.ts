import pg from 'pg'
import type { LoadSite } from './site.ts'

/** From now on PostgreSQL counts what each statement takes; nothing on the embedded database. */
export async function beginCounting({ databaseUrl }: Pick<LoadSite, 'databaseUrl'>): Promise<void> {
  await ask(databaseUrl, 'create extension if not exists pg_stat_statements')
  await ask(databaseUrl, 'select pg_stat_statements_reset()')
}

/** What took PostgreSQL the most time, as lines: of all, how often, each time on average and at most. */
export async function dearestStatements({
  databaseUrl,
}: Pick<LoadSite, 'databaseUrl'>): Promise<readonly string[]> {
  const rows = await ask(
    databaseUrl,
    `select round((100 * total_exec_time / sum(total_exec_time) over ())::numeric, 1) as share, calls,
       round(mean_exec_time::numeric, 2) as mean, round(max_exec_time::numeric, 1) as most,
       left(regexp_replace(query, '\\s+', ' ', 'g'), 300) as query
     from pg_stat_statements order by total_exec_time desc limit 25`,
  )
  const [all] = await ask(
    databaseUrl,
    'select sum(calls) as calls, round(sum(total_exec_time)) as run, round(sum(total_plan_time)) as plan from pg_stat_statements',
  )
  const head = `  statements: ${all?.['calls'] ?? '-'}, run ${all?.['run'] ?? '-'} ms, planned ${all?.['plan'] ?? '-'} ms`
  const lines = rows.map(
    ({ share, calls, mean, most, query }) => `  ${share} %  ${calls} × ${mean} ms (max ${most})  ${query}`,
  )
  return rows.length === 0 ? [] : [head, ...lines]
}

async function ask(
  connectionString: string | undefined,
  text: string,
): Promise<readonly Record<string, unknown>[]> {
  if (connectionString === undefined) return []
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}
