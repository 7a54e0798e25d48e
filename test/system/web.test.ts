import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runProcess, type Started, startSite } from '../process.ts'

const WEB = 'src/entry/web.ts'
const started: Started[] = []
let dataDir = ''

const start = async (env: NodeJS.ProcessEnv = {}) => {
  const site = await startSite({ DATA_DIR: dataDir, ...env })
  started.push(site)
  return site
}

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'schakel-'))
})
afterEach(async () => {
  for (const { child, finished } of started.splice(0)) {
    child.kill('SIGKILL')
    await finished
  }
  rmSync(dataDir, { recursive: true, force: true })
})

test('the site starts, refuses a second on its data, survives kill -9, and stops politely', async () => {
  const first = await start()
  expect((await fetch(first.url)).status).toBe(200)

  const second = await runProcess(WEB, [], { DATA_DIR: dataDir, PORT: '0', DATABASE_URL: '' })
  expect(second).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining(`process ${first.child.pid}`),
  })
  expect(second.err).toContain(dataDir)
  expect(second.err).not.toMatch(/\n\s+at /)

  first.child.kill('SIGKILL')
  await first.finished
  const third = await start()
  expect((await fetch(third.url)).status).toBe(200)
  third.child.kill('SIGTERM')
  expect(await third.finished).toMatchObject({ code: 0, err: '' })
}, 60_000)

test('a body of 100 MB and a stalled one are refused early, and the site stays up', async () => {
  const { url } = await start()
  const before = Date.now()
  expect(await firstLine(url, 100 * 1024 * 1024)).toBe('HTTP/1.1 413 Payload Too Large')
  expect(await firstLine(url, 'chunked')).toBe('HTTP/1.1 413 Payload Too Large')
  expect(Date.now() - before).toBeLessThan(5_000)
  expect(await firstLine(url, 'TRACE / HTTP/1.1')).toMatch(/^HTTP\/1.1 4\d\d/)
  expect((await fetch(url)).status).toBe(200)
}, 60_000)

/** Sends a hostile request by hand and gives the first line of the answer; what is left unsent stays unsent. */
function firstLine(url: string, body: number | 'chunked' | `TRACE ${string}`): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const answer = new Promise<string>((resolve, reject) => {
    socket.once('data', (data) => resolve(String(data).split('\r\n')[0] ?? ''))
    socket.once('error', reject)
  }).finally(() => socket.destroy())
  if (typeof body === 'string' && body !== 'chunked') {
    socket.write(`${body}\r\nHost: x\r\n\r\n`)
    return answer
  }
  const length = body === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${body}`
  socket.write(`POST /v1/firms HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${length}\r\n\r\n`)
  const megabyte = 'x'.repeat(1024 * 1024)
  socket.write(body === 'chunked' ? `100000\r\n${megabyte}\r\n` : megabyte)
  return answer
}

test('a port in use is a sentence', async () => {
  const other = createServer()
  const port = await new Promise<number>((resolve) =>
    other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
  )
  const { code, err } = await runProcess(WEB, [], { DATA_DIR: dataDir, PORT: String(port), DATABASE_URL: '' })
  other.close()
  expect([code, err.split('\n')]).toEqual([2, [expect.stringContaining(`Port ${port}`), '']])
}, 60_000)

test.each([
  ['PORT', 'tachtig'],
  ['DATABASE_URL', 'mysql://x'],
  ['DATABASE_URL', 'postgres://me:geheim@127.0.0.1:1/x'],
])('a wrong %s (%s) is a sentence that names it', async (name, value) => {
  const { code, err } = await runProcess(WEB, [], { DATA_DIR: dataDir, DATABASE_URL: '', [name]: value })
  expect([code, err]).toEqual([2, expect.stringContaining(name)])
  expect(err).not.toMatch(/geheim|\n\s+at /)
})

test('a data folder that cannot be made is a sentence', async () => {
  writeFileSync(join(dataDir, 'file'), '')
  const folder = join(dataDir, 'file', 'data')
  const { code, err } = await runProcess(WEB, [], { DATA_DIR: folder, DATABASE_URL: '' })
  expect([code, err.split('\n')]).toEqual([2, [expect.stringContaining(folder), '']])
})

test('the command line says what it knows, and refuses the rest with 2', async () => {
  const [help, version, unknown, option] = await Promise.all([
    runProcess('src/entry/cli.ts', ['--help']),
    runProcess('src/entry/cli.ts', ['--version']),
    runProcess('src/entry/cli.ts', ['fly']),
    runProcess('src/entry/cli.ts', ['--fly']),
  ])
  expect(help).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Usage: schakel COMMAND') })
  expect(version).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  expect(unknown).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/unknown command fly; known: .*--help/),
  })
  expect(option).toMatchObject({ code: 2, err: expect.stringContaining('unknown option --fly') })
})
