import { afterAll, describe, expect, test } from 'vitest'
import { drawnRecord, ids } from './drawn-record.test-data.ts'

const { analysed, withPlace, remove } = drawnRecord()
afterAll(remove)

const numberOf = (id: string) => Number(id.slice(1))
const has = (id: string) => (withPlace.has(id) ? 1 : 0)

/** Invented: the outcome follows size closely; `of` are those whose outcome is known. */
const outcomes = (of: (id: string) => boolean = () => true) =>
  [
    'id,outcome,size,age,chain',
    ...ids.map((id) => {
      const [size, age] = [(numberOf(id) * 7) % 30, (numberOf(id) * 11) % 17]
      const outcome = 3 * size + 2 * has(id) + (numberOf(id) % 4)
      return `${id},${of(id) ? outcome : ''},${size},${age},${id}`
    }),
  ].join('\n')

describe('covariates', () => {
  test('are adjusted for and compared before the draw, in the text', async () => {
    const { code, out, err } = await analysed(outcomes(), '--covariates', 'size,age')
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(
      /Adjusted for what was known before: [\d.]+ \(95 %: [\d.]+ to [\d.]+\)\. The verdict is not/,
    )
    expect(out).toMatch(
      /Before the draw, in standard deviations more with a place: .*size -?[\d.]+.*A draw differs this much in/,
    )
    expect(out).toMatch(/Over its error, drawn again: as large by chance in/)
  })

  test('say more than the plain difference where the outcome follows them, and leave the verdict where it was', async () => {
    const json = async (...more: string[]) =>
      JSON.parse((await analysed(outcomes(), '--smallest-effect', '1', '--json', ...more)).out)
    const [plain, adjusted] = [await json(), await json('--covariates', 'size,age')]
    expect(adjusted.adjusted.standardError).toBeLessThan(0.2 * plain.intentionToTreat.standardError)
    expect(adjusted.adjusted.low).toBeLessThan(2)
    expect(adjusted.adjusted.high).toBeGreaterThan(2)
    expect(adjusted.balance).toMatchObject({ covariates: [{ name: 'size' }, { name: 'age' }], left: 0 })
    const { adjusted: _, balance: __, ...rest } = adjusted
    expect(rest).toEqual(plain)
    expect(plain.verdict).toBe('cannot-tell')
  })

  test.each([
    [
      'id,outcome,size\nF0,1,',
      'line 2: size: "" is not a number with a decimal point; a covariate is needed',
    ],
    ['id,outcome,size\nF0,1,2\nF1,,big', 'line 3: size: "big" is not a number'],
    ['id,outcome,size\nF0,1,2', '59 of the draw have no line; with size everybody needs one'],
    ['id,outcome,sise\nF0,1,2', 'there must be one column size; there are id, outcome, sise'],
  ])('are numbers of everybody: %j is refused', async (text, sentence) => {
    expect(await analysed(text, '--covariates', 'size')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining(sentence),
    })
  })

  test.each([
    [['--covariates', 'size,size'], 'column size is asked for twice'],
    [['--covariates', 'size,outcome'], 'column outcome is asked for twice'],
    [['--covariates', 'size,,age'], '--covariates takes names of columns with commas between'],
  ])('each column has one use: %j', async (options, sentence) => {
    expect(await analysed(outcomes(), ...options)).toMatchObject({
      code: 2,
      err: expect.stringContaining(sentence),
    })
  })

  test.each([
    ['1', 'same: it is the same for everybody in each stratum'],
    ['size', 'same: it follows from the stratum and the covariates before it'],
  ])('that say nothing are refused by name: %s', async (kind, sentence) => {
    const text = outcomes()
      .split('\n')
      .map((line, n) => `${line},${n === 0 ? 'same' : kind === 'size' ? line.split(',')[2] : kind}`)
      .join('\n')
    expect(await analysed(text, '--covariates', 'size,same')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining(sentence),
    })
  })
})

test('outcomes known more often with a place are told, with the chance of that', async () => {
  const { out } = await analysed(outcomes((id) => has(id) === 1 || numberOf(id) % 2 === 0))
  expect(out).toMatch(
    /Known: 100 % with a place against [\d.]+ % without, strata weighed by size; .* by chance in [\d.]+ of 1,000\./,
  )
  const { out: json } = await analysed(
    outcomes((id) => numberOf(id) > 2),
    '--json',
  )
  expect(JSON.parse(json).missingBySide).toMatchObject({
    exact: false,
    draws: 20_000,
    chance: expect.any(Number),
  })
})

describe('clusters', () => {
  test('of one change nothing', async () => {
    const alone = await analysed(outcomes(), '--json')
    expect(await analysed(outcomes(), '--json', '--cluster', 'chain')).toEqual(alone)
  })

  const chained = (nameOf: (id: string) => string) =>
    ['id,outcome,chain', ...ids.map((id) => `${id},${numberOf(id) % 7},${nameOf(id)}`)].join('\n')

  test('whose lot was drawn together have one result', async () => {
    expect(
      await analysed(
        chained(() => 'Zwaan'),
        '--cluster',
        'chain',
      ),
    ).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /line \d+: chain "Zwaan" (has both results|stands in two strata): see line 2/,
      ),
    })
    expect(
      await analysed(
        chained((id) => (id === 'F3' ? '' : id)),
        '--cluster',
        'chain',
      ),
    ).toMatchObject({
      code: 2,
      err: expect.stringContaining('line 5: chain is empty'),
    })
  })

  test('drawn whole have fewer draws than firms alone, and bounds are refused', async () => {
    const chainOf = (id: string) => `${numberOf(id) % 3 === 0 ? 'Oost' : 'West'}${has(id)}${numberOf(id) % 4}`
    const { out, code } = await analysed(chained(chainOf), '--cluster', 'chain', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out).permutation).toMatchObject({ exact: true })
    const unseen = chained(chainOf).replace('F7,0,', 'F7,,')
    const { out: text } = await analysed(unseen, '--cluster', 'chain', '--smallest-effect', '1')
    expect(text).toContain('Cannot tell')
    expect(text).toContain('where clusters were drawn, outcomes that are missing leave nothing to be said')
  })
})
