import { expect, test } from 'vitest'
import { runMailRounds } from '../crash/mail-rounds.ts'
import { startPostgresServer } from '../postgres-server.ts'
import { givenServer, newServerDatabase } from '../server-database.ts'

/* More rounds, and the embedded database: node test/crash/mail.ts */
test('senders are killed thirty times: no mail is lost, and a copy is the same mail to the byte, noted before it went', async ({
  skip,
}) => {
  const given = givenServer()
  const server = given === undefined ? await startPostgresServer() : { url: given, stop: async () => {} }
  if (server === undefined) return skip('no PostgreSQL on this machine')

  const { url, drop } = await newServerDatabase(server.url)
  const result = await runMailRounds({ DATABASE_URL: url }, { kills: 30, together: 5, withinMs: 500 })
  await drop()
  await server.stop()

  expect(result.queued).toBeGreaterThan(30)
  expect(result.underFire).toBeGreaterThan(0)
  expect(result).toMatchObject({ lost: 0, copiesThatDiffer: 0 })
  expect(result.extraCopies).toBeLessThanOrEqual(result.notedCopies)
}, 120_000)
