import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applicantListHash } from '#engine/lottery/applicant-list.ts'
import { drawLottery } from '#engine/lottery/draw-lottery.ts'
import { commitmentOf } from '#engine/lottery/lottery-terms.ts'
import { runCommand } from '#platform/run-command.test-data.ts'
import { lotteryCommands } from './commands.ts'

const FIRMS = 60
export const ids = Array.from({ length: FIRMS }, (_, n) => `F${n}`)

/** A draw with a secret that is always the same, in a folder of its own: `record.json`, and what else a test puts there. */
export function drawnRecord() {
  const folder = mkdtempSync(join(tmpdir(), 'schakel-analyse-'))
  const at = (name: string) => join(folder, name)
  const secret = 'ab'.repeat(32)
  const applicants = ids.map((id, n) => ({ id, stratum: n % 3 === 0 ? 'Oost' : 'West' }))
  const terms = {
    lottery: 'Bezoek',
    places: 24,
    commitment: commitmentOf(secret),
    listHash: applicantListHash(applicants),
  }
  const draw = drawLottery(terms, { secret, applicants })
  if (!draw.ok) throw new Error(JSON.stringify(draw.error))
  writeFileSync(at('record.json'), JSON.stringify({ terms, draw: draw.value }))
  const withPlace = new Set(
    draw.value.applicants.filter(({ result }) => result === 'place').map(({ id }) => id),
  )
  const analysed = (text: string, ...more: string[]) => {
    writeFileSync(at('outcomes.csv'), text)
    return runLottery('analyse', at('record.json'), at('outcomes.csv'), ...more)
  }
  return { at, withPlace, analysed, remove: () => rmSync(folder, { recursive: true }) }
}

export function runLottery(...argv: string[]) {
  return runCommand(['lottery', ...argv], lotteryCommands)
}
