import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { CountryTally, type CountrySummary, type Estimate } from '#engine/country/country-summary.ts'
import {
  PANEL_VARIANTS,
  type PanelPlanRefusal,
  type PanelVariant,
} from '#engine/country/programme-panel-plan.ts'
import { programmePanel } from '#engine/country/programme-panel.ts'
import { type Telling, TELLINGS } from '#engine/country/simulated-firm.ts'
import { type Command, type CommandArgs, type CommandIo, EXIT, type ExitCode } from '#platform/feature.ts'
import { simulateCountry } from './simulate-country.ts'
import { writePanel } from './write-panel.ts'

const MOST_FIRMS = 10_000_000
const PROGRESS_MS = 2_000

/** `schakel simulate`: no database, only the figures. */
export const labCommands = (dataFolder: string): readonly Command[] => [
  {
    name: 'simulate',
    usage:
      '--firms N [--seed N] [--telling all|facts|scan] [--out FILE.jsonl] [--json] | --panel --firms N --out DIR [--years N] [--seed N] [--variant parallel|conditional|broken|none]',
    summary: 'An invented country: firms with true effects, what they were advised, and what came of it.',
    help: 'Everything in it is invented. --out writes one line per firm. --telling says how much a firm tells: all that can be asked (default), only the first facts, or a scan that stops by itself. --panel writes firms over years with a programme of known effect: panel.csv and truth.json in the folder of --out.',
    options: {
      firms: { type: 'string' },
      seed: { type: 'string' },
      telling: { type: 'string' },
      out: { type: 'string' },
      json: { type: 'boolean' },
      panel: { type: 'boolean' },
      years: { type: 'string' },
      variant: { type: 'string' },
    },
    run: (args, io) => simulate(args, io, dataFolder),
  },
]

async function simulate({ values }: CommandArgs, io: CommandIo, dataFolder: string): Promise<ExitCode> {
  if (values['panel'] === true) return simulatePanel(values, io)
  const firms = wholeNumber(values['firms'], 1, MOST_FIRMS)
  if (firms === undefined) return badInput(io, `--firms takes a whole number from 1 to ${MOST_FIRMS}`)
  const seed = values['seed'] === undefined ? 1 : wholeNumber(values['seed'], 0, 2 ** 32 - 1)
  if (seed === undefined) return badInput(io, '--seed takes a whole number from 0 to 4294967295')
  const telling = (values['telling'] ?? 'all') as Telling
  if (!TELLINGS.includes(telling)) return badInput(io, `--telling takes ${TELLINGS.join(', ')}`)
  const file = values['out'] === undefined ? undefined : await openFile(String(values['out']))
  if (file instanceof Error) return badInput(io, `can't write ${String(values['out'])}: ${file.message}`)

  const tally = new CountryTally()
  const progress = progressTo(io, firms)
  for await (const firm of simulateCountry(firms, { dataFolder, seed: seed + COUNTRY_OFFSET, telling })) {
    tally.add(firm)
    if (file && !file.write(`${JSON.stringify(firm)}\n`)) await once(file, 'drain')
    progress.step()
  }
  if (file) await new Promise((resolve) => file.end(resolve))
  const done = { ...tally.summary(), firmsPerSecond: progress.perSecond() }
  io.out(values['json'] === true ? JSON.stringify(done, undefined, 2) : summaryText(done))
  return EXIT.done
}

async function simulatePanel(values: CommandArgs['values'], io: CommandIo): Promise<ExitCode> {
  const folder = values['out']
  if (typeof folder !== 'string') return badInput(io, '--panel needs --out DIR')
  const plan = {
    firms: wholeNumber(values['firms'], 0, MOST_FIRMS) ?? Number.NaN,
    years: wholeNumber(values['years'] ?? '10', 0, MOST_FIRMS) ?? Number.NaN,
    seed: wholeNumber(values['seed'] ?? '1', 0, 2 ** 32 - 1) ?? Number.NaN,
    variant: (values['variant'] ?? 'conditional') as PanelVariant,
  }
  const panel = programmePanel(plan)
  if (!panel.ok) return badInput(io, PANEL_REFUSALS[panel.error.code])
  try {
    await writePanel(panel.value, plan, folder)
  } catch (error) {
    return badInput(io, `can't write ${folder}: ${(error as Error).message}`)
  }
  io.out(`Invented firms and invented effects: ${plan.firms} firms, ${plan.years} years, in ${folder}`)
  return EXIT.done
}

const PANEL_REFUSALS: Readonly<Record<PanelPlanRefusal['code'], string>> = {
  'firms-outside-limits': '--firms takes a whole number from 50 to 200000 with --panel',
  'years-outside-limits': '--years takes a whole number from 6 to 30',
  'seed-outside-limits': '--seed takes a whole number from 0 to 4294967295',
  'leave-share-outside-limits': 'the share that leaves per year lies from 0 to 0.5',
  'unknown-variant': `--variant takes ${PANEL_VARIANTS.join(', ')}`,
}

/** Keeps the firms' draws apart from those of any advice. */
const COUNTRY_OFFSET = 2 ** 41

function wholeNumber(text: string | boolean | undefined, min: number, max: number): number | undefined {
  if (typeof text !== 'string' || !/^\d{1,10}$/.test(text)) return undefined
  const value = Number(text)
  return value >= min && value <= max ? value : undefined
}

async function openFile(path: string) {
  const file = createWriteStream(path)
  try {
    await once(file, 'open')
    return file
  } catch (error) {
    return error as Error
  }
}

function badInput(io: CommandIo, text: string): ExitCode {
  io.err(`schakel simulate: ${text}`)
  return EXIT.badInput
}

/** A line on standard error every two seconds, for work that takes minutes. */
function progressTo(io: CommandIo, firms: number) {
  const start = performance.now()
  let done = 0
  let said = start
  const perSecond = () => (1_000 * done) / (performance.now() - start)
  return {
    step() {
      done++
      const now = performance.now()
      if (now - said < PROGRESS_MS) return
      said = now
      const left = Math.round((firms - done) / perSecond())
      io.err(`${done} of ${firms} firms, ${perSecond().toFixed(1)} a second, about ${left} s to go`)
    },
    perSecond,
  }
}

function summaryText(done: CountrySummary & { firmsPerSecond: number }): string {
  const share = ({ value, standardError, firms }: Estimate) =>
    `${(100 * value).toFixed(2)} % (± ${(100 * standardError).toFixed(2)}, ${firms} firms)`
  return [
    'Invented firms and invented outcomes.',
    `firms                          ${done.firms}, of which ${done.withPlan} get a plan`,
    `answers per firm, mean         ${done.meanAnswers.toFixed(1)}`,
    `true result within P10-P90     ${share(done.coverage)}`,
    `mean value forecast, true      EUR ${Math.round(done.meanForecastEur)}, EUR ${Math.round(done.meanTrueEur)}`,
    ...Object.entries(done.addedTrouble).map(
      ([appetite, added]) => `added trouble, ${appetite.padEnd(16)}${share(added)}`,
    ),
    `firms per second               ${done.firmsPerSecond.toFixed(1)}`,
  ].join('\n')
}
