import { html } from 'hono/html'
import type { WhyThis, WouldChange } from '#engine/advice/explain.ts'
import type { Measure } from '#engine/advice/measure.ts'
import type { StepId } from '#engine/advice/step.ts'
import { baseName } from '#features/figures/index.ts'
import { aboutEur, eurRange, list, months, percent, twoDigits } from '#platform/numbers.ts'
import { bulletList, heading, paragraph } from '#platform/ui/components.ts'
import type { Content } from '#platform/ui/content.ts'
import { aboutPart, lowerFirst, ofTwenty, percentRange, plainEur, upTo } from './counted.ts'
import { explanation } from './messages-explanation.ts'
import { factName, isStock } from './names.ts'
import { quoted, type ResultView, section, stepName, yearsOf } from './result-view.ts'

const MOST_NAMES = 3

/** What the sentences need; a page has it, and so has the terminal. */
export type Explained = Pick<ResultView, 'advice' | 'figures' | 'firm' | 'language'>

/** Why this step first: the engine's reasons, each in a sentence. */
export function resultWhy(view: ResultView): Content {
  const reasons = view.advice.explanation.whyThis
  if (reasons.length === 0) return ''
  return section(
    'waarom',
    explanation(view.language)('whyTitle'),
    bulletList(reasons.map((reason) => whyText(view, reason))),
  )
}

export function whyText(view: Explained, reason: WhyThis): string {
  const { language } = view
  const t = explanation(language)
  switch (reason.code) {
    case 'pays-back':
      return t('why.pays-back', ofTwenty(reason.share, language), yearsOf(view))
    case 'largest-gain-on':
      return gainText(view, reason)
    case 'needed-for':
    case 'feeds':
    case 'helps':
      return t(`why.${reason.code}`, namesText(view, reason.steps))
    case 'quick':
      return t('why.quick', months(Math.max(1, reason.months), language))
    case 'tried-cheaply':
      return t('why.tried-cheaply', aboutEur(reason.eur, language), months(reason.months, language))
    case 'worst-case-bearable':
      return t('why.worst-case-bearable', plainEur(reason.eur, language), plainEur(reason.cashEur, language))
  }
}

function gainText(
  { language }: Explained,
  { base, cashType, eur, isOnce }: Extract<WhyThis, { code: 'largest-gain-on' }>,
): string {
  const t = explanation(language)
  const what = t(`gain.${cashType}`, lowerFirst(baseName(base, language)))
  return t(isOnce ? 'whyGainOnce' : 'whyGain', what, upTo(eur, language))
}

/** “A”, “B” en nog 2 stappen. */
function namesText(view: Explained, steps: readonly StepId[]): string {
  const { language } = view
  const named = steps.slice(0, MOST_NAMES).map((id) => quoted(view, id))
  const rest = steps.length - named.length
  return list([...named, ...(rest > 0 ? [explanation(language)('andMore', rest)] : [])], language)
}

/** Where the advice turns, for the assumptions that carry it. */
export function turningPoints(view: ResultView): Content {
  const lines = turnTexts(view)
  return lines.length === 0
    ? ''
    : html`${heading(3, explanation(view.language)('turns'))}${bulletList(lines)}`
}

/** None where safety or money decides: then no single number turns the advice. */
export function turnTexts(view: Explained): readonly string[] {
  const { language, advice } = view
  const { reasonToWait } = advice.firstStep
  if (reasonToWait !== undefined && reasonToWait !== 'nothing-pays') return []
  const known = advice.explanation.whatWouldChange.filter(({ id }) => id !== 'businessType')
  const standing = reasonToWait === undefined ? known.filter(({ switching }) => switching === undefined) : []
  const names = standing.map((change) => nameOf(view, change))
  return [
    ...known.flatMap((change) => turnText(view, change)),
    ...(names.length === 0 ? [] : [explanation(language)('stands', list(names, language))]),
  ]
}

function nameOf({ language }: Explained, { kind, id }: WouldChange): string {
  const t = explanation(language)
  if (kind === 'fact') return `“${lowerFirst(factName(id as Parameters<typeof factName>[0], language))}”`
  if (kind === 'base') return `“${lowerFirst(baseName(id, language))}”`
  if (id === 'contributionMargin') return t('marginName')
  return t(id === 'realisationOfFreedMachineHours' ? 'machineHoursName' : 'hoursName')
}

/** "Pas als minder dan ongeveer een vijfde van de vrijgekomen uren u geld oplevert, is wachten beter." */
function turnText(view: Explained, change: WouldChange): readonly string[] {
  const { language } = view
  const t = explanation(language)
  const { switching, kind } = change
  if (switching === undefined) return []
  if (view.advice.firstStep.action === 'do-nothing') return paysText(view, change)
  const isBelow = switching.waits === 'below'
  if (kind === 'share') {
    const part = aboutPart(switching.at, language)
    if (isBelow && change.id === 'realisationOfFreedHours') return [t('turnsHours', part)]
    if (isBelow && change.id === 'realisationOfFreedMachineHours') return [t('turnsMachineHours', part)]
    if (isBelow) return [t('turnsMargin', part)]
    return [t('turnsAbove', nameOf(view, change), part)]
  }
  const at = amountAt(view, change, switching.at)
  const sentence = t(isBelow ? 'turnsBelow' : 'turnsAbove', nameOf(view, change), at)
  return [`${sentence} ${t('weReckon', valueText(view, change))}`]
}

/** For doing nothing the other way round: what would make the closest step pay. */
function paysText(view: Explained, change: WouldChange): readonly string[] {
  const { language, advice } = view
  const t = explanation(language)
  const [closest] = advice.runnersUp
  if (closest === undefined || change.switching === undefined) return []
  const { at, waits } = change.switching
  const step = stepName(view, closest.target)
  const isHours = change.kind === 'share' && change.id === 'realisationOfFreedHours' && waits === 'below'
  if (isHours) return [t('paysHours', aboutPart(at, language), step)]
  const amount = change.kind === 'share' ? aboutPart(at, language) : amountAt(view, change, at)
  return [t(waits === 'below' ? 'paysAbove' : 'paysBelow', nameOf(view, change), amount, step)]
}

const isCount = ({ id }: WouldChange) => id === 'employees' || id === 'machines'

function amountAt({ language }: Explained, change: WouldChange, at: number): string {
  const t = explanation(language)
  return isCount(change) ? t('about', String(Math.round(at))) : aboutEur(at, language)
}

function valueText({ language }: Explained, change: WouldChange): string {
  const { p10, p90 } = change.value
  if (isCount(change)) return `${Math.round(p10)} – ${Math.round(p90)}`
  return eurRange(p10, p90, language)
}

/** What to measure before and after: the catalogue's advice, and the largest gains with what they should become. */
export function resultMeasure(view: ResultView, inWords: string): Content {
  const t = explanation(view.language)
  const { measure } = view.advice.explanation
  const lines = measure.map((one) => measureText(view, one))
  return section(
    'meten',
    t('measureTitle'),
    html`${paragraph(`${t('measureIntro')} ${inWords}`)}${lines.length === 0 ? '' : bulletList(lines)}`,
  )
}

export function measureText(view: Explained, measure: Measure): string {
  const { language } = view
  const t = explanation(language)
  const { how, base, goes, changeShare } = measure
  const change = changeText(changeShare.p10, changeShare.p90, view)
  const sentence =
    how === 'margin-per-order' ? t('marginUp', change) : t(goes === 'up' ? 'up' : 'down', change)
  return [
    t(`how.${how}`, lowerFirst(baseName(base, language))),
    ...nowText(view, measure),
    sentence,
    ...expectedText(view, measure),
  ].join(' ')
}

/** The amount itself, where it is the thing that is measured; a margin is no amount. */
function nowText(
  { language, firm }: Explained,
  { base, how, isToldByFirm, now }: Measure,
): readonly string[] {
  if (how === 'margin-per-order') return []
  const t = explanation(language)
  const perYear = isStock(base) ? '' : language === 'nl' ? ' per jaar' : ' a year'
  const told = firm.assumptions.bases?.[base]
  if (isToldByFirm && told !== undefined) return [t('nowTold', `${plainEur(told, language)}${perYear}`)]
  if (twoDigits(now.p90) === 0) return []
  return [t('nowGuess', `${eurRange(now.p10, now.p90, language)}${perYear}`)]
}

/** In euros only where the firm told where it stands: else the range is mostly our not knowing that. */
function expectedText({ language }: Explained, { isToldByFirm, expected }: Measure): readonly string[] {
  if (!isToldByFirm || expected === undefined) return []
  return [explanation(language)('expected', eurRange(expected.p10, expected.p90, language))]
}

const SLIGHT = 0.0005

function changeText(low: number, high: number, { language }: Explained): string {
  if (low >= SLIGHT) return percentRange(low, high, language)
  return explanation(language)('atMost', percent(Math.max(high, SLIGHT), language, high < 0.1 ? 1 : 0))
}
