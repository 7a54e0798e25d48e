import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, inject, test } from 'vitest'
import { freePort } from '../postgres-server.ts'
import { startSite } from '../process.ts'
import { givenServer, newServerDatabase } from '../server-database.ts'

const server = givenServer() ?? inject('postgres')?.url

/** Processes that this one started; only Linux says so. */
const childrenOf = (pid: number): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    .map(Number)
function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined // it ended meanwhile
  }
}

async function untilSo(look: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200 && !(await look()); tries++) await pause(100)
  expect(await look()).toBe(true)
}
const isAnswered = (url: string) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false, // the other one had not begun to listen yet
  )

test.skipIf(server === undefined || process.platform !== 'linux')(
  'several processes of the site answer on one address; one that is killed is followed up; all end together',
  { timeout: 120_000 },
  async () => {
    const database = await newServerDatabase(server!)
    const SECRET_KEY = Buffer.alloc(32, 7).toString('base64')
    const env = { DATABASE_URL: database.url, WEB_PROCESSES: '2', PORT: String(await freePort()), SECRET_KEY }
    const site = await startSite(env)
    const keeper = site.child.pid!
    try {
      await untilSo(() => childrenOf(keeper).length === 2)
      const [first] = childrenOf(keeper)
      process.kill(first!, 'SIGKILL')
      await untilSo(() => childrenOf(keeper).length === 2 && !childrenOf(keeper).includes(first!))
      await untilSo(() => isAnswered(site.url))
      const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`${site.url}/vraag`)))
      expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    } finally {
      site.child.kill('SIGTERM')
    }
    const { code, err, out } = await site.finished
    expect(code).toBe(0)
    expect(err).toMatch(/^process \d+ of the site ended \(SIGKILL\); another one begins\n$/)
    expect(out.match(/Schakel: http/g)).toHaveLength(1)
    expect(childrenOf(keeper)).toEqual([])
    await database.drop()
  },
)

test('the embedded database is for one process', async () => {
  await expect(startSite({ DATABASE_URL: '', WEB_PROCESSES: '2' })).rejects.toThrow(
    'WEB_PROCESSES must be 1 without DATABASE_URL',
  )
})
