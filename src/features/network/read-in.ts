import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { canonicalHash } from '#platform/canonical-hash.ts'
import type { Ctx } from '#platform/context.ts'
import {
  contentOf,
  type Entry,
  type EntryContent,
  type EntryField,
  entrySchemaFor,
  type Fault,
  faultsOf,
  type Known,
  type Organisation,
} from './contract.ts'
import { cellOf, type CsvProblem, type CsvRow, readCsv } from './csv-rows.ts'
import { dayOf } from './freshness.ts'
import { mayKeepAll } from './may-keep.ts'
import { findEntryRows, findOrganisationRows, insertEntry, lockEntries, setEntry } from './repository.ts'
import { check } from './save-entry.ts'

export type RowProblem = Readonly<{ line: number; column: string; problem: Fault | CsvProblem['problem'] }>
export type Change = Readonly<{ field: EntryField; was: string; becomes: string }>

type Checked = Readonly<{ content: EntryContent; organisationId: string; confirmedBy: string | undefined }>
export type PlannedRow = Checked &
  (
    | Readonly<{ line: number; what: 'new' }>
    | Readonly<{ line: number; what: 'changed'; changes: readonly Change[]; current: Entry }>
    | Readonly<{ line: number; what: 'same' }>
  )

/** What reading in a file would do. With problems nothing is done. */
export type ImportPlan = Readonly<{
  rows: readonly PlannedRow[]
  problems: readonly RowProblem[]
  fingerprint: string // of the changes and of what they change; another state of the list gives another
}>

/** Compares a file with the directory; saves nothing. */
export function planImport(
  text: string,
  known: Known,
  there: Readonly<{ entries: readonly Entry[]; organisations: readonly Organisation[]; today: string }>,
): ImportPlan {
  const read = readCsv(text)
  if (!read.ok) return { rows: [], problems: read.error, fingerprint: '' }

  const schema = entrySchemaFor(known)
  const bySlug = new Map(there.entries.map((entry) => [entry.slug, entry]))
  const seen = new Set<string>()
  const rows: PlannedRow[] = []
  const problems: RowProblem[] = []
  for (const row of read.value) {
    const planned = planRow(row, schema, bySlug, there, seen)
    if (planned.ok) rows.push(planned.value)
    else problems.push(...planned.error)
  }
  const essence = rows.flatMap((row) =>
    row.what === 'same' ? [] : [[row.content, row.what === 'changed' ? row.current.version : 0]],
  )
  return { rows, problems, fingerprint: canonicalHash(essence) }
}

function planRow(
  { line, version, values }: CsvRow,
  schema: ReturnType<typeof entrySchemaFor>,
  bySlug: ReadonlyMap<string, Entry>,
  { organisations, today }: Readonly<{ organisations: readonly Organisation[]; today: string }>,
  seen: Set<string>,
): Result<PlannedRow, readonly RowProblem[]> {
  const parsed = schema.safeParse(values)
  if (!parsed.success)
    return refuse(faultsOf(parsed.error).map(({ field, fault }) => ({ line, column: field, problem: fault })))

  const content = parsed.data
  const current = bySlug.get(content.slug)
  const checked = check(content, current, organisations, today)
  const problems: RowProblem[] = checked.ok
    ? []
    : checked.error.map(({ field, fault }) => ({ line, column: field, problem: fault }))
  if (seen.has(content.slug)) problems.push({ line, column: 'slug', problem: 'duplicate' })
  seen.add(content.slug)
  const changes = current === undefined ? [] : changesOf(contentOf(current), content)
  const isOld = current !== undefined && changes.length > 0 && version !== `${current.version}`
  if (isOld) problems.push({ line, column: 'version', problem: 'version' })
  if (!checked.ok || problems.length > 0) return refuse(problems)

  const base = { line, content, ...checked.value }
  if (current === undefined) return ok({ ...base, what: 'new' })
  return ok(changes.length === 0 ? { ...base, what: 'same' } : { ...base, what: 'changed', changes, current })
}

/** The fields in which two differ, as they read in the file. */
export const changesOf = (was: EntryContent, becomes: EntryContent): readonly Change[] =>
  (Object.keys({ ...was, ...becomes }) as EntryField[])
    .map((field) => ({ field, was: cellOf(was, field), becomes: cellOf(becomes, field) }))
    .filter((change) => change.was !== change.becomes)

type ReadInRefusal = Readonly<{ why: 'forbidden' }> | Readonly<{ why: 'wrong' | 'moved'; plan: ImportPlan }>

/** What reading in would do, for the bureau. */
export const previewImport = (ctx: Pick<Ctx, 'db' | 'now'>, actor: Actor, known: Known, text: string) =>
  asActor(ctx.db, actor, async (tx): Promise<Result<ImportPlan, 'forbidden'>> => {
    if (!mayKeepAll(actor)) return refuse('forbidden')
    return ok(planImport(text, known, await stateOf(tx, ctx)))
  })

/** Reads in a file, all of it or nothing. With a fingerprint: only if it still does what was shown. */
export const readIn = (
  ctx: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  known: Known,
  { text, fingerprint }: Readonly<{ text: string; fingerprint?: string }>,
) =>
  asActor(ctx.db, actor, async (tx): Promise<Result<ImportPlan, ReadInRefusal>> => {
    if (!mayKeepAll(actor)) return refuse({ why: 'forbidden' })
    await lockEntries(tx)
    const plan = planImport(text, known, await stateOf(tx, ctx))
    if (plan.problems.length > 0) return refuse({ why: 'wrong', plan })
    if (fingerprint !== undefined && fingerprint !== plan.fingerprint) return refuse({ why: 'moved', plan })

    for (const row of plan.rows) {
      if (row.what === 'same') continue
      const entry = { ...row, at: ctx.now() }
      if (row.what === 'new') await insertEntry(tx, randomUUID(), entry)
      else await setEntry(tx, row.current.id, row.current.version, entry)
    }
    return ok(plan)
  })

const stateOf = async (tx: Parameters<typeof findEntryRows>[0], ctx: Pick<Ctx, 'now'>) => ({
  entries: await findEntryRows(tx),
  organisations: await findOrganisationRows(tx),
  today: dayOf(ctx.now()),
})
