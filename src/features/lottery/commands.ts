import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import type { Result } from '#engine/kernel/result.ts'
import { applicantListHash, isPlainText, listRefusals } from '#engine/lottery/applicant-list.ts'
import { chanceOfPlace, drawLottery, type LotteryDraw } from '#engine/lottery/draw-lottery.ts'
import { commitmentOf } from '#engine/lottery/lottery-terms.ts'
import { type Command, type CommandArgs, type CommandIo, EXIT, type ExitCode } from '#platform/feature.ts'
import { analyseDraw } from './analyse-draw.ts'
import { analysisText, trialRefusalText } from './analysis-text.ts'
import { type Announcement, announcementSchema, termsSchema } from './contract.ts'
import { outcomeColumns } from './outcome-columns.ts'
import { readApplicants, readJson, readText } from './read-files.ts'
import { readOutcomes } from './read-outcomes.ts'
import { rollout } from './rollout-deed.ts'
import { fileSchema, verifyFile } from './verify-file.ts'

/** `schakel lottery`: a draw in four deeds, each a file that is published, and what came of it; no database. */
export const lotteryCommands: readonly Command[] = [
  {
    name: 'lottery',
    usage:
      'announce --name TEXT --places N --secret FILE [--public-source TEXT] | close ANNOUNCEMENT.json APPLICANTS.csv | draw TERMS.json APPLICANTS.csv --secret FILE [--public-value TEXT] | verify RECORD.json [APPLICANTS.csv] | analyse RECORD.json OUTCOMES.csv [--outcome COL] [--took-part COL] [--covariates COL,…] [--cluster COL] [--smallest-effect X] [--lower-is-better] [--json] | rollout PANEL.csv [--id COL] [--time COL] [--start COL] [--outcome COL] [--stratum COL] [--smallest-effect X] [--lower-is-better] [--json]',
    summary: 'Divides too few places by a draw in strata that anyone can check.',
    help:
      'announce makes a secret, writes it to FILE, and prints what to publish before sign-up opens.\n' +
      'close prints that with the hash of the list, to publish when sign-up closes. The list has the columns id and stratum.\n' +
      'draw prints the record, to publish whole: who has a place and who waits.\n' +
      'verify follows every step again of such a record, or of the loting.json that an event publishes.\n' +
      'analyse compares what came of both groups. OUTCOMES has the column id, one with the outcome (empty: not known) and, if told, one with 1 for who took part.\n' +
      '--covariates are numbers known before the draw, of everybody; --cluster names whose lot was drawn together.\n' +
      'rollout is for a waiting list of which the order was drawn: PANEL has a line per applicant and time, with the time at which it starts (empty: not within these times).\n' +
      '--smallest-effect is from where on it matters, in the unit of the outcome.\n' +
      'The protocol is in docs/methods/lottery.md, the analysis in docs/methods/evaluation-trial.md and evaluation-rollout.md.',
    options: {
      name: { type: 'string' },
      places: { type: 'string' },
      secret: { type: 'string' },
      'public-source': { type: 'string' },
      'public-value': { type: 'string' },
      outcome: { type: 'string' },
      'took-part': { type: 'string' },
      covariates: { type: 'string' },
      cluster: { type: 'string' },
      id: { type: 'string' },
      time: { type: 'string' },
      start: { type: 'string' },
      stratum: { type: 'string' },
      'smallest-effect': { type: 'string' },
      'lower-is-better': { type: 'boolean' },
      json: { type: 'boolean' },
    },
    positionals: { min: 1, max: 3 },
    run: async (args, io) => {
      const [deed = ''] = args.positionals
      const run = DEEDS.get(deed)
      return run === undefined
        ? badInput(io, `lottery takes ${[...DEEDS.keys()].join(', ')}, not ${deed}`)
        : run(args, io)
    },
  },
]

type Deed = (args: CommandArgs, io: CommandIo) => ExitCode

const announce: Deed = ({ positionals, values }, io) => {
  const { name, places, secret: file, 'public-source': publicSource } = values
  if (positionals.length > 1) return badInput(io, 'announce takes options only')
  if (typeof name !== 'string' || typeof places !== 'string' || typeof file !== 'string')
    return badInput(io, 'announce needs --name, --places and --secret')
  if (!/^\d{1,7}$/.test(places)) return badInput(io, '--places takes a whole number, 0 or more')

  const unplain = [name, publicSource].find((text) => typeof text === 'string' && !isPlainText(text))
  if (unplain !== undefined)
    return badInput(io, 'names are one line of 1 to 200 characters, without spaces around them')

  const secret = randomBytes(32).toString('hex')
  try {
    writeFileSync(file, `${secret}\n`, { flag: 'wx', mode: 0o600 }) // a secret that is there is never lost
  } catch (error) {
    return badInput(io, `can't write ${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
  const announcement: Announcement = {
    lottery: name,
    places: Number(places),
    commitment: commitmentOf(secret),
    ...(typeof publicSource === 'string' ? { publicSource } : {}),
  }
  if (publicSource === undefined) io.err(WITHOUT_PUBLIC_VALUE)
  return print(io, announcement)
}

const WITHOUT_PUBLIC_VALUE =
  'schakel: without --public-source whoever knows the secret can try lists until the result pleases; see docs/methods/lottery.md'

const close: Deed = ({ positionals: [, file, list] }, io) => {
  if (file === undefined || list === undefined)
    return badInput(io, 'close takes ANNOUNCEMENT.json and APPLICANTS.csv')
  const announcement = readJson(file, announcementSchema)
  if (!announcement.ok) return badInput(io, announcement.error)
  const applicants = readApplicants(list)
  if (!applicants.ok) return badInput(io, applicants.error)
  const wrong = listRefusals(applicants.value)
  if (wrong.length > 0) return refused(io, wrong)
  const chance = chanceOfPlace(announcement.value.places, applicants.value.length)
  io.err(
    `schakel: ${applicants.value.length} applicants, each a chance of ${(100 * chance).toFixed(1)} % of a place`,
  )
  return print(io, { ...announcement.value, listHash: applicantListHash(applicants.value) })
}

const draw: Deed = ({ positionals: [, file, list], values }, io) => {
  const { secret: secretFile, 'public-value': publicValue } = values
  if (file === undefined || list === undefined || typeof secretFile !== 'string')
    return badInput(io, 'draw takes TERMS.json, APPLICANTS.csv and --secret FILE')
  const terms = readJson(file, termsSchema)
  if (!terms.ok) return badInput(io, terms.error)
  const applicants = readApplicants(list)
  if (!applicants.ok) return badInput(io, applicants.error)
  const secret = readText(secretFile)
  if (!secret.ok) return badInput(io, secret.error)

  const told = { secret: secret.value.trim(), applicants: applicants.value }
  const result: Result<LotteryDraw, readonly Wrong[]> = drawLottery(
    withoutAbsent(terms.value),
    typeof publicValue === 'string' ? { ...told, publicValue } : told,
  )
  return result.ok ? print(io, { terms: terms.value, draw: result.value }) : refused(io, result.error)
}

const verify: Deed = ({ positionals: [, file, list], values }, io) => {
  if (file === undefined) return badInput(io, 'verify takes RECORD.json')
  const told = readJson(file, fileSchema)
  if (!told.ok) return badInput(io, told.error)
  const announced = list === undefined ? undefined : readApplicants(list)
  if (announced?.ok === false) return badInput(io, announced.error)

  const verified = verifyFile(told.value, announced?.value)
  const { kind, applicants, places, faults } = verified
  if (values['json'] === true) print(io, verified)
  else if (faults.length === 0) io.out(`${SAYS[kind]}: ${applicants} applicants, ${places} places`)
  if (faults.length > 0) return refused(io, faults)
  return kind === 'not-drawn' ? EXIT.refused : EXIT.done
}

const analyse: Deed = ({ positionals: [, file, list], values }, io) => {
  if (file === undefined || list === undefined)
    return badInput(io, 'analyse takes RECORD.json and OUTCOMES.csv')
  const smallestEffect = smallestEffectOf(values)
  if (Number.isNaN(smallestEffect)) return badInput(io, SMALLEST_EFFECT)
  const told = readJson(file, fileSchema)
  if (!told.ok) return badInput(io, told.error)
  const { kind, faults } = verifyFile(told.value, undefined)
  if (faults.length > 0) return refused(io, faults)
  if (kind !== 'drawn' || told.value.draw === undefined)
    return badInput(io, `${file}: ${SAYS[kind]}; there is nobody to compare with`)

  const columns = outcomeColumns(values)
  if (!columns.ok) return badInput(io, columns.error)
  const trial = readOutcomes(list, told.value.draw.applicants, columns.value)
  if (!trial.ok) return badInput(io, trial.error)
  const betterIs = values['lower-is-better'] === true ? 'lower' : 'higher'
  const settings = { draws: 20_000, seed: 1, level: 0.95, betterIs } as const
  const analysis = analyseDraw(
    trial.value,
    smallestEffect === undefined ? settings : { ...settings, smallestEffect },
  )
  if (!analysis.ok) {
    io.err(`schakel: ${trialRefusalText(analysis.error)}`)
    return EXIT.refused
  }
  if (values['json'] === true) return print(io, analysis.value)
  io.out(analysisText(analysis.value))
  return EXIT.done
}

/** NaN where it is none. */
function smallestEffectOf(values: CommandArgs['values']): number | undefined {
  const told = values['smallest-effect']
  if (told === undefined) return undefined
  const effect = Number(told)
  return effect > 0 && effect < Infinity ? effect : Number.NaN
}
const SMALLEST_EFFECT = '--smallest-effect takes a number above 0, such as 0.5'

const rolledOut: Deed = (args, io) => {
  const smallestEffect = smallestEffectOf(args.values)
  return Number.isNaN(smallestEffect) ? badInput(io, SMALLEST_EFFECT) : rollout(args, io, smallestEffect)
}

const SAYS = {
  drawn: 'in order',
  'room-for-all': 'in order, no lots were drawn: there was room for all',
  nobody: 'in order, nobody applied',
  'not-drawn': 'not drawn yet, nothing to follow again',
} as const

const DEEDS: ReadonlyMap<string, Deed> = new Map([
  ['announce', announce],
  ['close', close],
  ['draw', draw],
  ['verify', verify],
  ['analyse', analyse],
  ['rollout', rolledOut],
])

type Wrong = Readonly<{ code: string; at?: string }>
type WithoutAbsent<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** What a schema calls optional is left out or there; the engine wants it no other way. */
const withoutAbsent = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as WithoutAbsent<T>

function print(io: CommandIo, value: unknown): ExitCode {
  io.out(JSON.stringify(value, undefined, 2))
  return EXIT.done
}

function refused(io: CommandIo, wrong: readonly Wrong[]): ExitCode {
  for (const { code, at } of wrong) io.err(`schakel: ${code}${at === undefined ? '' : `: ${at}`}`)
  return EXIT.refused
}

function badInput(io: CommandIo, sentence: string): ExitCode {
  io.err(`schakel: ${sentence}`)
  return EXIT.badInput
}
