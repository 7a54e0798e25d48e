import { html } from 'hono/html'
import { type VerdictCode, verdictCode } from '#engine/evaluation/programme/verdict.ts'
import { normalQuantile } from '#engine/kernel/normal.ts'
import { table } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { percent } from '#platform/numbers.ts'
import { designMessages } from './messages-design.ts'
import { technicalMessages } from './messages-technical.ts'
import { stepOf } from './effect-words.ts'
import { plain } from './numerals.ts'
import type { ReportView } from './report-view.ts'
import { chapter, factList, factTable, named, numbersFor } from './tables.ts'
import { reasonText } from './verdict-words.ts'

export function askedChapter(view: ReportView): Html {
  const { study, language } = view
  const t = designMessages(language)
  const { outcome } = study
  const facts: readonly (readonly [string, Content])[] = [
    [t('question'), study.question[language]],
    [t('decision'), study.decision[language]],
    [t('outcome'), t('outcomeIs', outcome.name[language], outcome.unit[language], outcome.column)],
    [t('better'), t(`better.${outcome.betterIs}`)],
    [t('joining'), study.joining[language]],
    ...(study.limits ? [[t('limits'), study.limits[language]] as const] : []),
    [t('source'), study.source[language]],
  ]
  return chapter(
    'asked',
    t('asked.title'),
    html`${factList(facts)}
<h4>${t('attTitle')}</h4>
<p>${t('att')}</p>
<p class="formula">${t('formula')}</p>
<p>${t(study.covariates.length > 0 ? 'attAdjusted' : 'attPlain')}</p>
<h4>${t('estimandTitle')}</h4>
<p>${t(`estimand.${study.estimand}`)} ${resultText(view)}</p>
${rule(view)}`,
  )
}

/** The number with its error, and what an error of that size can find. */
function resultText(view: ReportView): string {
  const { evaluation, study, language, words } = view
  const t = designMessages(language)
  const { overall } = evaluation
  const numbers = numbersFor([overall], view)
  const result = t(
    'result',
    numbers.of(overall.estimate),
    numbers.of(overall.standardError),
    numbers.range(overall),
  )
  const { level, power } = study
  const findable = (normalQuantile((1 + level) / 2) + normalQuantile(power.share)) * overall.standardError
  if (!(findable > 0)) return result
  const size = words.size(words.smallest < 0 ? -findable : findable, stepOf(words.told(findable)))
  return `${result} ${t('findable', percent(power.share, language), size)}`
}

const CODES = ['worth-it', 'helps', 'harms', 'too-small', 'cannot-tell'] as const satisfies VerdictCode[]

function rule(view: ReportView): Html {
  const { evaluation, study, language } = view
  const t = designMessages(language)
  const { interval, code, reasons } = evaluation.verdict
  const numbers = numbersFor([evaluation.overall], view)
  const rows = CODES.map((own) => [
    t(`when.${own}`),
    t(`code.${own}`),
    own === code ? html`<strong>${t('isHere')}</strong>` : '',
  ])
  const { smallestEffect } = study.outcome
  const isLeftOpen = code !== verdictCode(interval, smallestEffect) || reasons.length > 0
  return html`<h4>${t('rule')}</h4>
<p>${t('ruleIs', numbers.of(interval.low), numbers.of(interval.high), plain(smallestEffect, stepOf(smallestEffect), language))}</p>
${table({ caption: t('ruleCaption'), columns: [named(t('ruleWhen')), named(t('ruleSays')), named(t('ruleHere'))], rows })}
${isLeftOpen && reasons.length > 0 ? html`<p>${t('reasonsTitle')}</p><ul>${reasons.map((reason) => html`<li>${reasonText(reason, view)}</li>`)}</ul>` : ''}`
}

export function registeredChapter({ record, language }: ReportView): Html {
  const t = designMessages(language)
  const general = technicalMessages(language)
  const { registration, receipt } = record
  const facts: readonly (readonly [string, Content])[] = [
    [
      t('registered'),
      registration.state === 'never' ? t('registeredNever') : t('registeredAt', moment(registration.at)),
    ],
    ...(registration.state === 'never'
      ? []
      : [[t('panelSeen'), general(registration.panelSeen ? 'yes' : 'no')] as const]),
    [t('studyHash'), html`<code>${receipt.studyHash}</code>`],
    [t('panelHash'), html`<code>${receipt.panelHash}</code>`],
  ]
  return chapter('registered', t('registered.title'), html`${factList(facts)}<p>${t('ledgerNote')}</p>`)
}

export function receiptChapter(view: ReportView): Html {
  const { record, language, count } = view
  const t = designMessages(language)
  const { receipt, panel } = record
  const rows: readonly (readonly [string, Content])[] = [
    [t('evaluatedAt'), `${moment(receipt.evaluatedAt)} (UTC)`],
    [t('engine'), receipt.engineVersion],
    [t('runtime'), receipt.runtime],
    [t('method'), receipt.method],
    [t('seed'), String(receipt.seed)],
    [t('panelSize'), t('bytes', count(panel.bytes))],
    [t('studyHash'), html`<code>${receipt.studyHash}</code>`],
    [t('panelHash'), html`<code>${receipt.panelHash}</code>`],
    [t('resultHash'), html`<code>${receipt.resultHash}</code>`],
  ]
  return chapter(
    'receipt',
    t('receipt.title'),
    html`${factTable(t('receipt.caption'), rows, view)}
<p>${t('repeat')}</p>
<p class="formula"><code>schakel evaluate ${panel.name} --replay evaluation.json</code></p>`,
  )
}

/** "2026-03-12 09:41" of an ISO 8601 moment in UTC. */
const moment = (at: string): string => at.slice(0, 16).replace('T', ' ')
