import { parseArgs } from 'node:util'
import { type Command, type CommandArgs, type CommandIo, EXIT, type ExitCode } from './feature.ts'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { version } from './version.ts'

/** Runs `schakel COMMAND …`: finds the command, checks its options, and gives its exit code. */
export async function runCommandLine(
  argv: readonly string[],
  commands: readonly Command[],
  io: CommandIo,
): Promise<ExitCode> {
  const [name = '--help', ...rest] = argv
  if (name === '--help' || name === '-h' || name === 'help') return print(io, overview(commands))
  if (name === '--version' || name === '-v') return print(io, version())

  const command = commands.find((candidate) => candidate.name === name)
  if (command === undefined) {
    return badInput(
      io,
      `unknown ${name.startsWith('-') ? 'option' : 'command'} ${name}; ${knownCommands(commands)}`,
    )
  }
  if (rest.includes('--help') || rest.includes('-h')) return print(io, usageOf(command))

  const args = argsOf(command, rest)
  return args.ok ? command.run(args.value, io) : badInput(io, `${args.error}\nUsage: ${usageLine(command)}`)
}

function argsOf(command: Command, rest: readonly string[]): Result<CommandArgs, string> {
  const parsed = parse(command, rest)
  if (!parsed.ok) return parsed

  const { min, max } = command.positionals ?? { min: 0, max: 0 }
  const count = parsed.value.positionals.length
  if (count < min)
    return refuse(`${command.name} needs ${min === 1 ? 'an argument' : `${min} arguments`}, got ${count}`)
  if (count > max)
    return refuse(`${command.name} takes ${max === 0 ? 'no arguments' : `${max} at most`}, got ${count}`)
  return parsed
}

function parse({ name, options = {} }: Command, rest: readonly string[]): Result<CommandArgs, string> {
  try {
    const { positionals, values } = parseArgs({
      args: [...rest],
      options,
      allowPositionals: true,
      strict: true,
    })
    return ok({ positionals, values: values as CommandArgs['values'] })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const known = [...Object.keys(options), 'help'].map((option) => `--${option}`).join(', ')
    const [message = ''] = error.message.split(/\.? To specify/)
    return refuse(`${lowerFirst(message.replace(/\.$/, ''))}; ${name} takes ${known}`)
  }
}

function print(io: CommandIo, text: string): ExitCode {
  io.out(text)
  return EXIT.done
}

function badInput(io: CommandIo, text: string): ExitCode {
  io.err(`schakel: ${text}`)
  return EXIT.badInput
}

const usageLine = ({ name, usage }: Command) => `schakel ${name} ${usage}`.trimEnd()

const usageOf = (command: Command) =>
  [
    `Usage: ${usageLine(command)}`,
    '',
    command.summary,
    ...(command.help === undefined ? [] : ['', command.help]),
  ].join('\n')

const knownCommands = (commands: readonly Command[]) =>
  `known: ${[...commands.map(({ name }) => name), '--help', '--version'].join(', ')}`

function overview(commands: readonly Command[]): string {
  const width = Math.max(0, ...commands.map(({ name }) => name.length))
  return [
    'Schakel: where does a small manufacturer begin with digitalisation?',
    '',
    'Usage: schakel COMMAND [ARGUMENTS]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    ...(commands.length === 0 ? [] : ['']),
    'schakel COMMAND --help tells more. From a checkout: npm run schakel -- COMMAND',
    'Exit codes: 0 done, 1 refused, 2 bad input, 70 defect.',
  ].join('\n')
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
