import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { type Command, type CommandArgs, type CommandIo, EXIT, type ExitCode } from '#platform/feature.ts'
import { isInCheckout, readEvaluationKey } from './evaluation-key.ts'
import { exportPanel } from './export-panel.ts'

/** `schakel evaluation-export`. */
export const evaluationExportCommands: readonly Command[] = [
  {
    name: 'evaluation-export',
    usage: '--out DIR --key FILE [--linking FILE]',
    summary: 'Writes the panel of the network for whoever evaluates, with keys instead of numbers and names.',
    help:
      'Only firms that agree to research are in it; others are counted. DIR must be empty or new.\n' +
      '--key is a secret of 64 hexadecimal digits in a file that only you can read: `openssl rand -hex 32`.\n' +
      '--linking writes which KVK number has which key, for a trusted third party alone, never for who gets DIR.\n' +
      'What was exported is written in the audit log. See docs/evaluation-export.md.',
    options: { out: { type: 'string' }, key: { type: 'string' }, linking: { type: 'string' } },
    run: exportCommand,
  },
]

async function exportCommand({ values }: CommandArgs, io: CommandIo): Promise<ExitCode> {
  const { out, key: keyFile, linking } = values
  if (typeof out !== 'string' || typeof keyFile !== 'string')
    return badInput(io, 'evaluation-export needs --out and --key')
  const linkingFile = typeof linking === 'string' ? linking : undefined
  const trouble = troubleWith(out, keyFile, linkingFile)
  if (trouble !== undefined) return badInput(io, trouble)
  const key = readEvaluationKey(keyFile)
  if (!key.ok) return badInput(io, key.error)

  const written: string[] = []
  try {
    reserve(out, linkingFile, written) // before anything is written down
    const panel = await exportPanel(await io.openCtx(), 'server', {
      key: key.value,
      withLinking: linkingFile !== undefined,
    })
    if (!panel.ok) throw new Error('the server may export')
    const { files, firms, linked } = panel.value
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(out, name), text, { flag: 'wx', mode: 0o600 })
      written.push(join(out, name))
    }
    if (linkingFile !== undefined) writeFileSync(linkingFile, panel.value.linking ?? '')
    io.out(`${firms} firms, in ${out}`)
    if (linkingFile !== undefined) io.out(`${linked} KVK numbers with their keys, in ${linkingFile}`)
    return EXIT.done
  } catch (error) {
    for (const file of written) rmSync(file, { force: true })
    if (!isOfFiles(error)) throw error
    return badInput(io, `can't write: ${error.message}`)
  }
}

/** What can be known to be wrong before anything is done. */
function troubleWith(out: string, key: string, linking: string | undefined): string | undefined {
  if (existsSync(out) && !isEmptyFolder(out)) return `${out} is there and is no empty folder`
  if (isWithin(out, key)) return 'the key must not stand in the folder that is handed over'
  if (linking === undefined) return undefined
  if (isWithin(out, linking)) return 'the linking file must not stand in the folder that is handed over'
  if (isInCheckout(linking))
    return `${linking} would stand in a folder under version control; keep it outside`
  return existsSync(linking) ? `${linking} is there already` : undefined
}

function isEmptyFolder(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0
  } catch {
    return false
  }
}

const isWithin = (folder: string, file: string) => {
  const way = relative(resolve(folder), resolve(file))
  return way !== '' && way !== '..' && !way.startsWith('../') && !way.startsWith('..\\')
}

function reserve(out: string, linking: string | undefined, written: string[]): void {
  mkdirSync(out, { recursive: true, mode: 0o700 })
  if (linking === undefined) return
  writeFileSync(linking, '', { flag: 'wx', mode: 0o600 })
  written.push(linking)
}

const isOfFiles = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && typeof error.syscall === 'string' && 'path' in error

function badInput(io: CommandIo, sentence: string): ExitCode {
  io.err(`schakel: ${sentence}`)
  return EXIT.badInput
}
