import type { Effect, Missing } from '#engine/evaluation/programme/evaluation.ts'
import { towardsBetter, type VerdictCode, verdictCode } from '#engine/evaluation/programme/verdict.ts'
import type { Language } from '#platform/i18n.ts'
import { list, percent } from '#platform/numbers.ts'
import { boundsCode } from './bounds-part.ts'
import { powerOf } from './check-findings.ts'
import { checkView, sizeOf } from './check-words.ts'
import { flowOf } from './flow-stages.ts'
import { briefMessages } from './messages-brief.ts'
import { designMessages } from './messages-design.ts'
import { determinabilityMessages } from './messages-determinability.ts'
import { reasonOf } from './messages-refusals.ts'
import { plain } from './numerals.ts'
import type { ReportView } from './report-view.ts'

/** From this many standard deviations on, two groups are said to differ clearly. Rule of thumb. */
const CLEAR_DIFFERENCE = 0.25

/** What could be wrong, as sentences of which each stands alone; the most important first. */
export function doubtsOf(view: ReportView): readonly string[] {
  return [
    ...trendDoubt(view),
    ...beforehandDoubt(view),
    ...clusterDoubt(view),
    ...preTestDoubt(view),
    ...unlikeDoubt(view),
    ...otherWays(view),
    ...groupDoubt(view),
    ...missingDoubt(view),
  ]
}

function trendDoubt({ evaluation, language }: ReportView): readonly string[] {
  const t = briefMessages(language)
  const { sensitivity } = evaluation
  if (!sensitivity.ok) return [t('standsUnknown', reasonOf(sensitivity.error, language))]
  const { kind, value } = sensitivity.value.ratioBreakdown
  if (kind === 'never-excludes-zero') return [t('standsNot')]
  if (kind === 'beyond-limit') return [t('standsLong')]
  if (value < 0.05) return [t('standsBarely')]
  const stands = t('stands', plain(value, 0.1, language))
  if (value > 0.95 && value < 1.05) return [stands]
  return [`${stands} ${t(value < 1 ? 'standsLess' : 'standsMore')}`]
}

/** What the design could not have found, or lacked, known before the outcomes were compared. */
function beforehandDoubt({ evaluation, study, words, language }: ReportView): readonly string[] {
  const { before } = evaluation
  if (!before.ok) return []
  const t = briefMessages(language)
  const names = determinabilityMessages(language)
  const lacking = before.value.findings.filter(
    ({ code, grade }) => grade === 'stops' && code !== 'smallest-detectable',
  )
  const items = lacking.map(({ code }) => names(`item.${code}`).toLowerCase())
  const power = powerOf(before.value)
  const isWeak = power?.power.ok && power.power.value.effect > study.outcome.smallestEffect
  const findable =
    power?.power.ok && isWeak
      ? [
          t(
            'findable',
            sizeOf(power.power.value.effect, checkView(study, language)),
            words.thresholdSize,
            percent(power.chance ?? 0, language),
          ),
        ]
      : []
  return [...(items.length > 0 ? [t('objection', list(items, language))] : []), ...findable]
}

const clusterDoubt = ({ evaluation, language, count }: ReportView): readonly string[] =>
  evaluation.warnings
    .filter(({ code }) => code === 'few-clusters')
    .map(({ count: clusters = 0 }) => briefMessages(language)('fewClusters', count(clusters)))

const preTestDoubt = ({ evaluation, study, language }: ReportView): readonly string[] =>
  evaluation.preTest.ok && evaluation.preTest.value.pValue < 1 - study.level
    ? [briefMessages(language)('preTest')]
    : []

function unlikeDoubt(view: ReportView): readonly string[] {
  const { evaluation, language } = view
  const unlike = evaluation.balance.filter(
    ({ balance }) => Math.abs(balance.difference ?? 0) > CLEAR_DIFFERENCE,
  )
  if (unlike.length === 0) return []
  const names = unlike.map(({ covariate }) => covariateName(covariate, view))
  return [briefMessages(language)('unlike', list(names, language))]
}

/** As the study names it; the empty name stands for the outcome. */
export function covariateName(column: string, { study, language }: ReportView): string {
  if (column === '') return study.outcome.name[language]
  return study.covariates.find((covariate) => covariate.column === column)?.name[language] ?? column
}

function otherWays({ evaluation, words, language, count }: ReportView): readonly string[] {
  const others = evaluation.alternatives.flatMap(({ own, effect }) =>
    !own && effect.ok ? [effect.value] : [],
  )
  if (others.length === 0) return []
  const t = briefMessages(language)
  const step = words.step(evaluation.overall)
  const estimates = others.map(({ estimate }) => estimate)
  const [low, high] = [Math.min(...estimates), Math.max(...estimates)]
  const isOne = others.length === 1 || words.sided(low, step) === words.sided(high, step)
  return isOne
    ? [t('otherWay', count(others.length), words.sided(low, step))]
    : [t('otherWays', count(others.length), words.range({ low, high }, step))]
}

/** Groups without which the figures would say something else, and what. */
function groupDoubt({ evaluation, study, language }: ReportView): readonly string[] {
  const t = briefMessages(language)
  const { betterIs, smallestEffect } = study.outcome
  const codeOf = (effect: Effect) => verdictCode(towardsBetter(effect, betterIs), smallestEffect)
  const groupsOf = new Map<VerdictCode, string[]>()
  for (const { group, effect } of evaluation.withoutGroup) {
    const code = effect.ok ? codeOf(effect.value) : evaluation.verdict.plain
    if (code !== evaluation.verdict.plain) groupsOf.set(code, [...(groupsOf.get(code) ?? []), String(group)])
  }
  const or = language === 'nl' ? 'of' : 'or'
  return [...groupsOf].map(([code, groups]) =>
    t('withoutGroup', groups.join(` ${or} `), designMessages(language)(`code.${code}`)),
  )
}

function missingDoubt(view: ReportView): readonly string[] {
  const { evaluation, language, count, units } = view
  const t = briefMessages(language)
  const { counts, missing } = evaluation
  const leftOut = counts.units - counts.unitsAnalysed
  const sentences = [
    ...notInFile(view),
    ...(missing ? [missingShares(missing, language)] : []),
    ...worstCaseDoubt(view),
    ...(leftOut > 0 ? [t('leftOut', count(leftOut), units, count(counts.units))] : []),
  ]
  return sentences.length > 0 ? sentences : [t('noneMissing')]
}

/** Who took part by the study plan, and is not in the file at all. */
function notInFile(view: ReportView): readonly string[] {
  const { tookPart, inPanel } = flowOf(view).participants
  if (tookPart === undefined || tookPart <= inPanel) return []
  const { language, count, units } = view
  return [briefMessages(language)('notInFile', count(tookPart - inPanel), units, count(tookPart))]
}

function missingShares({ participants = 0, others, difference }: Missing, language: Language): string {
  const t = briefMessages(language)
  const unknown = t('missing.unknown')
  if (others === undefined || !difference)
    return `${t('missingOne', percent(participants, language))} ${unknown}`
  const isMore = difference.low > 0 || difference.high < 0
  const shares = t('missing', percent(participants, language), percent(others, language))
  return `${shares} ${isMore ? t('missing.more') : unknown}`
}

function worstCaseDoubt(view: ReportView): readonly string[] {
  const { evaluation, language } = view
  const { bounds, verdict } = evaluation
  if (!bounds?.ok) return []
  const t = briefMessages(language)
  const code = boundsCode(bounds.value, view)
  if (code === 'cannot-tell') return [t('worst.open')]
  return code === verdict.plain
    ? [t('worst.same')]
    : [t('worst.other', designMessages(language)(`code.${code}`))]
}
