import { expect, test } from 'vitest'
import { measure } from '../../bench/load/measure.ts'
import { weightsOf } from '../../bench/load/mix.ts'
import { errorsOf, timesOf } from '../../bench/load/report.ts'
import { openLoadSite } from '../../bench/load/site.ts'

const MIX = { scanPermille: 150, advicePermille: 20 }

test('a network at work: every request of a short run is answered as it should be', async () => {
  const site = (await openLoadSite('server')) ?? (await openLoadSite('embedded'))
  if (site === undefined) throw new Error('the embedded database is always there')
  try {
    const order = { mix: MIX, ratePerSecond: 15, warmUpSeconds: 0, seconds: 20, seed: 7 }
    const { sent, mails } = await measure(site, order)

    expect(sent.faults).toEqual({})
    expect(site.complaints()).toBe('')
    expect(sent.times.reduce((sum, { ms }) => sum + ms.length, 0)).toBe(15 * 20)
    expect(sent.times.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([
        'scan: begin',
        'ask: asked',
        'case: a note',
        'inbox: a filter',
        'advice: computed',
      ]),
    )
    expect(mails).toBeGreaterThan(0)
  } finally {
    await site.stop()
  }
}, 240_000)

test('a wrong answer counts as an error, and times are those of right answers', () => {
  const sent = {
    ...{
      requests: 5,
      seconds: 1,
      latestSendMs: 0,
      lateSendP99Ms: 0,
      faults: { 'home: status 500 instead of 200': 1 },
    },
    times: [{ kind: 'home', isWrite: false, ms: Float64Array.of(4, 1, 3, 2) }],
  }
  const unused = { web: undefined, postgres: undefined, generator: undefined, others: undefined, mails: 0 }
  expect(errorsOf({ sent, ...unused })).toBe(1)
  expect(timesOf(sent.times.map(({ ms }) => ms))).toEqual({ count: 4, p50: 2, p95: 4, p99: 4, max: 4 })
})

test('the errands of a mix make up a thousand, whatever part is for scans and advices', () => {
  for (const mix of [MIX, { scanPermille: 0, advicePermille: 0 }]) {
    const weights = [...weightsOf(mix).values()]
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1000, 9)
  }
})
