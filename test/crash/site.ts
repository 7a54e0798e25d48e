import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { openFolderPlace, openServerPlace } from './place.ts'
import { runSiteRounds } from './site-rounds.ts'

/*
 * node test/crash/site.ts [--rounds 300] [--on embedded|server] [--seed N]: what is left of what people did when the
 * site, or its database, is killed again and again.
 */

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '300' },
    on: { type: 'string', default: 'embedded' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
  },
})
const rounds = Number(values.rounds)
const seed = Number(values.seed)
const say = (line: string) => process.stdout.write(`${line}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130)) // with all it started
const place = values.on === 'server' ? await openServerPlace() : openFolderPlace()
if (place === undefined) throw new Error('no PostgreSQL on this machine; try --on embedded')

say(`${rounds} rounds on ${place.kind}, seed ${seed}`)
const before = performance.now()
let told = 0
const tell = (line: string) => {
  told++
  const seconds = Math.round((performance.now() - before) / 1000)
  if (told % 10 === 0) say(`${line}, ${seconds} s`)
}
const { faults, ...summary } = await runSiteRounds(place, { rounds, seed, tell, complain: say })
await place.stop()
say(
  JSON.stringify(
    { on: place.kind, seed, ...summary, seconds: Math.round((performance.now() - before) / 1000) },
    undefined,
    1,
  ),
)
say(faults.length === 0 ? 'Nothing was lost and nothing was half done.' : `${faults.length} faults`)
process.exit(faults.length === 0 && summary.mails.differ === 0 && summary.mails.toldTwice === 0 ? 0 : 1)
