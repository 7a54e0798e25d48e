import { setTimeout as pause } from 'node:timers/promises'
import { makeRng } from '#engine/kernel/rng.ts'
import type { Anchor } from '#platform/verify-audit.ts'
import { runProcess } from '../process.ts'
import { type SmtpSink, startSmtpSink } from '../smtp-sink.ts'
import { checkSite, countMails, leftOver, type MailCount } from './check-site.ts'
import { type Ledger, newLedger } from './ledger.ts'
import type { Place } from './place.ts'
import { makeWorld, type World } from './site-world.ts'
import { readBack, sendAgain, signAllIn, visitAll, type Visit } from './visitors.ts'
import { startWeb, type Web } from './web-process.ts'

/** By how much the clock moves on from round to round: whoever was killed is taken for dead after five minutes. */
const ROUND_MS = 6 * 60_000
const WORK_MS = 1_800
const START_MS = 2_500
const PATIENCE_MS = 30_000
const MOST_FINISHES = 6

export type SiteRounds = Readonly<{
  rounds: number
  kills: Readonly<Record<Killed, number>>
  acknowledged: Readonly<Record<string, number>>
  unknown: number // sent when it was killed, without an answer, also not when sent again
  sentAgain: number // with the same key, after a kill
  refused: Readonly<Record<string, number>> // kind and status
  mails: MailCount
  underFire: number // mails that arrived before the killing ended
  faults: readonly string[]
}>
type Killed = 'starting site' | 'site' | 'database' | 'both'

type Run = {
  readonly place: Place
  readonly world: World
  readonly ledger: Ledger
  readonly sink: SmtpSink
  readonly seed: number
  readonly kills: Record<Killed, number>
  readonly faults: string[]
  readonly complain: (line: string) => void
  sentAgain: number
  anchor: Anchor | undefined
  web: Web | undefined
}

type Asked = Readonly<{
  rounds: number
  seed: number
  tell?: (line: string) => void // how far it is, after every round
  complain?: (line: string) => void // each fault, at once
}>

export async function runSiteRounds(
  place: Place,
  { rounds, seed, tell = () => {}, complain = () => {} }: Asked,
): Promise<SiteRounds> {
  const sink = await startSmtpSink()
  sink.behave('slow')
  const run: Run = {
    ...{ place, sink, seed, ledger: newLedger(), world: await makeWorld(place.settings) },
    ...{ kills: { 'starting site': 0, site: 0, database: 0, both: 0 }, faults: [], complain, sentAgain: 0 },
    ...{ anchor: undefined, web: undefined },
  }
  let checking: Promise<void> = Promise.resolve()
  for (let round = 0; round < rounds; round++) {
    await playRound(run, round, checking)
    const look = place.freeze()
    checking = check(run, look, round)
    if (place.kind === 'server') await checking
    tell(
      `round ${round + 1}: ${run.ledger.entries.length} sent, ${sink.mails.length} mails, ${run.faults.length} faults`,
    )
  }
  await checking
  const underFire = sink.mails.length
  await finish(run, rounds)
  await sink.stop()
  return { ...summaryOf(run, rounds), underFire }
}

const nowIn = (round: number) => Date.now() + round * ROUND_MS

/** Starts what was killed, lets everybody work, and kills something. */
async function playRound(run: Run, round: number, before: Promise<void>): Promise<void> {
  const { place, sink, seed } = run
  const random = makeRng(seed, round)
  const isStarting = run.web === undefined && round > 0 && random() < 0.1
  const web = run.web ?? startWeb(envOf(place, sink, round))
  run.web = web
  if (isStarting) {
    await pause(random() * START_MS)
    await web.kill()
    run.web = undefined
    run.kills['starting site']++
    return before
  }
  const url = await web.url
  await before
  const state = { isOver: false }
  const visit: Visit = {
    ...{ url, round, random, world: run.world, ledger: run.ledger, sink },
    ...{ now: () => nowIn(round), isOver: () => state.isOver },
  }
  if (round === 0) await signAllIn(visit)
  await fetch(`${url}/vraag`).then((page) => page.arrayBuffer()) // the first page takes longer than all the rest
  const working = work(run, visit)
  const killing = async () => {
    await pause(100 + random() * WORK_MS)
    await kill(run, web, random())
    state.isOver = true
  }
  const [faults] = await Promise.all([working, killing()])
  for (const fault of faults) blame(run, round, fault)
  if (run.web !== undefined) await isBack(run, url, round)
}

const envOf = ({ settings }: Place, sink: SmtpSink, round: number) => ({
  ...{ DATABASE_URL: '', ...settings, SMTP_URL: sink.url, MAIL_FROM: 'Schakel <vraag@hub.example>' },
  ...{ SECRET_KEY: Buffer.alloc(32, 7).toString('base64'), CLOCK_AHEAD_MS: String(round * ROUND_MS) },
})

async function work(run: Run, visit: Visit): Promise<string[]> {
  run.sentAgain += await sendAgain(visit)
  const faults = visit.isOver() ? [] : await readBack(visit)
  await visitAll(visit)
  return faults
}

/** The site, the database with all of its processes, or both at once; the database comes back by itself. */
async function kill(run: Run, web: Web, chance: number): Promise<void> {
  const { killDatabase } = run.place
  const what: Killed =
    killDatabase === undefined || chance < 1 / 3 ? 'site' : chance < 2 / 3 ? 'database' : 'both'
  run.kills[what]++
  const [restart] = await Promise.all([
    what === 'site' ? undefined : killDatabase?.(),
    what === 'database' ? undefined : web.kill(),
  ])
  if (what !== 'database') run.web = undefined
  await restart?.()
}

/** A site whose database was away for a moment works again without being touched. */
async function isBack(run: Run, url: string, round: number): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  while (performance.now() < until) {
    const response = await fetch(`${url}/evenementen/${run.world.slug}`).catch(() => undefined)
    await response?.arrayBuffer()
    if (response?.status === 200) return
    await pause(50)
  }
  blame(run, round, `the site did not come back after its database: ${run.web?.complaints().slice(-500)}`)
  await run.web?.kill()
  run.web = undefined
}

function blame(run: Run, round: number, fault: string): void {
  const line = `round ${round + 1} (seed ${run.seed}): ${fault}`
  if (run.faults.some((known) => known.endsWith(fault))) return
  run.faults.push(line)
  run.complain(line)
}

async function check(run: Run, look: ReturnType<Place['freeze']>, round: number): Promise<void> {
  const { ledger, sink, anchor } = run
  try {
    const checked = await look((database) => checkSite(database, { ledger, sink, anchor, now: nowIn(round) }))
    run.anchor = checked.anchor
    for (const fault of checked.faults) blame(run, round, fault)
  } catch (error) {
    blame(run, round, `the database can't be looked at: ${error}`)
  }
}

/**
 * With nothing killed any more, and two hours later each time: all that was sent with a key is answered, all mail goes,
 * every task is done, and the log is whole.
 */
async function finish(run: Run, rounds: number): Promise<void> {
  const { place } = run
  await run.web?.kill()
  const lookLeft = (round: number) =>
    place.freeze()((database) => leftOver(database, nowIn(round) - ROUND_MS))
  let left = await lookLeft(rounds)
  for (let tries = 1; tries <= 2 || (left.length > 0 && tries <= MOST_FINISHES); tries++) {
    const round = rounds + 20 * tries
    await playOut(run, round, left.length)
    await check(run, place.freeze(), round)
    left = await lookLeft(round)
  }
  for (const fault of left) blame(run, rounds, fault)
  const { position = 0, hash = '' } = run.anchor ?? {}
  const verified = await runProcess('src/entry/cli.ts', ['verify-audit', '--anchor', `${position}:${hash}`], {
    DATABASE_URL: '',
    ...place.settings,
  })
  if (verified.code !== 0) blame(run, rounds, `schakel verify-audit: ${verified.out}${verified.err}`)
}

async function playOut(run: Run, round: number, waiting: number): Promise<void> {
  const { place, sink, world, ledger, seed } = run
  const expected = sink.mails.length + waiting
  const web = startWeb(envOf(place, sink, round))
  const visit: Visit = {
    ...{ url: await web.url, round, random: makeRng(seed, round), world, ledger, sink },
    ...{ now: () => nowIn(round), isOver: () => false },
  }
  for (let tries = 0; tries < 3; tries++) run.sentAgain += await sendAgain(visit)
  await quiet(sink, expected)
  await web.kill()
}

/** Until as many came as were waiting and no more come; or none for so long that something is wrong. */
async function quiet({ mails }: SmtpSink, expected: number): Promise<void> {
  for (let [before, still] = [-1, 0]; still < (mails.length < expected ? 10 : 2); ) {
    still = before === mails.length ? still + 1 : 0
    before = mails.length
    await pause(1_000)
  }
}

function summaryOf(run: Run, rounds: number): Omit<SiteRounds, 'underFire'> {
  const { ledger, kills, faults, sentAgain, sink } = run
  const tally = (names: readonly string[]) =>
    Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]))
  const of = (wanted: string) => ledger.entries.filter(({ outcome }) => outcome === wanted)
  return {
    ...{ rounds, kills, faults, sentAgain, unknown: of('unknown').length, mails: countMails(sink) },
    acknowledged: tally(of('acknowledged').map(({ request }) => request.kind)),
    refused: tally(of('refused').map(({ request, status }) => `${request.kind} ${status}`)),
  }
}
