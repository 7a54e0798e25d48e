import { parseArgs } from 'node:util'
import type { Bench, Measured } from './bench.ts'
import { measure, type Outcome } from './load/measure.ts'
import type { Mix } from './load/mix.ts'
import { errorsOf, linesOf, reachedOf, timesOf } from './load/report.ts'
import { type LoadSite, openLoadSite, type Place } from './load/site.ts'
import { beginCounting, dearestStatements } from './load/statements.ts'

const P95_AIM_MS = 200

/**
 * The whole site under requests of many people at once, on a real PostgreSQL and on the embedded database: docs/load.md.
 * `npm run bench -- load [--seconds 300] [--rate 250] [--on server|embedded|both] [--scan 1] [--advice 0.1] [--find]
 * [--processes 1] [--warm-up 20] [--semi-space 4] [--profile DIR]`
 */
export const load: Bench = {
  name: 'load',
  isOnlyAskedFor: true,
  run: async () => {
    const settings = readSettings(process.argv.slice(2))
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130)) // ends all it began
    const results: Measured[] = []
    for (const place of settings.places) {
      say(`${place}: filling a database and signing people in`)
      const site = await openLoadSite(place, settings)
      if (site === undefined) {
        say('server: there is no PostgreSQL on this machine')
        continue
      }
      try {
        if (settings.profileFolder !== undefined) await beginCounting(site)
        results.push(...(await measuredAt(site, settings)))
        if (settings.profileFolder !== undefined) say((await dearestStatements(site)).join('\n'))
      } finally {
        await site.stop()
        if (site.complaints() !== '')
          say(`the site wrote on its error output:\n${site.complaints().slice(0, 4000)}`)
      }
    }
    return results
  },
}

type Settings = Readonly<{
  seconds: number
  rate: number
  warmUpSeconds: number
  mix: Mix
  semiSpaceMegabytes: number
  processes: number
  places: readonly Place[]
  isFinding: boolean
  profileFolder: string | undefined
}>

function readSettings(args: readonly string[]): Settings {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    ...{ args: [...args], allowPositionals: true, strict: false },
    options: {
      ...{
        seconds: text,
        rate: text,
        on: text,
        advice: text,
        scan: text,
        profile: text,
        'warm-up': text,
        'semi-space': text,
        processes: text,
      },
      find: { type: 'boolean' },
    },
  })
  const numberOf = (name: string, usual: number): number => {
    const value = values[name] === undefined ? usual : Number(values[name])
    if (!Number.isFinite(value) || value < 0) throw new Error(`--${name} must be a number`)
    return value
  }
  const on = values['on'] ?? 'both'
  if (on !== 'server' && on !== 'embedded' && on !== 'both')
    throw new Error('--on must be server, embedded or both')
  return {
    ...{
      seconds: numberOf('seconds', 300),
      rate: numberOf('rate', 250),
      warmUpSeconds: numberOf('warm-up', 20),
    },
    mix: { scanPermille: 10 * numberOf('scan', 1), advicePermille: 10 * numberOf('advice', 0.1) },
    processes: numberOf('processes', 1),
    semiSpaceMegabytes: numberOf('semi-space', 4),
    places: on === 'both' ? ['server', 'embedded'] : [on],
    isFinding: values['find'] === true,
    profileFolder: typeof values['profile'] === 'string' ? values['profile'] : undefined,
  }
}

async function measuredAt(site: LoadSite, settings: Settings): Promise<readonly Measured[]> {
  const { seconds, rate, warmUpSeconds } = settings
  const outcome = await once(site, settings, { rate, seconds, warmUpSeconds, seed: 1 })
  const name = `load ${rate}/s, ${site.place}`
  const figures = measuredOf(name, outcome)
  return settings.isFinding ? [...figures, await findRate(site, settings)] : figures
}

type Run = Readonly<{ rate: number; seconds: number; warmUpSeconds: number; seed: number }>

async function once(site: LoadSite, { mix }: Settings, run: Run): Promise<Outcome> {
  const { rate, seconds, warmUpSeconds, seed } = run
  const outcome = await measure(site, {
    ...{ mix, ratePerSecond: rate, seconds, warmUpSeconds, seed },
  })
  const title = `${site.place}, ${site.database}: ${rate} requests/s for ${seconds} s, after ${warmUpSeconds} s of warming up`
  say(linesOf(title, outcome).join('\n'))
  return outcome
}

const FIND_SECONDS = 30
const STEP = 1.15

/** The highest rate, in steps of 15 %, at which 95 in 100 answers come in time and none is wrong. */
async function findRate(site: LoadSite, settings: Settings): Promise<Measured> {
  const name = `load, most requests/s with p95 < ${P95_AIM_MS} ms, ${site.place}`
  let [rate, best, seed] = [settings.rate, 0, 2]
  const isGood = async (tried: number) => {
    const run = { rate: tried, seconds: FIND_SECONDS, warmUpSeconds: 3, seed: seed++ }
    const outcome = await once(site, settings, run)
    return errorsOf(outcome) === 0 && timesOf(outcome.sent.times.map(({ ms }) => ms)).p95 < P95_AIM_MS
  }
  while (best === 0 && rate > 5) {
    if (await isGood(Math.round(rate))) best = rate
    else rate /= STEP * STEP
  }
  for (let next = best * STEP; best > 0 && (await isGood(Math.round(next))); next *= STEP) best = next
  return { name, value: Math.round(best), unit: '/s' }
}

function measuredOf(name: string, outcome: Outcome): readonly Measured[] {
  const { p50, p95, p99, max } = timesOf(outcome.sent.times.map(({ ms }) => ms))
  const one = (what: string, value: number, unit: string, aim?: string): Measured => ({
    ...{ name: `${name}: ${what}`, value, unit },
    ...(aim === undefined ? {} : { aim }),
  })
  return [
    one('p50', p50, 'ms'),
    one('p95', p95, 'ms', `< ${P95_AIM_MS}`),
    one('p99', p99, 'ms'),
    one('max', max, 'ms'),
    one('errors', errorsOf(outcome), '', '0'),
    one('answered', reachedOf(outcome), '/s'),
    ...(outcome.web === undefined ? [] : [one('web', outcome.web.cores, 'cores')]),
    ...(outcome.postgres === undefined ? [] : [one('PostgreSQL', outcome.postgres.cores, 'cores')]),
    ...(outcome.generator === undefined ? [] : [one('generator', outcome.generator.cores, 'cores')]),
  ]
}

const say = (text: string) => process.stderr.write(`${text}\n`)
