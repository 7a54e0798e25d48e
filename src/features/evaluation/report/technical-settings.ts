import { html } from 'hono/html'
import { list, percent } from '#platform/numbers.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { checkMessages } from './messages-checks.ts'
import { designMessages } from './messages-design.ts'
import { resultMessages } from './messages-results.ts'
import { technicalMessages } from './messages-technical.ts'
import { plain } from './numerals.ts'
import type { ReportView } from './report-view.ts'
import { chapter, factTable, levelText } from './tables.ts'

type Row = readonly [Content, Content]

/** Every setting of the study, also those that were left as they are. */
export function settingsChapter(view: ReportView): Html {
  const t = designMessages(view.language)
  const rows = [...methodRows(view), ...columnRows(view), ...verdictRows(view)]
  return chapter('settings', t('settings.title'), factTable(t('settings.caption'), rows, view))
}

function methodRows({ study, language, time }: ReportView): readonly Row[] {
  const t = checkMessages(language)
  const results = resultMessages(language)
  const none = technicalMessages(language)('none')
  const { anticipation } = study
  return [
    [t('set.estimand'), results(`kind.${study.estimand}`)],
    [t('set.estimator'), results(`estimator.${study.estimator}`)],
    [t('set.controls'), results(`controls.${study.controls}`)],
    [t('set.base'), t(`base.${study.basePeriod}`)],
    [t('set.anticipation'), anticipation === 0 ? none : time.after(anticipation)],
    [t('set.design'), t(`design.${study.design}`)],
    [t('set.unbalanced'), t(`unbalanced.${study.unbalanced}`)],
    [t('set.missingOutcome'), t(`missing.${study.missingOutcome}`)],
  ]
}

function columnRows({ study, language }: ReportView): readonly Row[] {
  const t = checkMessages(language)
  const none = technicalMessages(language)('none')
  const { unit, time, firstYear, outcome, covariates, placeboOutcome } = study
  const code = (column: string) => html`<code>${column}</code>`
  const columns = [unit.column, time.column, firstYear.column, outcome.column].map(code)
  const withName = ({ column, name }: Readonly<{ column: string; name: ReportView['study']['title'] }>) =>
    html`<div>${name[language]} (${code(column)})</div>`
  const { from, to } = time
  const times = from === undefined && to === undefined ? t('set.timesAll') : `${from ?? '…'} – ${to ?? '…'}`
  return [
    [t('set.columns'), columns.map((column, k) => html`${k > 0 ? ', ' : ''}${column}`)],
    [
      t('set.never'),
      list(
        firstYear.never.map((value) => (value === null ? t('set.empty') : String(value))),
        language,
      ),
    ],
    [t('set.takesPart'), study.takesPart === undefined ? none : code(study.takesPart)],
    [t('set.times'), times],
    [t('set.covariates'), covariates.length === 0 ? none : covariates.map(withName)],
    [t('set.weights'), study.weights === undefined ? none : code(study.weights)],
    [t('set.cluster'), study.cluster === undefined ? t('set.ownCluster') : code(study.cluster)],
    [t('set.otherOutcome'), placeboOutcome === undefined ? none : withName(placeboOutcome)],
  ]
}

function verdictRows(view: ReportView): readonly Row[] {
  const { study, language, words, count } = view
  const t = checkMessages(language)
  const general = technicalMessages(language)
  const none = general('none')
  const { breakInTrend, placeboShifts, bootstrap, power, outcome } = study
  const number = (value: number) => plain(value, 1e-6, language)
  const listed = (values: readonly number[]) => (values.length === 0 ? none : values.map(number).join(' · '))
  return [
    [
      t('set.smallest'),
      words.isPercent ? `${number(outcome.smallestEffect)} (${words.thresholdSize})` : words.thresholdSize,
    ],
    [t('set.limits'), limitsText(study.outcomeLimits, number) ?? none],
    [t('set.level'), levelText(view)],
    [t('set.window'), windowText(view)],
    [t('set.demanded'), breakInTrend.demanded === undefined ? none : number(breakInTrend.demanded)],
    [t('set.ratios'), listed(breakInTrend.ratios)],
    [t('set.bounds'), listed(breakInTrend.bounds)],
    [t('set.shifts'), listed(placeboShifts)],
    [t('set.rounds'), count(bootstrap.rounds)],
    [t('set.power'), percent(power.share, language)],
    [t('set.simulations'), count(power.simulations)],
    [t('set.invented'), general(study.invented ? 'yes' : 'no')],
    [t('set.version'), String(study.study)],
  ]
}

const limitsText = (limits: ReportView['study']['outcomeLimits'], number: (value: number) => string) =>
  limits && `${number(limits.lowest)} – ${number(limits.highest)}`

function windowText({ study, language, time }: ReportView): string {
  const t = checkMessages(language)
  const { minEvent, maxEvent, balance } = study.window
  const parts = [
    ...(minEvent === undefined ? [] : [t('window.from', time.event(minEvent))]),
    ...(maxEvent === undefined ? [] : [t('window.to', time.event(maxEvent))]),
    ...(balance === undefined ? [] : [t('window.balance', time.after(balance))]),
  ]
  return parts.length === 0 ? t('set.windowAll') : parts.join(', ')
}
