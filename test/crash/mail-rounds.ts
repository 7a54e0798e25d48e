import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import { closeDatabase, openDatabase } from '#platform/database.ts'
import { migrated } from '../fresh-database.ts'
import { startSmtpSink, type SunkMail } from '../smtp-sink.ts'

const SENDER = fileURLToPath(new URL('./mail-sender.ts', import.meta.url))
const ROUND_MS = 10 * 60_000 // what the clock moves on between rounds: who was killed is taken for dead
const NUMBERS_PER_SENDER = 100_000

type Place = Readonly<{ DATABASE_URL?: string; DATA_DIR?: string }>

export type MailRounds = Readonly<{
  kills: number
  queued: number // mails whose commit was acknowledged
  lost: number // of those, never at the mail server
  underFire: number // mails at the mail server before the killing ended; few means that this measured little
  arrived: number // distinct mails at the mail server
  extraCopies: number // times that a mail was there once more
  copiesThatDiffer: number // of those, with another Message-ID or other bytes
  notedCopies: number // messages that a sender noted it may have been sending again
}>

/** Kills senders in the middle of their work, `kills` times, `together` of them at once, each
 * within `withinMs` after it began; then lets one finish. */
export async function runMailRounds(
  database: Place,
  { kills, together, withinMs }: Readonly<{ kills: number; together: number; withinMs: number }>,
): Promise<MailRounds> {
  await prepare(database)
  const sink = await startSmtpSink()
  sink.behave('slow')
  const env = { DATABASE_URL: '', ...database, SMTP_URL: sink.url }
  const queued = new Set<number>()
  let noted = 0
  const hear = (line: string) => {
    if (line.startsWith('queued ')) queued.add(Number(line.slice(7)))
    if (line.includes('may have been sent before')) noted++
  }

  const rounds = Math.ceil(kills / together)
  for (let round = 0; round < rounds; round++) {
    const senders = Array.from({ length: together }, (_, index) => {
      const from = (round * together + index) * NUMBERS_PER_SENDER
      return startSender(env, [`--clock-ms=${round * ROUND_MS}`, `--from=${from}`], hear)
    })
    await Promise.all(
      senders.map(async (sender) => {
        await sender.ready
        await pause(Math.random() * withinMs)
        sender.child.kill('SIGKILL')
        await once(sender.child, 'close')
      }),
    )
  }
  const underFire = sink.mails.length
  for (const extra of [1, 2]) {
    const last = startSender(env, ['--drain', `--clock-ms=${(rounds + extra * 10) * ROUND_MS}`], hear)
    await once(last.child, 'close')
  }
  await sink.stop()
  return {
    kills: rounds * together,
    queued: queued.size,
    underFire,
    ...counted(sink.mails, queued),
    notedCopies: noted,
  }
}

async function prepare({ DATABASE_URL, DATA_DIR = '' }: Place): Promise<void> {
  const opened = await openDatabase({
    dataDir: DATA_DIR,
    ...(DATABASE_URL === undefined ? {} : { databaseUrl: DATABASE_URL }),
  })
  if (!opened.ok) throw new Error(opened.error)
  await migrated(opened.value)
  await closeDatabase(opened.value)
}

function startSender(env: NodeJS.ProcessEnv, args: readonly string[], hear: (line: string) => void) {
  const child: ChildProcess = spawn(process.execPath, [SENDER, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ready = new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the sender stopped by itself (${code})`)))
    if (child.stdout === null) return
    createInterface(child.stdout).on('line', (line) => (line === 'ready' ? resolve() : hear(line)))
  })
  ready.catch(() => {})
  return { child, ready }
}

function counted(mails: readonly SunkMail[], queued: ReadonlySet<number>) {
  const copies = Map.groupBy(mails, ({ to }) => Number(/\d+/.exec(to)?.[0]))
  const isSame = (copy: SunkMail, first: SunkMail | undefined) =>
    copy.messageId === first?.messageId && copy.raw === first.raw
  return {
    lost: [...queued].filter((number) => !copies.has(number)).length,
    arrived: copies.size,
    extraCopies: mails.length - copies.size,
    copiesThatDiffer: [...copies.values()].flatMap((same) => same.filter((copy) => !isSame(copy, same[0])))
      .length,
  }
}
