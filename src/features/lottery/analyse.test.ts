import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { drawnRecord, ids, runLottery } from './drawn-record.test-data.ts'

const { analysed, at, withPlace, remove } = drawnRecord()
afterAll(remove)

/** An invented outcome: a spread of its own per firm, and `effect` for a place. */
const outcomes = (effect: number, of: readonly string[] = ids) =>
  [
    'id,outcome,part',
    ...of.map(
      (id) =>
        `${id},${(Number(id.slice(1)) % 7) + (withPlace.has(id) ? effect : 0)},${withPlace.has(id) && id !== 'F0' ? 1 : 0}`,
    ),
  ].join('\n')

test('a large effect is told first, in one sentence, with its range and by drawing again', async () => {
  const { code, out } = await analysed(outcomes(20), '--smallest-effect', '5', '--took-part', 'part')
  expect(code).toBe(0)
  expect(out.split('\n')[0]).toBe('A place helps, and by as much as matters.')
  expect(out).toMatch(/comes up by chance in 0\.05 of 1,000/)
  expect(out).toMatch(/Took part: 2[34] of 24 with a place, 0 of 36 without\./)
})

test('where nothing and what matters both fit, it cannot tell', async () => {
  const { out } = await analysed(outcomes(0), '--smallest-effect', '0.2')
  expect(out.split('\n')[0]).toContain('Cannot tell')
  const lower = await analysed(outcomes(-20), '--smallest-effect', '5', '--lower-is-better')
  expect(lower.out.split('\n')[0]).toBe('A place helps, and by as much as matters.')
})

test('outcomes that are not known are said, and stretch the verdict', async () => {
  const { out, code } = await analysed(outcomes(20, ids.slice(12)), '--smallest-effect', '5')
  expect(code).toBe(0)
  expect(out).toMatch(/Outcome known of \d+ of 24 with a place and \d+ of 36 without\./)
})

test('the clearest effect there can be is told', async () => {
  const clear = ['id,outcome', ...ids.map((id) => `${id},${withPlace.has(id) ? 1 : 0}`)].join('\n')
  const { out, code } = await analysed(clear, '--smallest-effect', '0.5')
  expect(code).toBe(0)
  expect(out).toMatch(/Offered a place: 1 more on average/)
  expect(out).toMatch(/comes up by chance in 0\.05 of 1,000/)
})

test('with who took part, nobody of the draw may be left out', async () => {
  const { code, err } = await analysed(outcomes(3, ids.slice(8)), '--took-part', 'part')
  expect([code, err]).toEqual([2, expect.stringContaining('8 of the draw have no line')])
})

test('as JSON it has everything', async () => {
  const { out } = await analysed(outcomes(3), '--json')
  expect(JSON.parse(out)).toMatchObject({
    offered: { drawn: 24, seen: 24 },
    others: { drawn: 36, seen: 36 },
    intentionToTreat: { strata: 2, left: 0 },
    permutation: { draws: 20_000, exact: false },
  })
})

test.each([
  ['id,outcome\nF0,1\nF0,2', 'line 3: "F0" stands in line 2 already'],
  ['id,outcome\nnobody,1', 'line 2: "nobody" was not in the draw'],
  ['id,outcome\nF1,"3,5"', 'line 2: outcome: "3,5" is not a number'],
  ['id,outcome\nF1,Infinity', 'is not a number'],
  ['id,result\nF1,3', 'there must be one column outcome; there are id, result'],
  ['id,outcome\nF1', 'line 2: 1 cells, and the first line has 2'],
  ['', 'is empty'],
])('bad outcomes are refused with their line: %j', async (text, sentence) => {
  const { code, err, out } = await analysed(text)
  expect(code).toBe(2)
  expect(err).toContain(sentence)
  expect(out).toBe('')
})

test('taking part is 0 or 1', async () => {
  const { code, err } = await analysed('id,outcome,part\nF1,3,yes', '--took-part', 'part')
  expect([code, err]).toEqual([2, expect.stringContaining('line 2: part: "yes" is not 0 or 1')])
})

test('too few known outcomes are refused, and so is a draw that was tampered with', async () => {
  expect(await analysed('id,outcome\nF1,3')).toMatchObject({
    code: 1,
    err: expect.stringContaining('in no stratum'),
  })
  const { draw, ...rest } = JSON.parse(readFileSync(at('record.json'), 'utf8'))
  const applicants = draw.applicants.map((one: { result: string }, n: number) =>
    n === 0 ? { ...one, result: one.result === 'place' ? 'waiting' : 'place' } : one,
  )
  writeFileSync(at('bent.json'), JSON.stringify({ ...rest, draw: { ...draw, applicants } }))
  writeFileSync(at('outcomes.csv'), outcomes(3))
  expect((await runLottery('analyse', at('bent.json'), at('outcomes.csv'))).code).toBe(1)
})

test.each(['0', 'much'])('--smallest-effect %s is bad input', async (value) => {
  expect(await analysed(outcomes(1), '--smallest-effect', value)).toMatchObject({ code: 2 })
})
