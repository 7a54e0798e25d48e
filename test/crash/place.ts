import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { closeDatabase, type OpenDatabase, openDatabase } from '#platform/database.ts'
import { startPostgresServer } from '../postgres-server.ts'
import type { Settings } from './site-world.ts'

/** Looks at what is in the database, from outside the site; once. */
export type Look = <T>(work: (database: OpenDatabase) => Promise<T>) => Promise<T>

/** Where the data live. */
export type Place = Readonly<{
  kind: 'embedded' | 'server'
  settings: Settings
  killDatabase: (() => Promise<() => Promise<void>>) | undefined // -9, all of its processes; gives the way to start it again
  freeze: () => Look // what is there now, or from now on; embedded: a copy, so that the site itself repairs its own
  stop: () => Promise<void>
}>

/** The embedded database in a folder of its own. */
export function openFolderPlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'schakel-crash-'))
  const forget = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', forget)
  let copies = 0
  const freeze = (): Look => {
    const dataDir = join(folder, `copy-${++copies}`)
    cpSync(join(folder, 'data', 'database'), join(dataDir, 'database'), { recursive: true })
    return async (work) => {
      try {
        return await withDatabase({ dataDir }, work)
      } finally {
        rmSync(dataDir, { recursive: true, force: true })
      }
    }
  }
  const settings = { DATA_DIR: join(folder, 'data') }
  return { kind: 'embedded', settings, killDatabase: undefined, freeze, stop: async () => forget() }
}

/** A real PostgreSQL that writes through to the disk; undefined where there is none. */
export async function openServerPlace(): Promise<Place | undefined> {
  const server = await startPostgresServer({ isDurable: true, settings: ['log_min_messages=panic'] })
  if (server === undefined) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'schakel-crash-'))
  const command = commandOf(server.pid)
  let pid = server.pid
  const killAtExit = () => killAll(pid)
  process.once('exit', killAtExit)
  const killDatabase = async () => {
    killAll(pid)
    await pause(20)
    return async () => {
      pid = await startAgain(command, server.url)
    }
  }
  return {
    kind: 'server',
    settings: { DATA_DIR: folder, DATABASE_URL: server.url },
    killDatabase,
    freeze: () => (work) => withDatabase({ dataDir: '', databaseUrl: server.url }, work),
    stop: async () => {
      process.off('exit', killAtExit)
      killAll(pid)
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function withDatabase<T>(
  config: Readonly<{ dataDir: string; databaseUrl?: string }>,
  work: (database: OpenDatabase) => Promise<T>,
): Promise<T> {
  const opened = await openDatabase(config)
  if (!opened.ok) throw new Error(opened.error)
  try {
    return await work(opened.value)
  } finally {
    await closeDatabase(opened.value)
  }
}

type Command = Readonly<{ file: string; args: readonly string[]; cwd: string; uid: number; gid: number }>

/** How a running process was started. */
function commandOf(pid: number): Command {
  const [file = '', ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1)
  const { uid, gid } = statSync(`/proc/${pid}`)
  const data = args[args.indexOf('-D') + 1] ?? ''
  return { file, args, cwd: join(data, '..'), uid, gid }
}

/** The first process and all that it started, so that none of them can end in good order. */
function killAll(pid: number): void {
  const children = childrenOf(pid)
  for (const one of [pid, ...children]) {
    try {
      process.kill(one, 'SIGKILL')
    } catch {
      // it ended by itself
    }
  }
}

const childrenOf = (pid: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    .map(Number)

function parentOf(pid: string): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1])
  } catch {
    return undefined
  }
}

/** Its own repair included. It may refuse at first, while processes of before are still going. */
async function startAgain({ file, args, cwd, uid, gid }: Command, url: string): Promise<number> {
  const user = process.getuid?.() === 0 ? { uid, gid } : {}
  for (let tries = 0; tries < 40; tries++) {
    const child = spawn(file, args, { cwd, ...user, stdio: 'ignore', env: { LC_ALL: 'C' } })
    let hasEnded = false
    child.once('exit', () => {
      hasEnded = true
    })
    while (!hasEnded) {
      if (await answers(url)) return child.pid ?? 0
      await pause(20)
    }
    await pause(50)
  }
  throw new Error(
    `PostgreSQL does not start again: ${spawnSync(file, [...args, '-C', 'port'], { cwd, ...user }).stderr}`,
  )
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}
