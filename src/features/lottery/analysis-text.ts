import type { VerdictCode } from '#engine/evaluation/programme/verdict.ts'
import type { TrialRefusal } from '#engine/evaluation/trial/trial-data.ts'
import type { DrawAnalysis } from './analyse-draw.ts'

const VERDICTS: Record<VerdictCode, string> = {
  'worth-it': 'A place helps, and by as much as matters.',
  helps: 'A place helps; whether by enough cannot be told.',
  'too-small': 'If a place does anything, it is less than what matters.',
  harms: 'A place does harm.',
  'cannot-tell': 'Cannot tell: both nothing and an effect that matters fit what was seen.',
}

const REFUSALS: Record<TrialRefusal['code'], string> = {
  'no-rows': 'nobody was in the draw',
  'lengths-differ': 'columns differ in length',
  'value-not-finite': 'a value is not a finite number',
  'not-0-or-1': 'a value is not 0 or 1',
  'stratum-outside-limits': 'a stratum has no number',
  'no-comparison': 'in no stratum are two outcomes known on both sides',
  'nothing-varies': 'the outcome is the same for everybody',
  'nobody-took-part': 'as many took part without a place as with one',
  'draws-outside-limits': 'draws must lie between 100 and 1,000,000',
  'level-outside-limits': 'the level must lie between 0 and 1',
  'limits-outside-outcome': 'outcomes lie outside the limits',
  'nobody-seen': 'on one side hardly any outcome is known',
  'chances-differ':
    'chances of a place differ between the strata, so that outcomes that are missing leave nothing to be said',
}
export const trialRefusalText = ({ code }: TrialRefusal): string => REFUSALS[code]

const shown = (value: number) => String(Number(value.toPrecision(3)))
const range = ({ low, high }: Readonly<{ low?: number; high?: number }>) =>
  `${low === undefined ? 'no lower end' : shown(low)} to ${high === undefined ? 'no upper end' : shown(high)}`
const isRefusal = (value: object): value is TrialRefusal => 'code' in value

/** What was found, first in one sentence, for the terminal. */
export function analysisText(analysis: DrawAnalysis): string {
  const { verdict, interval, intentionToTreat: effect, permutation } = analysis
  return [
    ...(verdict === undefined ? [] : [VERDICTS[verdict]]),
    `Offered a place: ${shown(effect.estimate)} more on average${interval === undefined ? '' : ` (95 %: ${range(interval)})`}; ${shown(effect.offeredMean)} against ${shown(effect.otherMean)}.`,
    isRefusal(permutation)
      ? `Drawn again: ${trialRefusalText(permutation)}.`
      : `Drawn again ${permutation.exact ? `in all ${permutation.draws} ways` : `${permutation.draws} times`}: a difference this large comes up by chance in ${chance(permutation.twoSided)}; effects from ${range(permutation)} are not excluded.`,
    ...partText(analysis),
    ...missingText(analysis),
    ...(effect.left > 0 ? [`Left out: ${effect.left} whose stratum has nobody to compare with.`] : []),
  ].join('\n')
}

const chance = (share: number) =>
  share >= 0.01 ? `${Math.round(100 * share)} of 100` : `${shown(1000 * share)} of 1,000`

function partText({ onTreated, offered, others }: DrawAnalysis): readonly string[] {
  if (!onTreated) return []
  const took = `Took part: ${offered.tookPart} of ${offered.drawn} with a place, ${others.tookPart} of ${others.drawn} without.`
  if (isRefusal(onTreated))
    return [`${took} No effect of taking part can be told: ${trialRefusalText(onTreated)}.`]
  const { andersonRubin: set } = onTreated
  const weak =
    set.kind === 'between'
      ? ''
      : ` The draw moved too few to tell: ${set.kind === 'everything' ? 'no effect is excluded' : `only effects between ${range(set)} are excluded`}.`
  return [
    `${took} For those whom the draw made take part: ${shown(onTreated.estimate)} (95 %: ${set.kind === 'between' ? range(set) : range(onTreated)}).${weak}`,
  ]
}

function missingText({ missing, offered, others }: DrawAnalysis): readonly string[] {
  if (!missing) return []
  const known = `Outcome known of ${offered.seen} of ${offered.drawn} with a place and ${others.seen} of ${others.drawn} without.`
  if (isRefusal(missing)) return [`${known} ${trialRefusalText(missing)}.`]
  return [
    `${known} If a place made the outcome known either more or less often, not both, the effect lies between ${range({ low: missing.low.estimate, high: missing.high.estimate })} (95 %: ${range(missing.interval)}).`,
  ]
}
