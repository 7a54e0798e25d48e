import { appendFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '#platform/run-command.test-data.ts'
import { evaluationCommands } from './commands.ts'

const EXAMPLE = new URL('../../../docs/examples/training-grants/', import.meta.url).pathname
const PANEL = join(EXAMPLE, 'panel.csv')
const STUDY = join(EXAMPLE, 'study.json')
const exampleStudy = () => JSON.parse(readFileSync(STUDY, 'utf8'))

let folder = ''
let minute = 0
const at = (name: string) => join(folder, name)
const ledger = () => ['--ledger', at('ledger.jsonl')]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evaluation-'))
})

async function run(...argv: string[]) {
  return runCommand(argv, evaluationCommands, {
    env: { DATA_DIR: at('data') },
    now: () => new Date(Date.UTC(2026, 10, 23, 12, minute++)),
  })
}

/** A study that is the example but for what is changed. */
function studyWith(changes: object): string {
  writeFileSync(at('study.json'), JSON.stringify({ ...exampleStudy(), ...changes }))
  return at('study.json')
}
const evaluate = (panel: string, study: string) =>
  run('evaluate', panel, '--study', study, '--out', at('out'), ...ledger())
function panelOf(text: string): string {
  writeFileSync(at('panel.csv'), text)
  return at('panel.csv')
}

describe('schakel evaluate', () => {
  test('writes a report in both languages and a result that gives itself again', async () => {
    const { code, out } = await evaluate(PANEL, STUDY)
    expect(code).toBe(0)
    expect(out.split('\n')[0]).toMatch(/^Cannot tell\. Effect on the scrap per 100 items made: -0\.365/)
    expect(out).toContain('not registered beforehand')
    expect(readdirSync(at('out')).toSorted()).toEqual(['evaluation.json', 'report.html', 'verslag.html'])
    expect(readFileSync(at('out/verslag.html'), 'utf8')).toContain('niet te zeggen')

    const record = JSON.parse(readFileSync(at('out/evaluation.json'), 'utf8'))
    expect(record.panel).toMatchObject({ rows: 471, handled: [{ code: 'missing-outcome', count: 309 }] })
    const again = await run('evaluate', PANEL, '--replay', at('out/evaluation.json'))
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining(record.receipt.resultHash) })
  })

  test('a replay sees another panel, another study and another result', async () => {
    await evaluate(PANEL, STUDY)
    const record = JSON.parse(readFileSync(at('out/evaluation.json'), 'utf8'))
    const changed = panelOf(`${readFileSync(PANEL, 'utf8')}\n`)
    const bent = (change: (kept: typeof record) => void) => {
      const copy = structuredClone(record)
      change(copy)
      writeFileSync(at('bent.json'), JSON.stringify(copy))
      return at('bent.json')
    }
    const replay = (panel: string, file: string) => run('evaluate', panel, '--replay', file)
    expect((await replay(changed, at('out/evaluation.json'))).err).toContain(
      'is not the panel of this evaluation',
    )
    expect(
      (
        await replay(
          PANEL,
          bent((kept) => (kept.study.level = 0.9)),
        )
      ).err,
    ).toContain('its hash differs')
    expect(
      (
        await replay(
          PANEL,
          bent((kept) => (kept.receipt.resultHash = 'x')),
        )
      ).err,
    ).toContain('the result differs')
    expect(
      (
        await replay(
          PANEL,
          bent((kept) => (kept.receipt.method = 'older')),
        )
      ).err,
    ).toContain('made with method older')
  })

  test('says when the study was registered, and when too late', async () => {
    const registered = await run('study', 'register', STUDY, ...ledger())
    expect(registered.out).toMatch(/Publish this hash: [0-9a-f]{64}/)
    expect((await evaluate(PANEL, STUDY)).out).toMatch(/was registered on 2026-11-23T12:\d\d:00\.000Z\.\n/)

    const late = studyWith({ level: 0.9 })
    await run('study', 'register', late, ...ledger())
    expect((await evaluate(PANEL, late)).out).toContain('after this panel had been read')
  })

  test('a ledger that was changed is told before anything is written', async () => {
    await run('study', 'register', STUDY, ...ledger())
    appendFileSync(at('ledger.jsonl'), '{}\n')
    const { code, err } = await evaluate(PANEL, STUDY)
    expect([code, err]).toEqual([1, expect.stringContaining('changed or cut off at line 2')])
    expect(readdirSync(folder)).not.toContain('out')
  })

  test('without --ledger it is beside the data', async () => {
    await run('study', 'register', STUDY)
    expect(readdirSync(at('data'))).toEqual(['studies.jsonl'])
  })
})

describe('schakel evaluate --check', () => {
  const invented = new URL('../../../docs/examples/invented-programme/', import.meta.url).pathname
  const check = (folderOf: string, ...more: string[]) =>
    run('evaluate', join(folderOf, 'panel.csv'), '--study', join(folderOf, 'study.json'), '--check', ...more)

  test('says that these data cannot answer, what is missing, and leaves no trace in the ledger', async () => {
    const { code, out } = await check(EXAMPLE, '--out', at('out'), ...ledger())
    expect(code).toBe(1)
    expect(out.split('\n')[0]).toContain('cannot answer')
    expect(out).toMatch(/STOPS {2}Time before the start: .*1988/)
    expect(readdirSync(at('out')).toSorted()).toEqual(['check.html', 'nagaan.html'])
    expect(readdirSync(folder)).toEqual(['out'])
  })

  test('says what the design can find, and what would be needed', async () => {
    const { code, out } = await check(invented)
    expect(code).toBe(0)
    expect(out).toContain('Invented firms and invented outcomes.')
    const { answer, findings } = JSON.parse((await check(invented, '--json')).out)
    expect(answer).toBe('only large effects')
    const power = findings.find((finding: { code: string }) => finding.code === 'smallest-detectable')
    expect(power.power.value.effect).toBeGreaterThan(power.smallestEffect)
    expect(out).toContain('times as many participants')
  })

  test('says the same whatever came of those who joined', async () => {
    const text = readFileSync(join(EXAMPLE, 'panel.csv'), 'utf8')
    const bent = text.replaceAll(/^(\d+,(\d+),(\d+),)(.+)$/gm, (line, head, year, first) =>
      Number(first) > 0 && Number(year) >= Number(first) ? `${head}77` : line,
    )
    expect(bent).not.toBe(text)
    const told = await run('evaluate', panelOf(bent), '--study', STUDY, '--check')
    expect(told.out).toBe((await check(EXAMPLE)).out)
  })

  test('participants of whom nobody knows since when stop it, and are left out of the evaluation', async () => {
    const lines = readFileSync(join(EXAMPLE, 'panel.csv'), 'utf8').trim().split('\n')
    const [head, ...rows] = lines
    const firms = [
      ...new Set(rows.filter((row) => row.split(',')[2] === '1989').map((row) => row.split(',')[0]!)),
    ]
    const text = [
      `${head},part`,
      ...rows.map((row) => {
        const [firm = '', year = '', first = '', y = ''] = row.split(',')
        return firms.slice(0, 20).includes(firm)
          ? `${firm},${year},0,${y},1`
          : `${row},${first === '0' ? 0 : 1}`
      }),
    ].join('\n')
    const study = studyWith({ takesPart: 'part' })
    const told = await run('evaluate', panelOf(text), '--study', study, '--check', '--json')
    expect(JSON.parse(told.out).findings[0]).toMatchObject({
      code: 'entry-dates',
      grade: 'stops',
      participants: 66,
      withoutDate: 20,
    })
    await evaluate(at('panel.csv'), study)
    const { panel, evaluation } = JSON.parse(readFileSync(at('out/evaluation.json'), 'utf8'))
    expect(panel.handled).toContainEqual({ code: 'participants-without-date', count: 20 })
    expect(evaluation.counts.units).toBe(137)
  })
})

describe('bad input has a name and leaves nothing behind', () => {
  const rows = (...lines: string[]) => `firm,year,first_year,log_scrap\n${lines.join('\n')}\n`
  test.each([
    ['text in a number', rows('a,1,0,1.0', 'a,2,0,much'), '"much" is not a number'],
    ['a firm-year twice', rows('a,1,0,1', 'a,1,0,2'), 'row 2 as row 1 ("a", 1)'],
    ['a first year that changes', rows('a,1,0,1', 'a,2,2,2'), 'A unit joins once'],
    ['an infinite value', rows('a,1,0,1', 'a,2,0,1e999'), 'row 2'],
    ['a column too few', 'firm,year,first_year\na,1,0\n', 'names column "log_scrap"'],
    ['an empty file', '', 'the panel is empty'],
  ])('%s', async (_, text, sentence) => {
    const { code, err, out } = await evaluate(panelOf(text), STUDY)
    expect(err).toContain(sentence)
    expect([code, out]).toEqual([2, ''])
    expect(readdirSync(folder)).not.toContain('out')
  })

  test.each([
    ['nobody joins', rows('a,1,0,1', 'a,2,0,2', 'b,1,0,1', 'b,2,0,3'), 'nobody joins within the times'],
    ['one time', rows('a,1,1,1', 'b,1,0,2'), 'there is one time only'],
    [
      'nobody to compare with',
      rows('a,1,2,1', 'a,2,2,2', 'b,1,2,1', 'b,2,2,3'),
      'nobody is left to compare with',
    ],
    [
      'a group of one',
      rows('a,1,2,1', 'a,2,2,2', 'b,1,0,1', 'b,2,0,3', 'c,1,0,1', 'c,2,0,4'),
      'no effect could be estimated',
    ],
    ['gaps', rows('a,1,2,1', 'a,2,2,2', 'b,1,0,1', 'c,1,0,1', 'c,2,0,4'), 'some units miss a time'],
  ])('%s is refused', async (_, text, sentence) => {
    const { code, err } = await evaluate(panelOf(text), STUDY)
    expect([code, err]).toEqual([1, expect.stringContaining(sentence)])
  })

  test.each([
    [{ estimand: 'average' }, 'estimand'],
    [{ outcome: { ...exampleStudy().outcome, smallestEffect: 0 } }, 'outcome.smallestEffect'],
    [{ controls: undefined }, 'controls'],
    [{ power: 'high' }, 'power'],
    [{ colour: 'red' }, 'colour'],
  ])('a study with %j is refused with its field', async (changes, field) => {
    const { code, err } = await run('study', 'check', studyWith(changes))
    expect([code, err]).toEqual([2, expect.stringContaining(field)])
  })

  test.each([
    [['evaluate', PANEL], 'needs --study STUDY.json and --out DIR'],
    [
      ['evaluate', PANEL, '--replay', 'x.json', '--study', STUDY],
      '--replay takes the study from the evaluation',
    ],
    [['evaluate', PANEL, '--replay', '/nowhere.json'], 'there is no such file'],
    [['study', 'burn', STUDY], 'takes check or register, not burn'],
    [['study', 'check', '/nowhere.json'], 'there is no such file'],
  ])('%j', async (argv, sentence) => {
    const { code, err } = await run(...argv)
    expect([code, err]).toEqual([2, expect.stringContaining(sentence)])
  })
})
