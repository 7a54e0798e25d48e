import { html } from 'hono/html'
import type { Html } from '#platform/ui/content.ts'
import { beforehandChapter } from './check-findings.ts'
import { checkMessages } from './messages-checks.ts'
import { designMessages } from './messages-design.ts'
import { determinabilityMessages } from './messages-determinability.ts'
import { flowMessages } from './messages-flow.ts'
import { olderMessages } from './messages-older.ts'
import { resultMessages } from './messages-results.ts'
import { technicalMessages } from './messages-technical.ts'
import type { ReportView } from './report-view.ts'
import { placebosChapter, sensitivityChapter, withoutGroupChapter } from './technical-checks.ts'
import {
  alternativesChapter,
  balanceChapter,
  preTestChapter,
  twoWayChapter,
} from './technical-comparisons.ts'
import { askedChapter, receiptChapter, registeredChapter } from './technical-design.ts'
import { cellsChapter, eventsChapter, pathsChapter, summariesChapter } from './technical-effects.ts'
import { flowChapter, handledChapter } from './technical-flow.ts'
import { missingChapter } from './technical-missing.ts'
import { olderChapter } from './technical-older.ts'
import { settingsChapter } from './technical-settings.ts'

/** Everything behind the two pages, in chapters. */
export function technicalSection(view: ReportView): Html {
  const { study, language, words } = view
  const t = technicalMessages(language)
  const unit = study.outcome.unit[language]
  return html`<section class="technical" id="technical">
<h2>${t('title')}</h2>
<p>${t('intro')} ${t(words.isPercent ? 'logUnit' : 'unit', unit)}</p>
${contents(view)}
${[
  askedChapter,
  registeredChapter,
  beforehandChapter,
  flowChapter,
  missingChapter,
  handledChapter,
  pathsChapter,
  balanceChapter,
  eventsChapter,
  preTestChapter,
  summariesChapter,
  cellsChapter,
  sensitivityChapter,
  placebosChapter,
  alternativesChapter,
  withoutGroupChapter,
  olderChapter,
  twoWayChapter,
  settingsChapter,
  receiptChapter,
].map((one) => html`${one(view)}\n`)}
</section>`
}

function contents({ language }: ReportView): Html {
  const design = designMessages(language)
  const flow = flowMessages(language)
  const results = resultMessages(language)
  const checks = checkMessages(language)
  const chapters: readonly (readonly [string, string])[] = [
    ['asked', design('asked.title')],
    ['registered', design('registered.title')],
    ['beforehand', determinabilityMessages(language)('chapter')],
    ['flow', flow('title')],
    ['missing', flow('missing.title')],
    ['handled', design('handled.title')],
    ['paths', results('paths.title')],
    ['balance', results('balance.title')],
    ['events', results('events.title')],
    ['pre-test', results('pretest.title')],
    ['groups', results('groups.title')],
    ['cells', results('cells.title')],
    ['sensitivity', checks('sensitivity.title')],
    ['placebos', checks('placebos.title')],
    ['other-methods', results('alternatives.title')],
    ['without-group', checks('without.title')],
    ['older', olderMessages(language)('title')],
    ['two-way', results('twoway.title')],
    ['settings', design('settings.title')],
    ['receipt', design('receipt.title')],
  ]
  return html`<nav class="contents" aria-label="${technicalMessages(language)('contents')}"><ol>
${chapters.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}
</ol></nav>`
}
