import type { Finding, GroupTimes, Need } from '#engine/evaluation/determinability/finding.ts'
import type { Needed } from '#engine/evaluation/power/what-is-needed.ts'
import type { Language } from '#platform/i18n.ts'
import { list, percent } from '#platform/numbers.ts'
import type { StudyFile } from '../study-contract.ts'
import { type EffectWords, effectWords, stepOf } from './effect-words.ts'
import { determinabilityMessages } from './messages-determinability.ts'
import { reasonOf } from './messages-refusals.ts'
import { plain, whole } from './numerals.ts'

export type CheckView = Readonly<{
  language: Language
  words: EffectWords
  units: string
  isClustered: boolean
  count: (value: number) => string
}>

export const checkView = (study: StudyFile, language: Language): CheckView => ({
  language,
  words: effectWords(study.outcome, language),
  units: study.unit.name[language],
  isClustered: study.cluster !== undefined,
  count: (value) => whole(value, language),
})

/** The size of an effect towards better, with two digits that count. */
export function sizeOf(effect: number, { words }: CheckView): string {
  const value = words.smallest < 0 ? -effect : effect
  return words.size(value, stepOf(words.told(value)))
}

const groupsText = (
  groups: readonly Readonly<{ group: number; units: number }>[],
  view: CheckView,
): string => {
  const t = determinabilityMessages(view.language)
  return list(
    groups.map(({ group, units }) => t('group', String(group), view.count(units))),
    view.language,
  )
}

/** What was found, as a sentence. */
export function findingText(finding: Finding, view: CheckView): string {
  const { language, count, units } = view
  const t = determinabilityMessages(language)
  const share = (value: number) => percent(value, language)
  switch (finding.code) {
    case 'entry-dates':
      return finding.withoutDate === 0
        ? t('found.entry-dates', count(finding.participants))
        : t('found.entry-dates.some', count(finding.withoutDate), count(finding.participants))
    case 'times-before':
      return timesBeforeText(finding.lacking, view)
    case 'times-after':
      return finding.without === 0
        ? t('found.times-after.all')
        : t('found.times-after', count(finding.without))
    case 'outcome-linked':
      return t('found.outcome-linked', share(finding.participantsLinked), share(finding.othersLinked))
    case 'controls':
      return t('found.controls', count(finding.never), count(finding.notYet), units)
    case 'group-sizes':
      if (finding.grade === 'stops') return t('found.group-sizes.few')
      return finding.small.length === 0
        ? t('found.group-sizes.all')
        : t('found.group-sizes', groupsText(finding.small, view))
    case 'clusters':
      return t('found.clusters', count(finding.clusters), count(finding.withParticipants))
    case 'whole-panel':
      return finding.incomplete === 0
        ? t('found.whole-panel.all', count(finding.units), units)
        : t('found.whole-panel', count(finding.incomplete), count(finding.units), units)
    case 'smallest-detectable':
      return powerText(finding, view)
  }
}

function timesBeforeText(lacking: readonly GroupTimes[], view: CheckView): string {
  const t = determinabilityMessages(view.language)
  return lacking.length === 0
    ? t('found.times-before.all')
    : t('found.times-before', groupsText(lacking, view))
}

function powerText(
  { power, chance }: Extract<Finding, { code: 'smallest-detectable' }>,
  view: CheckView,
): string {
  const { language, words } = view
  const t = determinabilityMessages(language)
  if (!power.ok) return t('found.powerNot', reasonOf(power.error, language))
  const { effect, power: sure } = power.value
  return t(
    'found.power',
    sizeOf(effect, view),
    percent(sure, language),
    words.thresholdSize,
    percent(chance ?? 0, language),
  )
}

/** What would mend it, as a sentence that says what to do. */
export function needText(need: Need, view: CheckView): string {
  const { language, count, units } = view
  const t = determinabilityMessages(language)
  switch (need.code) {
    case 'dates':
    case 'participants':
    case 'clusters':
      return t(`need.${need.code}`, count(need.count))
    case 'controls':
      return t('need.controls', count(need.count), units)
    case 'earlier-times':
      return t('need.earlier-times', groupsText(need.groups, view))
    case 'later-times':
      return t('need.later-times', count(need.participants))
    case 'outcomes':
      return t('need.outcomes', count(need.rows))
    case 'more-of-the-design':
      return need.needed.ok ? designText(need.needed.value, view) : t('need.designUnknown')
  }
}

/** Rounded upwards: less would not do. */
function waysOf(needed: Needed, { language, count, isClustered }: CheckView): readonly string[] {
  const t = determinabilityMessages(language)
  const { both, participants, controls, timesAfter } = needed
  const factor = (value: number) => {
    if (value > 100) return t('overHundred')
    return plain(value > 10 ? Math.ceil(value) : Math.ceil(value * 10 - 1e-9) / 10, 0.1, language)
  }
  return [
    t(isClustered ? 'way.clusters' : 'way.both', factor(both)),
    ...(participants === undefined ? [] : [t('way.participants', factor(participants))]),
    ...(controls === undefined ? [] : [t('way.controls', factor(controls))]),
    ...(timesAfter === undefined ? [] : [t('way.times', count(Math.ceil(timesAfter)))]),
  ]
}

function designText(needed: Needed, view: CheckView): string {
  const ways = waysOf(needed, view)
  const t = determinabilityMessages(view.language)
  return t('need.design', view.words.thresholdSize, ways.join('; '), ways.length === 1)
}
