import type { TrialRefusal } from '#engine/evaluation/trial/trial-data.ts'
import { chance, range, shown, VERDICTS } from './analysis-words.ts'
import type { DrawAnalysis } from './analyse-draw.ts'

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
  'clusters-not-bounded': 'where clusters were drawn, outcomes that are missing leave nothing to be said',
  'cluster-outside-limits': 'a cluster has no number',
  'cluster-on-both-sides': 'a cluster has both results',
  'cluster-across-strata': 'a cluster stands in two strata',
  'covariate-constant': 'it is the same for everybody in each stratum',
  'covariate-collinear': 'it follows from the stratum and the covariates before it',
  'too-few-for-covariates': 'one side has too few for as many covariates',
}

/** Why not, with the covariate that it is about. */
export const trialRefusalText = ({ code, column }: TrialRefusal): string =>
  code.startsWith('covariate-') && column !== undefined ? `${column}: ${REFUSALS[code]}` : REFUSALS[code]

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
    ...studentisedText(analysis),
    ...adjustedText(analysis),
    ...balanceText(analysis),
    ...partText(analysis),
    ...missingText(analysis),
    ...missingBySideText(analysis),
    ...(effect.left > 0 ? [`Left out: ${effect.left} whose stratum has nobody to compare with.`] : []),
  ].join('\n')
}

const leftText = (left: number) =>
  left > 0 ? ` Without ${left} whose stratum has nobody to compare with.` : ''
function studentisedText({ studentised }: DrawAnalysis): readonly string[] {
  if (isRefusal(studentised)) return []
  return [
    `Over its error, drawn again: as large by chance in ${chance(studentised.twoSided)}; this holds in large draws also if a place helps some, harms others and does nothing on average.`,
  ]
}

function adjustedText({ adjusted }: DrawAnalysis): readonly string[] {
  if (!adjusted) return []
  if (isRefusal(adjusted)) return [`Adjusted for what was known before: no, ${trialRefusalText(adjusted)}.`]
  return [
    `Adjusted for what was known before: ${shown(adjusted.estimate)} (95 %: ${range(adjusted)}). The verdict is not about this.`,
  ]
}

const MOST_COVARIATES = 3

function balanceText({ balance }: DrawAnalysis): readonly string[] {
  if (!balance) return []
  if (isRefusal(balance)) return [`Before the draw: no comparison, ${trialRefusalText(balance)}.`]
  const size = ({ standardised }: Readonly<{ standardised: number | undefined }>) =>
    standardised === undefined ? Infinity : Math.abs(standardised)
  const largest = balance.covariates
    .toSorted((a, b) => size(b) - size(a))
    .slice(0, MOST_COVARIATES)
    .map(({ name, standardised }) => `${name} ${standardised === undefined ? 'apart' : shown(standardised)}`)
  const more = balance.covariates.length > MOST_COVARIATES ? ', the others less' : ''
  return [
    `Before the draw, in standard deviations more with a place: ${largest.join(', ')}${more}. A draw differs this much in ${chance(balance.chance)}.${leftText(balance.left)}`,
  ]
}

function missingBySideText({ missingBySide }: DrawAnalysis): readonly string[] {
  if (!missingBySide) return []
  if (isRefusal(missingBySide)) return [`Known on either side: ${trialRefusalText(missingBySide)}.`]
  const percent = (share: number) => `${shown(100 * share)} %`
  return [
    `Known: ${percent(missingBySide.offeredSeen)} with a place against ${percent(missingBySide.otherSeen)} without, strata weighed by size; a difference this large comes up by chance in ${chance(missingBySide.chance)}.${leftText(missingBySide.left)}`,
  ]
}

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
