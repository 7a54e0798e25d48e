import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { syntheticStudy } from '#features/evaluation/synthetic-study.test-data.ts'

const ROOT = join(import.meta.dirname, '../..')
const SYNTHETIC = join(ROOT, 'fixtures/causal/syn_panel_1000x10.csv')
const folder = mkdtempSync(join(tmpdir(), 'resume-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeAll(async () => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  await connection.run(
    `COPY (SELECT id, t, g, y, cl, min(x) OVER (PARTITION BY id) AS x FROM read_csv('${SYNTHETIC}')) TO '${at('panel.parquet')}'`,
  )
  connection.closeSync()
  instance.closeSync()
  const covariates = [{ column: 'x', name: { nl: 'x', en: 'x' } }]
  const own = { reckoning: 'sums', placeboShifts: [1] }
  writeFileSync(at('plain.json'), syntheticStudy(own))
  writeFileSync(at('blocks.json'), syntheticStudy({ ...own, covariates, cluster: 'cl' }))
})

/** Runs the command; kills it without warning as soon as it says so, and gives what it said. */
function evaluate(
  study: string,
  out: string,
  killAt?: string,
): Promise<{ code: number | null; err: string }> {
  const args = ['evaluate', at('panel.parquet'), '--study', at(`${study}.json`), '--out', at(out)]
  const kept = ['--work', at('work'), '--ledger', at('ledger.jsonl')]
  const child = spawn(process.execPath, [join(ROOT, 'src/entry/cli.ts'), ...args, ...kept])
  let err = ''
  child.stderr.on('data', (text) => {
    err += String(text)
    if (killAt !== undefined && err.includes(killAt)) child.kill('SIGKILL')
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, err })))
}

const hashOf = (out: string) =>
  JSON.parse(readFileSync(at(`${out}/evaluation.json`), 'utf8')).receipt.resultHash
/** When each piece of kept work was written. */
const pieces = () => {
  const [own] = existsSync(at('work')) ? readdirSync(at('work')) : []
  const names =
    own === undefined ? [] : readdirSync(join(at('work'), own)).filter((name) => name.endsWith('.json'))
  return new Map(names.map((name) => [name, statSync(join(at('work'), own!, name)).mtimeMs]))
}

test.each(['plain', 'blocks'])(
  '%s: work that is killed again and again goes on where it was, and ends in the same result',
  async (study) => {
    expect((await evaluate(study, `${study}-whole`)).code).toBe(0)
    expect(pieces().size).toBe(0)

    let before = pieces()
    for (const stage of ['effects by group', 'how far trends', 'other estimators', 'effects where there']) {
      const { code } = await evaluate(study, `${study}-killed`, stage)
      expect([code, existsSync(at(`${study}-killed/evaluation.json`))]).toEqual([null, false])
      const after = pieces()
      expect(after.size).toBeGreaterThanOrEqual(Math.max(1, before.size))
      for (const [name, time] of before) expect([name, after.get(name)]).toEqual([name, time])
      before = after
    }
    expect(before.size).toBeGreaterThan(2)
    expect((await evaluate(study, `${study}-killed`)).code).toBe(0)
    expect(hashOf(`${study}-killed`)).toBe(hashOf(`${study}-whole`))
    expect(pieces().size).toBe(0)
  },
)

test('kept work is readable by nobody else, and work on another study is left alone', async () => {
  await evaluate('blocks', 'other', 'how far trends')
  const [own] = readdirSync(at('work'))
  expect(statSync(join(at('work'), own!)).mode & 0o077).toBe(0)
  expect(statSync(join(at('work'), own!, 'blocks')).mode & 0o077).toBe(0)
  expect((await evaluate('plain', 'plain-beside')).code).toBe(0)
  expect(readdirSync(at('work'))).toEqual([own])
})

test('another study does not go on with work that was not its own', async () => {
  await evaluate('plain', 'changed', 'effects by group')
  const kept = readdirSync(at('work')).length
  const study = JSON.parse(readFileSync(at('plain.json'), 'utf8'))
  writeFileSync(at('plain.json'), JSON.stringify({ ...study, anticipation: 1 }))
  await evaluate('plain', 'changed', 'effects by group')
  expect(readdirSync(at('work')).length).toBe(kept + 1)
})
