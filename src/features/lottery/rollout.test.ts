import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { normalQuantile } from '#engine/kernel/normal.ts'
import { makeRng } from '#engine/kernel/rng.ts'
import { runCommand } from '#platform/run-command.test-data.ts'
import { lotteryCommands } from './commands.ts'

const folder = mkdtempSync(join(tmpdir(), 'rollout-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function run(csv: string, ...options: string[]) {
  const file = join(folder, 'panel.csv')
  writeFileSync(file, csv)
  return runCommand(['lottery', 'rollout', file, ...options], lotteryCommands)
}

/** The worked example of the method page: two lists of four, three years. */
const EXAMPLE = `id,year,start,y,list
a,2021,2022,4,north
a,2022,2022,9,north
a,2023,2022,9,north
b,2021,2022,6,north
b,2022,2022,8,north
b,2023,2022,10,north
c,2021,2023,5,north
c,2022,2023,6,north
c,2023,2023,9,north
d,2021,2023,3,north
d,2022,2023,4,north
d,2023,2023,7,north
e,2021,2022,2,south
e,2022,2022,5,south
e,2023,2022,6,south
f,2021,2022,4,south
f,2022,2022,7,south
f,2023,2022,6,south
g,2021,,3,south
g,2022,,3,south
g,2023,,4,south
h,2021,,5,south
h,2022,,6,south
h,2023,,6,south
`
const COLUMNS = ['--time', 'year', '--outcome', 'y', '--stratum', 'list']

describe('a waiting list of which the order was drawn', () => {
  test('the worked example: by hand with nothing and with all of the earlier difference taken off', async () => {
    const { code, out } = await run(EXAMPLE, ...COLUMNS, '--json')
    expect(code).toBe(0)
    const { means, changes, starts, strata, orders, efficient } = JSON.parse(out)
    // north 2022: 8.5 − 5; south 2022: 6 − 4.5, south 2023: 6 − 5; every applicant-time counts alike
    expect(means.estimate).toBeCloseTo((3.5 + 1.5 + 1) / 3, 12)
    // less what differed in 2021: north 5 − 4, south 3 − 4
    expect(changes.estimate).toBeCloseTo((3.5 - 1 + (1.5 + 1) + (1 + 1)) / 3, 12)
    expect(efficient.standardError).toBeLessThanOrEqual(Math.min(means.standardError, changes.standardError))
    expect([strata, orders.rounds]).toEqual([2, 4_000])
    expect(starts).toEqual([{ time: 2022, applicants: 4 }, { time: 2023, applicants: 2 }, { applicants: 2 }])
  })

  test('says first what was found, and who was compared', async () => {
    const { out } = await run(EXAMPLE, ...COLUMNS, '--smallest-effect', '0.5')
    expect(out.split('\n')[0]).toMatch(/^(Cannot tell|A place|If a place)/)
    expect(out).toContain('8 applicants in 2 strata start: 4 at 2022, 2 at 2023, 2 later or never.')
    expect(out).toMatch(/Orders drawn again 4,000 times/)
  })

  test('finds an effect in a long list, and turns the verdict where lower is better', async () => {
    const rng = makeRng(4, 4)
    const lines = Array.from({ length: 120 }, (_, i) => i).flatMap((i) => {
      const [level, start] = [normalQuantile(rng()), 2 + (i % 4)]
      return [1, 2, 3, 4].map(
        (t) =>
          `f${i};${t};${start > 4 ? 0 : start};${level + 0.5 * normalQuantile(rng()) + (t >= start ? 1 : 0)}`,
      )
    })
    const csv = ['id;time;start;outcome', ...lines].join('\n')
    const better = JSON.parse((await run(csv, '--smallest-effect', '0.5', '--json')).out)
    expect(better.verdict).toBe('worth-it')
    expect(better.interval.low).toBeLessThanOrEqual(Math.min(better.efficient.low, better.orders.low))
    const worse = JSON.parse((await run(csv, '--smallest-effect', '0.5', '--lower-is-better', '--json')).out)
    expect(worse.verdict).toBe('harms')
  })

  const changed = (from: string, to: string) => EXAMPLE.replace(from, to)
  test.each([
    ['a gap', changed('a,2022,2022,9,north\n', ''), '"a" has no line for 2022'],
    ['the same twice', `${EXAMPLE}a,2022,2022,9,north\n`, 'line 26: the same applicant and time as line 3'],
    ['a start that changes', changed('a,2022,2022', 'a,2022,2023'), 'line 3: start differs from line 2'],
    ['a stratum that changes', changed('9,north', '9,south'), 'line 3: stratum differs from line 2'],
    [
      'text for an outcome',
      changed('a,2022,2022,9', 'a,2022,2022,much'),
      'line 3: y: "much" is not a number',
    ],
    ['an empty outcome', changed('a,2022,2022,9', 'a,2022,2022,'), 'here none may be missing'],
    ['half a year', changed('a,2022,2022', 'a,2022.5,2022'), 'line 3: year: "2022.5" is not a whole number'],
    ['a column that is not there', changed('y,list', 'z,list'), 'there must be one column y'],
  ])('%s is refused with its line', async (_, csv, sentence) => {
    const { code, out, err } = await run(csv, ...COLUMNS)
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(sentence)])
  })

  test('a start that one applicant of a stratum has cannot be reckoned with, nor can a list without order', async () => {
    const alone = await run(
      changed('h,2021,,5', 'h,2021,2023,5').replaceAll(/^h,(202[23]),,/gm, 'h,$1,2023,'),
      ...COLUMNS,
    )
    expect([alone.code, alone.err]).toEqual([
      1,
      expect.stringMatching(/one applicant alone .* in its stratum/),
    ])
    const same = await run(EXAMPLE.replaceAll(/,(2022|2023)?,(\d+,(north|south))/g, ',2022,$2'), ...COLUMNS)
    expect([same.code, same.err]).toEqual([1, expect.stringContaining('nobody can be compared')])
    const effect = await run(EXAMPLE, ...COLUMNS, '--smallest-effect', 'some')
    expect([effect.code, effect.err]).toEqual([2, expect.stringContaining('--smallest-effect takes')])
  })
})
