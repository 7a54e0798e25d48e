import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#platform/database.ts'
import { asPublic } from '#platform/link-holder.ts'
import { queueMail } from '#platform/mail/outbox.ts'
import { migrated } from '../fresh-database.ts'
import { startPostgresServer } from '../postgres-server.ts'
import { runProcess } from '../process.ts'
import { givenServer, newServerDatabase } from '../server-database.ts'
import { startSmtpSink } from '../smtp-sink.ts'

test('a worker beside the site sends what waits, and stops when it is told to', async ({ skip }) => {
  const given = givenServer()
  const server = given === undefined ? await startPostgresServer() : { url: given, stop: async () => {} }
  if (server === undefined) return skip('no PostgreSQL on this machine')
  const { url, drop } = await newServerDatabase(server.url)
  const database = await openDatabase({ dataDir: '', databaseUrl: url })
  if (!database.ok) throw new Error(database.error)
  await migrated(database.value)
  const mail = { key: 'x', recipient: 'jan@smit.example', subject: 'Hallo', body: 'Dag' }
  await asPublic(database.value.db, (tx) => queueMail(tx, mail, new Date()))
  await closeDatabase(database.value)

  const sink = await startSmtpSink()
  const worker = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../src/entry/worker.ts', import.meta.url))],
    {
      env: { ...process.env, DATABASE_URL: url, SMTP_URL: sink.url, MAIL_FROM: 'Hub <vraag@hub.example>' },
      stdio: 'ignore',
    },
  )
  for (let tries = 0; sink.mails.length === 0 && tries < 400; tries++) await pause(50)
  worker.kill('SIGTERM')
  const [code] = await once(worker, 'close')

  expect(sink.mails.map(({ to }) => to)).toEqual(['jan@smit.example'])
  expect(code).toBe(0)
  await sink.stop()
  await drop()
  await server.stop()
}, 60_000)

test('without a server there is no work for a worker, and it says so', async () => {
  const { code, err } = await runProcess('src/entry/worker.ts', [], { DATABASE_URL: '' })
  expect(code).toBe(2)
  expect(err).toMatch(/A worker needs DATABASE_URL/)
})
