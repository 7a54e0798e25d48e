import { expect, test } from 'vitest'
import { simulateCountry } from '../../src/features/lab/simulate-country.ts'

const DATA = new URL('../../data', import.meta.url).pathname
/** More than one job holds, so that two workers share them. */
const FIRMS = 18
const setup = { dataFolder: DATA, seed: 5, telling: 'facts' } as const

test('one core and two give the same country', async () => {
  const country = async (workers: number) => {
    const firms = []
    for await (const firm of simulateCountry(FIRMS, setup, workers)) firms.push(firm)
    return firms
  }
  expect(await country(2)).toEqual(await country(1))
})
