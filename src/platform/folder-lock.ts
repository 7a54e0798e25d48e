import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'

export type FolderLock = Readonly<{ release: () => void }>

/** `locked` names the process that holds the folder where it is known; `unusable` says what the system said. */
export type FolderRefusal =
  | Readonly<{ kind: 'locked'; folder: string; pid: number | undefined; since: string | undefined }>
  | Readonly<{ kind: 'unusable'; folder: string; reason: string }>

type Holder = Readonly<{ pid: number; since: string }>

/**
 * Takes a folder for this process alone, until `release` or until the process ends, however it ends.
 *
 * The lock itself is the operating system's, taken through SQLite: it vanishes with its process, so a kill -9
 * leaves nothing stale, a process number used again is not mistaken for the holder, two containers that share
 * a folder but not their process numbers see each other, and of many starters exactly one gets it. The holder
 * file beside it is only there to tell the others who has it.
 */
export async function lockFolder(folder: string): Promise<Result<FolderLock, FolderRefusal>> {
  const holderFile = join(folder, 'lock-holder.json')
  const database = openLockFile(folder)
  if (!database.ok) return database

  if (!takes(database.value)) {
    database.value.close()
    const holder = await findHolder(holderFile)
    return refuse({ kind: 'locked', folder, pid: holder?.pid, since: holder?.since })
  }

  writeHolder(holderFile, { pid: process.pid, since: new Date().toISOString() })
  const release = () => {
    if (!database.value.isOpen) return
    rmSync(holderFile, { force: true })
    database.value.close()
  }
  return ok({ release })
}

/** What to tell the person who started a second process. */
export function folderRefusalText(refusal: FolderRefusal): string {
  if (refusal.kind === 'unusable') {
    return `The data folder ${refusal.folder} can't be used: ${refusal.reason}. Set DATA_DIR to a folder that can be written.`
  }
  const who = refusal.pid === undefined ? 'another process' : `process ${refusal.pid}, since ${refusal.since}`
  return (
    `The data folder ${refusal.folder} is in use by ${who}. The embedded database serves one process at a time: ` +
    'stop that one, set DATA_DIR to another folder, or set DATABASE_URL to a PostgreSQL server.'
  )
}

function openLockFile(folder: string): Result<DatabaseSync, FolderRefusal> {
  try {
    makeFolder(folder)
    const probe = join(folder, `.probe-${process.pid}`)
    writeFileSync(probe, '')
    rmSync(probe)
    return ok(new DatabaseSync(join(folder, 'lock'), { timeout: 0 }))
  } catch (error) {
    return refuse({ kind: 'unusable', folder, reason: reasonOf(error) })
  }
}

/** Step by step: Node's own `recursive` never ends where a parent takes no folders, such as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (error) {
    if (!existsSync(folder)) throw error // another process may just have made it
  }
}

function takes(database: DatabaseSync): boolean {
  try {
    database.exec('begin exclusive')
    return true
  } catch (error) {
    if (isBusy(error)) return false
    throw error
  }
}

const SQLITE_BUSY = 5
const isBusy = (error: unknown) =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY

function writeHolder(file: string, holder: Holder): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(holder))
  renameSync(draft, file)
}

/** The winner writes its name just after it won: look again for a moment before giving up. */
async function findHolder(file: string): Promise<Holder | undefined> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const holder = readHolder(file)
    if (holder !== undefined && isAlive(holder.pid)) return holder
    await pause(50)
  }
  return undefined
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const reasonOf = (error: unknown) => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return `it can't be written (${code})`
  if (code === 'ENOTDIR' || code === 'EEXIST') return `a part of its path is a file (${code})`
  if (code === 'ENOSPC') return `the disk is full (${code})`
  return error instanceof Error ? error.message : String(error)
}
