import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { folderRefusalText, lockFolder } from './folder-lock.ts'

const MODULE = new URL('./folder-lock.ts', import.meta.url).href
/** Takes the lock, says who it is or that it was refused, and then waits to be ended. */
const STARTER = `
  const { lockFolder } = await import(${JSON.stringify(MODULE)})
  const lock = await lockFolder(process.argv[1])
  process.stdout.write(lock.ok ? 'taken\\n' : 'refused ' + lock.error.pid + '\\n')
  setTimeout(() => {}, lock.ok ? 60_000 : 0)`

const children: ChildProcess[] = []
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schakel-'))
})
afterEach(async () => {
  await Promise.all(children.splice(0).map(end))
  rmSync(folder, { recursive: true })
})

async function startAnother() {
  const child = spawn(process.execPath, ['--input-type=module', '-e', STARTER, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const said = await new Promise<string>((resolve) =>
    child.stdout?.once('data', (data) => resolve(String(data).trim())),
  )
  return { child, said }
}

const end = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })

test('a second process is refused, and told who holds the folder', async () => {
  const { child, said } = await startAnother()
  expect(said).toBe('taken')
  const lock = await lockFolder(folder)

  expect(lock).toMatchObject({ ok: false, error: { kind: 'locked', folder, pid: child.pid } })
  if (!lock.ok) expect(folderRefusalText(lock.error)).toMatch(new RegExp(`${folder}.*process ${child.pid}`))
})

test('kill -9 of the holder does not block the next', async () => {
  const { child } = await startAnother()
  await end(child)
  const lock = await lockFolder(folder)
  expect(lock.ok).toBe(true)
  if (lock.ok) lock.value.release()
})

test('of four starters at once exactly one wins, and the others name it', async () => {
  const started = await Promise.all(Array.from({ length: 4 }, startAnother))
  const winners = started.filter(({ said }) => said === 'taken')
  expect(winners).toHaveLength(1)
  expect(started.filter(({ said }) => said === `refused ${winners[0]?.child.pid}`)).toHaveLength(3)
})

test('a folder given back is free, and one process can take it only once', async () => {
  const first = await lockFolder(folder)
  expect((await lockFolder(folder)).ok).toBe(false)
  if (first.ok) first.value.release()
  const second = await lockFolder(folder)
  expect(second.ok).toBe(true)
  if (second.ok) second.value.release()
})

test('what an earlier holder wrote about itself blocks nobody, though its process number is in use again', async () => {
  writeFileSync(join(folder, 'lock-holder.json'), JSON.stringify({ pid: process.ppid, since: '2020' }))
  const lock = await lockFolder(folder)
  expect(lock.ok).toBe(true)
  if (lock.ok) lock.value.release()
})

test.skipIf(process.platform !== 'linux')(
  'a place that takes no folders is refused, and not tried forever',
  async () => {
    const lock = await lockFolder('/proc/schakel/deeper')
    expect(lock).toMatchObject({ ok: false, error: { kind: 'unusable', folder: '/proc/schakel/deeper' } })
  },
)
