import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommand } from '#platform/run-command.test-data.ts'
import { labCommands } from './commands.ts'

const DATA = new URL('../../../data', import.meta.url).pathname

async function run(...argv: string[]) {
  return runCommand(argv, labCommands(DATA))
}

test.for([
  [['--firms', '0'], '--firms takes a whole number from 1'],
  [['--firms', 'many'], '--firms takes a whole number from 1'],
  [[], '--firms takes a whole number from 1'],
  [['--firms', '3', '--seed', '-1'], '--seed'],
  [['--firms', '3', '--telling', 'nothing'], '--telling takes all, facts, scan'],
  [['--firms', '3', '--out', '/nowhere/at/all.jsonl'], "can't write /nowhere/at/all.jsonl"],
] as const)('%s is bad input, and says what is allowed', async ([argv, sentence]) => {
  const { code, err, out } = await run('simulate', ...argv)
  expect(code).toBe(2)
  expect(err).toContain(sentence)
  expect(out).toBe('')
})

test('one line per firm and a summary that says it is invented', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'country-')), 'firms.jsonl')
  const { code, out } = await run('simulate', '--firms', '4', '--telling', 'facts', '--out', file)
  expect(code).toBe(0)
  expect(out).toContain('Invented firms and invented outcomes.')
  const firms = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(firms.map(({ number }) => number)).toEqual([0, 1, 2, 3])
  expect(firms[0]).toMatchObject({ answers: 6 })
})

test('a panel says in every file that it is invented, and has a row per firm and year', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'panel-'))
  const { code, out } = await run('simulate', '--panel', '--firms', '60', '--years', '6', '--out', folder)
  expect([code, out]).toEqual([0, expect.stringContaining('Invented')])
  const lines = readFileSync(join(folder, 'panel.csv'), 'utf8').trimEnd().split('\n')
  expect(lines).toHaveLength(1 + 60 * 6)
  expect(lines[1]).toMatch(/^invented-1,2015,/)
  expect(JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'))).toMatchObject({ invented: true })
})

test.for([
  [['--firms', '60'], '--out DIR'],
  [['--firms', '6', '--out', '/tmp/x'], '--firms takes'],
  [['--firms', '60', '--out', '/tmp/x', '--years', 'ten'], '--years takes'],
  [['--firms', '60', '--out', '/tmp/x', '--variant', 'odd'], '--variant takes'],
] as const)('a panel with %s is bad input', async ([argv, sentence]) => {
  const { code, err } = await run('simulate', '--panel', ...argv)
  expect([code, err]).toEqual([2, expect.stringContaining(sentence)])
})
