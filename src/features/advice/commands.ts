import { readFile, stat } from 'node:fs/promises'
import type { z } from 'zod'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Command, type CommandIo, EXIT, type ExitCode } from '#platform/feature.ts'
import { inputErrors } from '#platform/problem.ts'
import { jsonDepth } from '#platform/json-depth.ts'
import { adviceDocument } from './advice-document.ts'
import { adviseFirm, resultFor } from './advise-firm.ts'
import { adviceText, integrationText } from './advice-text.ts'
import { DEFAULT_SEED, type Knowledge } from '#features/firms/index.ts'
import { receiptSchemaFor } from './read-receipt.ts'
import { type ReplayRefusal, replayAdvice } from './replay-advice.ts'

const MAX_FILE_BYTES = 4 * 1024 * 1024
const MAX_DEPTH = 64

/** `schakel advise`, `scan` and `replay`: no database, only the figures. */
export const adviceCommands = (knowledge: Knowledge): readonly Command[] => [
  {
    name: 'advise',
    usage: 'FIRM.json [--json] [--seed N]',
    summary: 'Where this firm should begin.',
    help: 'FIRM.json is described in docs/firm-file.md; examples lie in fixtures/firms/. --json prints the whole advice, with its receipt.',
    options: { json: { type: 'boolean' }, seed: { type: 'string' } },
    positionals: { min: 1, max: 1 },
    run: (args, io) => advise(knowledge, args.positionals[0]!, args.values, io),
  },
  {
    name: 'scan',
    usage: 'FIRM.json [--json]',
    summary: 'How information travels through this firm, and where it is typed again.',
    options: { json: { type: 'boolean' } },
    positionals: { min: 1, max: 1 },
    run: (args, io) => scan(knowledge, args.positionals[0]!, args.values, io),
  },
  {
    name: 'replay',
    usage: 'RECEIPT.json [--json]',
    summary: 'Makes the advice of a receipt again and compares it to the last digit.',
    help: 'RECEIPT.json is what `schakel advise --json` printed or a result page saved, or only the receipt in it.',
    options: { json: { type: 'boolean' } },
    positionals: { min: 1, max: 1 },
    run: (args, io) => replay(knowledge, args.positionals[0]!, args.values, io),
  },
]

type Values = Readonly<Record<string, string | boolean | undefined>>

async function advise(knowledge: Knowledge, file: string, values: Values, io: CommandIo): Promise<ExitCode> {
  const seed = seedOf(values['seed'])
  if (seed === undefined) return badInput(io, '--seed takes a whole number from 0 to 4294967295')
  const firm = await readInput(file, knowledge.firmSchema)
  if (!firm.ok) return badInput(io, firm.error)

  const report = adviseFirm(knowledge, firm.value, io.now(), seed)
  io.out(
    values['json'] === true
      ? JSON.stringify(adviceDocument(report, knowledge.figures), undefined, 2)
      : adviceText(report, knowledge.figures),
  )
  return EXIT.done
}

async function scan(knowledge: Knowledge, file: string, values: Values, io: CommandIo): Promise<ExitCode> {
  const firm = await readInput(file, knowledge.firmSchema)
  if (!firm.ok) return badInput(io, firm.error)

  const { integration } = resultFor(knowledge, firm.value, DEFAULT_SEED)
  io.out(
    values['json'] === true
      ? JSON.stringify(integration, undefined, 2)
      : integrationText(integration, firm.value, knowledge.figures),
  )
  return EXIT.done
}

async function replay(knowledge: Knowledge, file: string, values: Values, io: CommandIo): Promise<ExitCode> {
  const schema = receiptSchemaFor(knowledge)
  const receipt = await readInput(file, schema, (json) =>
    typeof json === 'object' && json !== null && 'receipt' in json ? json.receipt : json,
  )
  if (!receipt.ok) return badInput(io, receipt.error)

  const { figuresHash, id } = receipt.value
  if (figuresHash !== knowledge.figuresHash) {
    io.err(
      `schakel: this advice was made with figures ${figuresHash}; here are ${knowledge.figuresHash}. Check out the version of data/ that it names.`,
    )
    return EXIT.refused
  }
  const result = replayAdvice(knowledge, receipt.value)
  if (!result.ok) {
    io.err(`schakel: ${refusalText(result.error)}`)
    return EXIT.refused
  }
  io.out(
    values['json'] === true
      ? JSON.stringify(result.value, undefined, 2)
      : `Same result, to the last digit: advice ${id}, result ${receipt.value.resultHash}.`,
  )
  return EXIT.done
}

const REFUSALS: {
  [Code in ReplayRefusal['code']]: (refusal: Extract<ReplayRefusal, { code: Code }>) => string
} = {
  'other-method': ({ receipt, here }) =>
    `the receipt was made with method ${receipt}; this version has ${here}`,
  'other-scenarios': ({ receipt, here }) => `the receipt has ${receipt} scenarios; this version uses ${here}`,
  'input-changed': () => 'the firm in the receipt is not the one it was made with: its hash differs',
  'result-differs': ({ receipt, here, runtime }) =>
    `the result differs: the receipt says ${receipt}, here it is ${here}; it was made with Node ${runtime}, this is ${process.version}`,
}
const refusalText = (refusal: ReplayRefusal) =>
  (REFUSALS[refusal.code] as (r: ReplayRefusal) => string)(refusal)

function seedOf(value: string | boolean | undefined): number | undefined {
  if (value === undefined) return DEFAULT_SEED
  if (typeof value !== 'string' || !/^\d{1,10}$/.test(value)) return undefined
  const seed = Number(value)
  return seed <= 0xffffffff ? seed : undefined
}

function badInput(io: CommandIo, sentence: string): ExitCode {
  io.err(`schakel: ${sentence}`)
  return EXIT.badInput
}

/** Reads and checks a JSON file; the refusal is a text that names every field at fault. */
async function readInput<T extends z.ZodType>(
  file: string,
  schema: T,
  pick: (json: unknown) => unknown = (json) => json,
): Promise<Result<z.output<T>, string>> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  )
  if (size > MAX_FILE_BYTES) return refuse(`${file} has ${size} bytes; ${MAX_FILE_BYTES} at most`)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error)
  if (typeof text !== 'string') return refuse(`can't read ${file}: ${readProblem(text)}`)
  if (jsonDepth(text, MAX_DEPTH) > MAX_DEPTH) return refuse(`${file} is nested more than ${MAX_DEPTH} deep`)

  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refuse(`${file} is not JSON`)
  }
  const parsed = schema.safeParse(pick(json))
  if (parsed.success) return ok(parsed.data)
  const lines = inputErrors(parsed.error).map(
    ({ field, detail }) => `  ${field || '(the whole file)'}: ${detail}`,
  )
  return refuse(`${file} does not fit:\n${lines.join('\n')}`)
}

const readProblem = ({ code, message }: NodeJS.ErrnoException) =>
  code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : message
