import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgresServer } from '../postgres-server.ts'
import { newServerDatabase } from '../server-database.ts'
import { runMailRounds } from './mail-rounds.ts'

/* node test/crash/mail.ts [--kills 300] [--embedded]: what is left of the mail when senders are killed again and again. */

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '300' }, embedded: { type: 'boolean', default: false } },
})
const kills = Number(values.kills)
const before = performance.now()
const result = values.embedded ? await onFolder() : await onServer()
process.stdout.write(
  `${JSON.stringify({ ...result, seconds: Math.round((performance.now() - before) / 1000) })}\n`,
)
process.exitCode = result.lost === 0 && result.copiesThatDiffer === 0 ? 0 : 1

async function onFolder() {
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'schakel-crash-'))
  try {
    return await runMailRounds({ DATA_DIR }, { kills, together: 1, withinMs: 1_500 })
  } finally {
    rmSync(DATA_DIR, { recursive: true, force: true })
  }
}

async function onServer() {
  const server = await startPostgresServer()
  if (server === undefined) throw new Error('no PostgreSQL on this machine; try --embedded')
  try {
    const { url } = await newServerDatabase(server.url)
    return await runMailRounds({ DATABASE_URL: url }, { kills, together: 3, withinMs: 600 })
  } finally {
    await server.stop()
  }
}
