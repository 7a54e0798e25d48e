import { mkdir, rename, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { canonicalHash } from '#platform/canonical-hash.ts'
import { type Command, type CommandArgs, type CommandIo, EXIT, type ExitCode } from '#platform/feature.ts'
import { readJsonFile } from '#platform/json-file.ts'
import { checkStudy, type EvaluateStage, evaluateStudy } from './evaluate-study.ts'
import type { EvaluationRecord } from './evaluation-record.ts'
import { isBadFile, ledgerText, refusalText } from './refusal-text.ts'
import { replayEvaluation } from './replay-evaluation.ts'
import { type CheckRecord, checkPage } from './report/check-page.ts'
import { checkText } from './report/check-text.ts'
import { reportPage } from './report/report-page.ts'
import { type StudyFile, studySchema } from './study-contract.ts'
import { appendToLedger } from './study-ledger.ts'
import { verdictLine } from './verdict-line.ts'

/** `schakel evaluate` and `schakel study`: no database and no network, only files. */
export const evaluationCommands: readonly Command[] = [
  {
    name: 'evaluate',
    usage:
      'PANEL.csv|PANEL.parquet --study STUDY.json --out DIR [--check] [--work DIR] [--ledger FILE] [--json]',
    summary: 'Did it work? The effect of a programme, with a verdict that may be "cannot tell".',
    help:
      'Writes verslag.html, report.html and evaluation.json to DIR. Nothing leaves this machine.\n' +
      '--check says beforehand whether the question can be answered with this panel, and what is missing; it looks at no outcome from joining on. With --out it also writes nagaan.html and check.html.\n' +
      '--work DIR keeps what was read and reckoned of a panel larger than memory, so that the same command goes on after it was broken off; emptied when done.\n' +
      '--replay EVALUATION.json reckons the same again from the same panel and compares to the last digit.\n' +
      'The study file is described in docs/study-file.md, the panel in docs/panel-file.md.',
    options: {
      study: { type: 'string' },
      out: { type: 'string' },
      check: { type: 'boolean' },
      replay: { type: 'string' },
      work: { type: 'string' },
      ledger: { type: 'string' },
      json: { type: 'boolean' },
    },
    positionals: { min: 1, max: 1 },
    run: (args, io) => {
      if (args.values['replay'] !== undefined) return replay(args, io)
      return args.values['check'] === true ? check(args, io) : evaluate(args, io)
    },
  },
  {
    name: 'study',
    usage: 'check STUDY.json | register STUDY.json [--ledger FILE] [--json]',
    summary: 'Looks whether a study file is right, and registers it before the data are read.',
    help:
      'register adds the hash of the study and the time to the ledger of this machine (DATA_DIR/studies.jsonl).\n' +
      'Publish the hash it prints where others date it, such as a public registry: a ledger on one machine shows order, not time.',
    options: { ledger: { type: 'string' }, json: { type: 'boolean' } },
    positionals: { min: 2, max: 2 },
    run: study,
  },
]

const ledgerOf = ({ values }: CommandArgs, { env }: CommandIo): string =>
  typeof values['ledger'] === 'string'
    ? resolve(values['ledger'])
    : resolve(env['DATA_DIR'] ?? './.data', 'studies.jsonl')

async function evaluate(args: CommandArgs, io: CommandIo): Promise<ExitCode> {
  const { study: studyFile, out, json } = args.values
  if (typeof studyFile !== 'string' || typeof out !== 'string')
    return badInput(io, 'evaluate needs --study STUDY.json and --out DIR')
  const read = await readJsonFile(studyFile, studySchema)
  if (!read.ok) return badInput(io, read.error)

  const { work } = args.values
  const evaluated = await evaluateStudy({
    panel: args.positionals[0]!,
    study: read.value,
    ledger: ledgerOf(args, io),
    now: io.now,
    onStage: progressTo(io),
    onPart: (done, parts) => parts > 1 && io.err(`part ${done} of ${parts} is read`),
    ...(typeof work === 'string' ? { work: resolve(work) } : {}),
  })
  if (!evaluated.ok) {
    io.err(`schakel: ${refusalText(evaluated.error, read.value)}`)
    return isBadFile(evaluated.error) ? EXIT.badInput : EXIT.refused
  }
  const { record, forget } = evaluated.value
  await writeAll(out, record)
  forget()
  io.out(json === true ? JSON.stringify(record, undefined, 2) : doneText(record, out))
  return EXIT.done
}

async function check(args: CommandArgs, io: CommandIo): Promise<ExitCode> {
  const { study: studyFile, out, json } = args.values
  const [panel] = args.positionals as [string]
  if (typeof studyFile !== 'string') return badInput(io, 'evaluate --check needs --study STUDY.json')
  const read = await readJsonFile(studyFile, studySchema)
  if (!read.ok) return badInput(io, read.error)
  const checked = await checkStudy({ panel, study: read.value })
  if (!checked.ok) {
    io.err(`schakel: ${refusalText(checked.error, read.value)}`)
    return isBadFile(checked.error) ? EXIT.badInput : EXIT.refused
  }
  const record: CheckRecord = {
    study: read.value,
    panel: { name: basename(panel) },
    checkedAt: io.now().toISOString(),
    determinability: checked.value,
  }
  if (typeof out === 'string')
    await writeFiles(out, { 'nagaan.html': checkPage(record, 'nl'), 'check.html': checkPage(record, 'en') })
  io.out(json === true ? JSON.stringify(checked.value, undefined, 2) : checkText(record))
  return checked.value.answer === 'cannot be answered' ? EXIT.refused : EXIT.done
}

const writeAll = (folder: string, record: EvaluationRecord) =>
  writeFiles(folder, {
    'evaluation.json': `${JSON.stringify(record, undefined, 2)}\n`,
    'verslag.html': reportPage(record, 'nl'),
    'report.html': reportPage(record, 'en'),
  })

/** Each file whole or not at all. */
async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name)
    await writeFile(`${path}.new`, text)
    await rename(`${path}.new`, path)
  }
}

const doneText = (record: EvaluationRecord, folder: string) =>
  [
    ...(record.study.invented ? ['Invented firms and invented outcomes.'] : []),
    verdictLine(record),
    record.registration.state === 'never'
      ? 'The study file was not registered beforehand; the report says so.'
      : `The study file was registered on ${record.registration.at}${record.registration.panelSeen ? ', after this panel had been read' : ''}.`,
    `Written: ${join(folder, 'verslag.html')}, report.html, evaluation.json. Receipt: ${record.receipt.resultHash}.`,
  ].join('\n')

const STAGES: Record<EvaluateStage, string> = {
  reading: 'reading the panel',
  power: 'what this design could find',
  effects: 'effects by group and time',
  band: 'rounds of the bootstrap',
  sensitivity: 'how far trends may part',
  comparisons: 'other estimators',
  placebos: 'effects where there can be none',
}

function progressTo(io: CommandIo): (stage: EvaluateStage) => void {
  const start = io.now().getTime()
  let last: EvaluateStage | undefined
  return (stage) => {
    if (stage === last) return
    last = stage
    io.err(`${((io.now().getTime() - start) / 1_000).toFixed(1)} s  ${STAGES[stage]}`)
  }
}

async function replay(args: CommandArgs, io: CommandIo): Promise<ExitCode> {
  const { replay: file, study: studyFile, out } = args.values
  if (studyFile !== undefined || out !== undefined)
    return badInput(io, '--replay takes the study from the evaluation, and writes nothing')
  const replayed = await replayEvaluation(args.positionals[0]!, String(file))
  if (!replayed.ok) {
    io.err(`schakel: ${replayed.error.text}`)
    return replayed.error.exit
  }
  io.out(`Same result, to the last digit: ${replayed.value}.`)
  return EXIT.done
}

async function study(args: CommandArgs, io: CommandIo): Promise<ExitCode> {
  const [deed, file] = args.positionals as [string, string]
  if (deed !== 'check' && deed !== 'register')
    return badInput(io, `study takes check or register, not ${deed}`)
  const read = await readJsonFile(file, studySchema)
  if (!read.ok) return badInput(io, read.error)
  const studyHash = canonicalHash(read.value)
  if (deed === 'check') {
    io.out(args.values['json'] === true ? JSON.stringify({ studyHash }) : `${file} is right: ${studyHash}`)
    return EXIT.done
  }
  return register(args, io, read.value, studyHash)
}

async function register(
  args: CommandArgs,
  io: CommandIo,
  { title }: StudyFile,
  studyHash: string,
): Promise<ExitCode> {
  const entry = await appendToLedger(ledgerOf(args, io), { deed: 'registered', studyHash, at: io.now() })
  if (!entry.ok) {
    io.err(`schakel: ${ledgerText(entry.error)}`)
    return EXIT.refused
  }
  io.out(
    args.values['json'] === true
      ? JSON.stringify(entry.value)
      : `Registered "${title.en}" on ${entry.value.at}.\nPublish this hash: ${studyHash}`,
  )
  return EXIT.done
}

function badInput(io: CommandIo, text: string): ExitCode {
  io.err(`schakel: ${text}`)
  return EXIT.badInput
}
