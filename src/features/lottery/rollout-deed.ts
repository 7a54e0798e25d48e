import type { RolloutRefusal } from '#engine/evaluation/trial/rollout-data.ts'
import { type CommandArgs, type CommandIo, EXIT, type ExitCode } from '#platform/feature.ts'
import { analyseRollout, type RolloutAnalysis } from './analyse-rollout.ts'
import { chance, range, shown, VERDICTS } from './analysis-words.ts'
import { readRollout, type RolloutColumns } from './read-rollout.ts'

const ROUNDS = 4_000

/** `schakel lottery rollout PANEL.csv`: what a place did to a waiting list of which the order was drawn. */
export function rollout(
  { positionals: [, file, more], values }: CommandArgs,
  io: CommandIo,
  smallestEffect: number | undefined,
): ExitCode {
  const told = (sentence: string, exit: ExitCode) => {
    io.err(`schakel: ${sentence}`)
    return exit
  }
  if (file === undefined || more !== undefined) return told('rollout takes PANEL.csv', EXIT.badInput)
  const textOf = (name: string, otherwise: string) =>
    typeof values[name] === 'string' ? values[name] : otherwise
  const columns: RolloutColumns = {
    id: textOf('id', 'id'),
    time: textOf('time', 'time'),
    start: textOf('start', 'start'),
    outcome: textOf('outcome', 'outcome'),
    ...(typeof values['stratum'] === 'string' ? { stratum: values['stratum'] } : {}),
  }
  const read = readRollout(file, columns)
  if (!read.ok) return told(read.error, EXIT.badInput)
  const betterIs = values['lower-is-better'] === true ? ('lower' as const) : ('higher' as const)
  const asked = { betterIs, rounds: ROUNDS, seed: 1, level: 0.95 }
  const analysis = analyseRollout(
    read.value,
    smallestEffect === undefined ? asked : { ...asked, smallestEffect },
  )
  if (!analysis.ok) return told(refusalText(analysis.error, read.value.times), EXIT.refused)
  io.out(values['json'] === true ? JSON.stringify(analysis.value, undefined, 2) : rolloutText(analysis.value))
  return EXIT.done
}

const REFUSALS: Readonly<Record<Exclude<RolloutRefusal['code'], 'start-of-one'>, string>> = {
  'no-rows': 'nobody is on the list',
  'lengths-differ': 'columns differ in length',
  'value-not-finite': 'a value is not a finite number',
  'start-outside-limits': 'a start lies outside the times',
  'stratum-outside-limits': 'a stratum has no number',
  'one-start': 'nobody can be compared with somebody who starts later, within these times',
  'nothing-varies': 'the outcome is the same for everybody who starts together',
  'rounds-outside-limits': 'too many rounds',
  'level-outside-limits': 'the level must lie between 0 and 1',
}

const refusalText = ({ code, start }: RolloutRefusal, times: readonly number[]): string =>
  code === 'start-of-one'
    ? `one applicant alone ${start === times.length ? 'does not start within these times' : `starts at ${times[start!]}`} in its stratum: how much such applicants differ cannot be known. Take strata together, or leave that applicant out`
    : REFUSALS[code]

function rolloutText({
  verdict,
  interval,
  efficient,
  orders,
  means,
  changes,
  applicants,
  strata,
  starts,
}: RolloutAnalysis): string {
  const list = starts.map(
    ({ time, applicants: own }) => `${own} ${time === undefined ? 'later or never' : `at ${time}`}`,
  )
  return [
    ...(verdict === undefined ? [] : [VERDICTS[verdict]]),
    `With a place: ${shown(efficient.estimate)} more on average (95 %: ${range(interval)}).`,
    `${applicants} applicants${strata > 1 ? ` in ${strata} strata` : ''} start: ${list.join(', ')}. Each start is compared with those who start later.`,
    `Orders drawn again ${orders.rounds.toLocaleString('en')} times: an effect this large beside its error comes up by chance in ${chance(orders.pValue)}; effects from ${range(orders)} are not excluded.`,
    `Of the difference before starting ${shown(efficient.adjustment)} is taken off, which makes the error smallest (${shown(efficient.standardError)}). With nothing taken off: ${shown(means.estimate)} (${range(means)}); with all of it: ${shown(changes.estimate)} (${range(changes)}).`,
  ].join('\n')
}
