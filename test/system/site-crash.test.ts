import { expect, test } from 'vitest'
import { openFolderPlace, openServerPlace, type Place } from '../crash/place.ts'
import { runSiteRounds } from '../crash/site-rounds.ts'

/* Hundreds of rounds: node test/crash/site.ts */
const ROUNDS = 6

async function survive(place: Place, seed: number): Promise<void> {
  const result = await runSiteRounds(place, { rounds: ROUNDS, seed })
  await place.stop()

  expect(result.faults).toEqual([])
  expect(result.mails).toMatchObject({ differ: 0, toldTwice: 0 })
  expect(result.unknown).toBeLessThan(ROUNDS * 10)
  const kinds = Object.keys(result.acknowledged)
  expect(kinds).toEqual(expect.arrayContaining(['ask', 'scan']))
  expect(result.underFire).toBeGreaterThan(0)
}

test('the site is killed again and again while people use it: nothing is lost, half done or told twice', async () => {
  await survive(openFolderPlace(), 11)
}, 180_000)

test('the same on a server, where the database is killed too, alone or with the site', async ({ skip }) => {
  const place = await openServerPlace()
  if (place === undefined) return skip('no PostgreSQL on this machine')
  await survive(place, 12)
}, 180_000)
