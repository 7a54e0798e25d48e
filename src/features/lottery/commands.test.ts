import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand } from '#platform/run-command.test-data.ts'
import { lotteryCommands } from './commands.ts'

const EXAMPLE = new URL('../../../oracle/lottery-example.json', import.meta.url).pathname
const VERIFIER = new URL('../../../oracle/verify_lottery.py', import.meta.url).pathname
const LIST = ['id,stratum', 'A1,Oost', 'A2,Oost', 'A3,West', 'A4,West', 'A5,West'].join('\n')
let folder = ''
const at = (name: string) => join(folder, name)
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'schakel-lottery-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function run(...argv: string[]) {
  return runCommand(['lottery', ...argv], lotteryCommands)
}

/** The four deeds, each to its file. */
async function drawn() {
  writeFileSync(at('list.csv'), LIST)
  rmSync(at('secret'), { force: true })
  const source = ['--public-source', 'Trekking van 5 december: de zes getallen']
  const announced = await run(
    'announce',
    '--name',
    'Bezoek',
    '--places',
    '2',
    '--secret',
    at('secret'),
    ...source,
  )
  writeFileSync(at('announcement.json'), announced.out)
  const closed = await run('close', at('announcement.json'), at('list.csv'))
  writeFileSync(at('terms.json'), closed.out)
  const told = ['--secret', at('secret'), '--public-value', '1 2 3 4 5 6']
  const record = await run('draw', at('terms.json'), at('list.csv'), ...told)
  writeFileSync(at('record.json'), record.out)
  return { announced, closed, record }
}

test('announced, closed and drawn, a lottery is in order', async () => {
  const { announced, closed, record } = await drawn()
  const verified = await run('verify', at('record.json'), at('list.csv'))

  expect([announced.code, closed.code, record.code, verified.code]).toEqual([0, 0, 0, 0])
  expect(closed.err).toContain('5 applicants, each a chance of 40.0 % of a place')
  expect(verified.out).toBe('in order: 5 applicants, 2 places\n')
})

const hasPython = spawnSync('python3', ['--version']).status === 0
test.skipIf(!hasPython)('and in order for a verifier that has none of our code', async () => {
  await drawn()
  const { stdout, status } = spawnSync('python3', [VERIFIER, at('record.json')], { encoding: 'utf8' })
  expect({ stdout, status }).toEqual({ stdout: 'in order: 5 applicants\n', status: 0 })
})

test('the secret is for its owner alone, is not in the announcement, and is never written over', async () => {
  const { announced } = await drawn()
  const secret = readFileSync(at('secret'), 'utf8')
  const again = await run('announce', '--name', 'Bezoek', '--places', '2', '--secret', at('secret'))

  expect(statSync(at('secret')).mode & 0o777).toBe(0o600)
  expect(announced.out).not.toContain(secret.trim())
  expect(again.code).toBe(2)
  expect(readFileSync(at('secret'), 'utf8')).toBe(secret)
})

test('whoever is moved to another stratum, added or given a place afterwards is named', async () => {
  await drawn()
  const record = JSON.parse(readFileSync(at('record.json'), 'utf8'))
  record.draw.applicants[0].stratum = 'West'
  writeFileSync(at('forged.json'), JSON.stringify(record))
  writeFileSync(at('shorter.csv'), LIST.split('\n').slice(0, -1).join('\n'))

  const forged = await run('verify', at('forged.json'))
  const longer = await run('verify', at('record.json'), at('shorter.csv'))

  expect([forged.code, longer.code]).toEqual([1, 1])
  expect(forged.err).toContain('list-not-announced')
  expect(longer.err).toContain('applicant-added: A5')
})

test('a draw is refused on another list or without the value that was promised', async () => {
  await drawn()
  writeFileSync(at('other.csv'), LIST.replace('A5', 'A6'))
  const value = ['--public-value', '1 2 3 4 5 6']
  const other = await run('draw', at('terms.json'), at('other.csv'), '--secret', at('secret'), ...value)
  const early = await run('draw', at('terms.json'), at('list.csv'), '--secret', at('secret'))

  expect([other.code, early.code]).toEqual([1, 1])
  expect(other.err).toContain('list-not-announced')
  expect(early.err).toContain('public-value-missing')
})

test('the same for programs: what was found, and each fault', async () => {
  const text = readFileSync(EXAMPLE, 'utf8').replace('"result": "waiting"', '"result": "place"')
  writeFileSync(at('swapped.json'), text)
  const right = await run('verify', EXAMPLE, '--json')
  const wrong = await run('verify', at('swapped.json'), '--json')

  expect(JSON.parse(right.out)).toMatchObject({ kind: 'drawn', applicants: 12, places: 5, faults: [] })
  expect(wrong.code).toBe(1)
  expect(JSON.parse(wrong.out).faults).toContainEqual(expect.objectContaining({ code: 'result-differs' }))
})

test('the worked example is in order, and a warning says what a draw without public value is worth', async () => {
  const example = await run('verify', EXAMPLE)
  const alone = await run('announce', '--name', 'x', '--places', '1', '--secret', at('alone'))

  expect(example.out).toBe('in order: 12 applicants, 5 places\n')
  expect(alone.code).toBe(0)
  expect(alone.err).toContain('whoever knows the secret can try lists')
})

test.for([
  [['guess'], 'lottery takes announce, close, draw, verify, analyse, rollout, not guess'],
  [['announce'], 'announce needs --name, --places and --secret'],
  [['announce', '--name', ' x', '--places', '1', '--secret', '/nowhere/x'], 'one line of 1 to 200'],
  [['announce', '--name', 'x', '--places', '1.5', '--secret', '/nowhere/x'], '--places takes a whole number'],
  [['announce', '--name', 'x', '--places', '1', '--secret', '/nowhere/x'], "can't write /nowhere/x"],
  [['close', EXAMPLE, EXAMPLE], 'lottery-example.json: lottery: '],
  [['verify', '/nowhere/x'], "can't read /nowhere/x"],
] as const)('%s is bad input, and says what is allowed', async ([argv, sentence]) => {
  const { code, err, out } = await run(...argv)
  expect(code).toBe(2)
  expect(err).toContain(sentence)
  expect(out).toBe('')
})

test.for([
  ['name,stratum\nA,B', 'the first line must be: id,stratum'],
  ['id,stratum\nA', 'line 2: there must be two cells'],
  ['', 'is empty'],
] as const)('a list of %s is bad input', async ([text, sentence]) => {
  await drawn()
  writeFileSync(at('bad.csv'), text)
  const { code, err } = await run('close', at('announcement.json'), at('bad.csv'))
  expect(code).toBe(2)
  expect(err).toContain(sentence)
})
