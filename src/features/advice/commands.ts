import { type Command, type CommandIo, EXIT, type ExitCode } from '#platform/feature.ts'
import { readJsonFile } from '#platform/json-file.ts'
import { adviceDocument } from './advice-document.ts'
import { adviseFirm, resultFor } from './advise-firm.ts'
import { adviceText, integrationText } from './advice-text.ts'
import { DEFAULT_SEED, type Knowledge } from '#features/firms/index.ts'
import { receiptSchemaFor } from './read-receipt.ts'
import { type ReplayRefusal, replayAdvice } from './replay-advice.ts'

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
  const firm = await readJsonFile(file, knowledge.firmSchema)
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
  const firm = await readJsonFile(file, knowledge.firmSchema)
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
  const receipt = await readJsonFile(file, schema, (json) =>
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
