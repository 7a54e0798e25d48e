import { readFileSync, writeFileSync } from 'node:fs'
import { type Command, type CommandIo, EXIT, type ExitCode } from '#platform/feature.ts'
import { writeCsv } from './csv-rows.ts'
import type { Directory } from './entry-words.ts'
import { findAll } from './find-entries.ts'
import { problemText } from './import-page.ts'
import { knownOf } from './known.ts'
import { SYSTEM } from './may-keep.ts'
import { type ImportPlan, previewImport, readIn } from './read-in.ts'
import { seedDirectory } from './seed-directory.ts'

/** `schakel directory`: the whole directory as a file, and back. */
export const networkCommands = (directory: Directory): readonly Command[] => [
  {
    name: 'directory',
    usage: 'import|export FILE.csv [--dry-run] [--json]',
    summary: 'Reads the directory of the network from a CSV file, or writes it to one.',
    help:
      'export writes every entry, drafts and closed ones too; - is standard output. import says per line and column what\n' +
      'is wrong, and saves all of the file or nothing; --dry-run only says what it would do.',
    options: { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } },
    positionals: { min: 2, max: 2 },
    run: async ({ positionals: [what = '', path = ''], values }, io) => {
      if (what === 'export') return exportTo(directory, path, io)
      if (what === 'import') return importFrom(directory, path, io, values)
      io.err(`schakel: directory takes import or export, got ${what}`)
      return EXIT.badInput
    },
  },
]

async function exportTo({ figures, data }: Directory, path: string, io: CommandIo): Promise<ExitCode> {
  const ctx = await io.openCtx()
  await seedDirectory(ctx, figures, data)
  const entries = await findAll(ctx, SYSTEM)
  const text = writeCsv(entries)
  if (path === '-') {
    io.out(text.trimEnd())
    return EXIT.done
  }
  try {
    writeFileSync(path, text)
  } catch (error) {
    return badFile(io, path, error)
  }
  io.out(`${entries.length} entries in ${path}`)
  return EXIT.done
}

async function importFrom(
  directory: Directory,
  path: string,
  io: CommandIo,
  values: Readonly<Record<string, unknown>>,
): Promise<ExitCode> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    return badFile(io, path, error)
  }
  const ctx = await io.openCtx()
  await seedDirectory(ctx, directory.figures, directory.data)
  const known = knownOf(directory)
  const preview = await previewImport(ctx, SYSTEM, known, text)
  if (!preview.ok) return EXIT.refused
  const plan = preview.value
  const isDry = values['dry-run'] === true
  print(plan, io, values['json'] === true, isDry)
  if (plan.problems.length > 0) return EXIT.badInput
  if (isDry) return EXIT.done

  const saved = await readIn(ctx, SYSTEM, known, { text, fingerprint: plan.fingerprint })
  if (saved.ok) return EXIT.done
  io.err('schakel: the directory changed in the meantime; nothing was saved')
  return EXIT.refused
}

function badFile(io: CommandIo, path: string, error: unknown): ExitCode {
  io.err(`schakel: ${path} can't be used: ${error instanceof Error ? error.message : String(error)}`)
  return EXIT.badInput
}

function print({ rows, problems }: ImportPlan, io: CommandIo, isJson: boolean, isDry: boolean): void {
  const of = (what: string) => rows.filter((row) => row.what === what)
  const wrong = problems.map((problem) => ({ ...problem, detail: problemText(problem, 'en') }))
  if (isJson) {
    const counts = { new: of('new').length, changed: of('changed').length, same: of('same').length }
    io.out(
      JSON.stringify({ ...counts, problems: wrong, saved: problems.length === 0 && !isDry }, undefined, 2),
    )
    return
  }
  for (const { line, column, detail } of wrong)
    io.err(`line ${line}${column === '' ? '' : `, ${column}`}: ${detail}`)
  for (const row of rows) {
    if (row.what === 'new') io.out(`line ${row.line}: new, ${row.content.name}`)
    if (row.what !== 'changed') continue
    for (const { field, was, becomes } of row.changes)
      io.out(`line ${row.line}: ${row.content.slug}, ${field}: "${was}" becomes "${becomes}"`)
  }
  const nothing = problems.length > 0 || isDry ? '; nothing was saved' : ''
  const sum = `${of('new').length} new, ${of('changed').length} changed, ${of('same').length} the same`
  io.out(`${sum}, ${problems.length} wrong${nothing}`)
}
