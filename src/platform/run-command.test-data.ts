import { runCommandLine } from './command-line.ts'
import type { Command, CommandIo } from './feature.ts'

/** Runs a command that needs no database, and gives its exit code and what it said. */
export async function runCommand(
  argv: readonly string[],
  commands: readonly Command[],
  io: Partial<CommandIo> = {},
) {
  const said = { out: '', err: '' }
  const code = await runCommandLine([...argv], commands, {
    out: (text) => (said.out += `${text}\n`),
    err: (text) => (said.err += `${text}\n`),
    env: {},
    now: () => new Date(0),
    openCtx: () => Promise.reject(new Error('no database')),
    ...io,
  })
  return { code, ...said }
}
