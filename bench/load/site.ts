import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../../src/platform/config.ts'
import { startPostgresServer } from '../../test/postgres-server.ts'
import { startSmtpSink } from '../../test/smtp-sink.ts'
import { fillNetwork } from './fill.ts'
import { signEverybodyIn } from './people.ts'
import type { World } from './world.ts'

export type Place = 'server' | 'embedded'

/** The real site on a database of its own that a network works in, with everybody signed in. */
export type LoadSite = Readonly<{
  place: Place
  url: string
  world: World
  database: string // name and version
  webPid: number
  postgresPid: number | undefined // of its first process
  databaseUrl: string | undefined
  mails: () => number // that came out so far
  complaints: () => string // what the site wrote on its error output
  stop: () => Promise<void>
}>

/** `semiSpaceMegabytes`: room for young objects in the memory of the site; 4 in `npm start`. */
export type SiteSettings = Readonly<{
  profileFolder?: string | undefined
  semiSpaceMegabytes?: number
  processes?: number
}>

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Undefined where there is to be a server and this machine has no PostgreSQL. */
export async function openLoadSite(place: Place, settings: SiteSettings = {}): Promise<LoadSite | undefined> {
  const toStop: (() => unknown)[] = []
  const stop = async () => {
    for (let end = toStop.pop(); end !== undefined; end = toStop.pop()) await end()
  }
  try {
    const site = await openParts(place, settings, (end) => toStop.push(end))
    if (site === undefined) await stop()
    return site && { ...site, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** `later`: what must end when the site does; the last first. */
async function openParts(
  place: Place,
  { profileFolder, semiSpaceMegabytes = 4, processes = 1 }: SiteSettings,
  later: (end: () => unknown) => void,
): Promise<Omit<LoadSite, 'stop'> | undefined> {
  const counting =
    profileFolder === undefined
      ? []
      : ['shared_preload_libraries=pg_stat_statements', 'pg_stat_statements.track_planning=on']
  const server =
    place === 'server' ? await startPostgresServer({ isDurable: true, settings: counting }) : undefined
  if (place === 'server' && server === undefined) return undefined
  if (server !== undefined) later(server.stop)
  const folder = mkdtempSync(join(tmpdir(), 'schakel-load-'))
  const forget = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', forget)
  later(() => {
    process.off('exit', forget)
    forget()
  })
  const sink = await startSmtpSink()
  later(sink.stop)
  const env = {
    ...{
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: folder,
      DATABASE_URL: server?.socketUrl ?? '',
      WEB_PROCESSES: server === undefined ? '1' : String(processes),
      SMTP_URL: sink.url,
    },
    ...{ MAIL_FROM: 'Schakel <vraag@schakel.example>', SECRET_KEY: randomBytes(32).toString('base64') },
  }
  const config = readConfig(env)
  if (!config.ok) throw new Error(config.error)
  const filled = await fillNetwork(config.value)
  const flags = [
    `--max-semi-space-size=${semiSpaceMegabytes}`,
    ...(profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`]),
  ]
  const web = await startWeb({ ...process.env, ...env }, flags)
  later(web.stop)
  const world = await signEverybodyIn(web.url, sink, filled)
  return {
    ...{ place, world, url: web.url, webPid: web.pid, postgresPid: server?.pid, databaseUrl: server?.url },
    database: server === undefined ? 'PGlite' : `PostgreSQL ${server.version}`,
    ...{ mails: () => sink.mails.length, complaints: web.complaints },
  }
}

type Web = Readonly<{ url: string; pid: number; complaints: () => string; stop: () => Promise<void> }>

/** As `npm start` does. */
async function startWeb(env: NodeJS.ProcessEnv, flags: readonly string[]): Promise<Web> {
  const web = spawn(process.execPath, [...flags, 'src/entry/web.ts'], {
    ...{ cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] },
  })
  const ended = endOf(web)
  let said = ''
  web.stderr.on('data', (data) => {
    said += String(data)
  })
  const url = await new Promise<string>((resolve, reject) => {
    web.stdout.on('data', (data) => {
      const found = /http:\/\/\S+/.exec(String(data))
      if (found) resolve(found[0])
    })
    ended.then(() => reject(new Error(`the site did not start: ${said}`)))
  })
  const stop = async () => {
    web.kill('SIGTERM')
    await ended
  }
  return { url, pid: web.pid ?? 0, complaints: () => said, stop }
}

/** When a process ends; it ends at the latest when this one does. */
export function endOf(child: ChildProcess): Promise<number | null> {
  const killAtExit = () => child.kill('SIGKILL')
  process.once('exit', killAtExit)
  return new Promise((resolve) =>
    child.once('exit', (code) => {
      process.off('exit', killAtExit)
      resolve(code)
    }),
  )
}
