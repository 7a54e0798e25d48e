import { spawn, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

export type PostgresServer = Readonly<{
  url: string
  socketUrl: string // the same by its socket on this machine
  pid: number
  version: string
  stop: () => Promise<void>
}>

/** `isDurable`: it writes through to the disk, as a real one does; tests are done sooner without. */
export type PostgresSettings = Readonly<{ isDurable?: boolean; settings?: readonly string[] }>

/** The folder with `initdb` and `postgres`: on the PATH, or where Debian puts them; undefined without PostgreSQL. */
function programFolder(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(':').filter((folder) => folder !== '')
  const debian = '/usr/lib/postgresql'
  const versions = safeList(debian).map((version) => join(debian, version, 'bin'))
  return [...folders, ...versions.toReversed()].find((folder) => safeList(folder).includes('initdb'))
}

const safeList = (folder: string) => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** PostgreSQL refuses to run as root: then it runs as `postgres` or `nobody`. */
function plainUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  return user === undefined ? undefined : { uid: Number(user[2]), gid: Number(user[3]) }
}

/** A PostgreSQL of its own in a temporary folder, on a free port of the loopback; undefined where there is none. */
export async function startPostgresServer({
  isDurable = false,
  settings: more = [],
}: PostgresSettings = {}): Promise<PostgresServer | undefined> {
  const programs = process.platform === 'win32' ? undefined : programFolder()
  if (programs === undefined) return undefined

  const user = plainUser()
  const folder = mkdtempSync(join(tmpdir(), 'schakel-postgres-'))
  if (user !== undefined) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const options = { cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C' }, ...user }
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'schakel', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...options, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb: ${made.error?.message ?? made.stderr}`)

  const port = await freePort()
  const settings = [
    ...(isDurable ? [] : ['fsync=off']),
    ...['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`],
    ...more,
  ]
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...options, stdio: 'ignore' },
  )
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const killAtExit = () => {
    server.kill('SIGQUIT')
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  process.once('exit', killAtExit)

  const url = `postgres://schakel@127.0.0.1:${port}/postgres`
  const version = await untilReady(url)
  const stop = async () => {
    process.off('exit', killAtExit)
    server.kill('SIGINT')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  const socketUrl = `${url}?host=${encodeURIComponent(folder)}`
  return { url, socketUrl, pid: server.pid ?? 0, version, stop }
}

/** Waits until it answers, and gives its version. */
async function untilReady(url: string): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      const { rows } = await client.query('show server_version')
      await client.end()
      return String(rows[0].server_version)
    } catch (error) {
      if (attempt === 200) throw new Error('PostgreSQL did not start', { cause: error })
      await pause(50)
    }
  }
}

export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
