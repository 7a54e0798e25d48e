import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readFigures } from '#features/figures/index.ts'
import { runCommandLine } from '#platform/command-line.ts'
import { EXIT } from '#platform/feature.ts'
import { adviceCommands } from './commands.ts'
import { knowledgeOf } from '#features/firms/index.ts'

const figures = readFigures('data')
if (!figures.ok) throw new Error('data/ does not load')
const commands = adviceCommands(knowledgeOf(figures.value))
const folder = mkdtempSync(join(tmpdir(), 'schakel-commands-'))
afterAll(() => rmSync(folder, { recursive: true }))

const FIRM = 'fixtures/firms/sheet-metal-45.json'

async function run(...argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await runCommandLine(argv, commands, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    env: {},
    now: () => new Date('2026-11-22T12:00:00Z'),
    openCtx: () => Promise.reject(new Error('no database is needed')),
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

/** The same command twice gives the same, but for the receipt's number: tests that only read share one. */
const text = memo(() => run('advise', FIRM))
const json = memo(async () => JSON.parse((await run('advise', FIRM, '--json')).out))

function memo<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

test('advise says where to begin, and that the firm is invented', async () => {
  const { code, out } = await text()
  expect(code).toBe(EXIT.done)
  expect(out).toContain('an invented firm')
  expect(out).toContain('Begin with:')
})

test('advise prints the plan step by step, the three appetites, and why', async () => {
  const { out } = await text()
  expect(out).toMatch(/\nPlan:\n {2}- 1\. .+, at once/)
  expect(out).toMatch(/Careful, normal or bold:\n {2}- careful/)
  expect(out).toMatch(/After 5 years from a loss of €\s?[\d,]+ to a gain of €\s?[\d,]+; one in ten below/)
  expect(out).toMatch(/Why this:\n {2}- /)
  expect(out).toMatch(/What to measure in the first three months:\n {2}- /)
  expect(out).not.toMatch(/undefined|NaN|\[object/)
})

test('advise shows no plan to a firm that needs money first', async () => {
  const { out } = await run('advise', 'fixtures/firms/close-to-bankrupt.json')
  expect(out).toContain('Do nothing now (money-first)')
  expect(out).not.toMatch(/\nPlan:|bold/)
})

test('--json gives the promised fields on top, and another seed another result', async () => {
  const one = await json()
  const other = JSON.parse((await run('advise', FIRM, '--json', '--seed', '7')).out)
  expect(Object.keys(one)).toEqual(
    expect.arrayContaining([
      'firstStep',
      'runnersUp',
      'steps',
      'integration',
      'roadmap',
      'plans',
      'questions',
      'explanation',
      'assumptions',
      'receipt',
    ]),
  )
  expect(other.receipt).toMatchObject({ seed: 7 })
  expect(other.receipt.resultHash).not.toBe(one.receipt.resultHash)
})

test('scan tells how information travels', async () => {
  const { code, out } = await run('scan', FIRM)
  expect(code).toBe(EXIT.done)
  expect(out).toMatch(/Weakest link: /)
})

describe('replay', () => {
  test('gives the same result from what advise printed, and from the receipt alone', async () => {
    const report = await json()
    expect((await run('replay', file('advice.json', report))).code).toBe(EXIT.done)
    const { code, out } = await run('replay', file('receipt.json', report.receipt))
    expect(code).toBe(EXIT.done)
    expect(out).toContain('to the last digit')
  })

  test('refuses a receipt of other figures or of a changed firm', async () => {
    const { receipt } = await json()
    const figures = await run('replay', file('other.json', { ...receipt, figuresHash: '0'.repeat(64) }))
    expect(figures).toMatchObject({ code: EXIT.refused, err: expect.stringContaining('figures') })
    const firm = { ...receipt.firm, employees: 46 }
    const changed = await run('replay', file('changed.json', { ...receipt, firm }))
    expect(changed).toMatchObject({ code: EXIT.refused, err: expect.stringContaining('hash differs') })
  })
})

describe('bad input ends with exit code 2 and names the field', () => {
  test.each([
    ['a file that is not there', () => join(folder, 'nowhere.json'), /no such file/],
    ['a folder', () => folder, /it is a folder/],
    ['text that is not JSON', () => file('text.json', '{'), /is not JSON/],
    ['an unknown field', () => file('field.json', { staff: 3 }), /staff: Unknown field/],
    ['a negative number', () => file('negative.json', { employees: -3 }), /employees: .*>=1/],
    ['a turnover of 0', () => file('zero.json', { turnoverEurPerYear: 0 }), /turnoverEurPerYear/],
    [
      'a turnover in thousands',
      () => file('thousands.json', { employees: 50, turnoverEurPerYear: 12_000 }),
      /per employee; allowed is 10000 to 5000000/,
    ],
    ['an unknown carrier', () => file('flow.json', { flows: { F03: 'fax' } }), /flows\.F03: .*paper/],
    ['a step nobody knows', () => file('step.json', { stepsInUse: ['magic'] }), /stepsInUse\.0/],
    [
      '10,000-deep JSON',
      () => file('deep.json', `${'['.repeat(10_000)}${']'.repeat(10_000)}`),
      /nested more than/,
    ],
    ['a file of 5 MB', () => file('large.json', ' '.repeat(5_000_000)), /bytes; \d+ at most/],
  ])('%s', async (_name, path, message) => {
    const { code, err } = await run('advise', path())
    expect(code).toBe(EXIT.badInput)
    expect(err).toMatch(message)
    expect(err).not.toMatch(/\n\s+at /)
  })

  test('everything that is wrong is said at once', async () => {
    const { err } = await run('advise', file('three.json', { employees: 0, machines: -1, colour: 'red' }))
    expect(err).toMatch(/employees[\s\S]*machines[\s\S]*colour/)
  })

  test.each(['-1', '1.5', 'x', '99999999999'])('--seed=%s', async (seed) => {
    expect(await run('advise', FIRM, `--seed=${seed}`)).toMatchObject({ code: EXIT.badInput })
  })
})
