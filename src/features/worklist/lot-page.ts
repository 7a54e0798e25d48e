import { html } from 'hono/html'
import type { Language } from '#platform/i18n.ts'
import { date, number } from '#platform/numbers.ts'
import { bulletList, heading, paragraph, table } from '#platform/ui/components.ts'
import type { Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { ROUTES } from './addresses.ts'
import { messages } from './messages-hours.ts'
import type { Run, Seed } from './runs/repository.ts'
import { TERMS } from './terms.ts'

const HASH_SHOWN = 16

/** For everybody: the rules, the seeds before they decide anything, and what was made with them. */
export function lotPage(language: Language, seeds: readonly Seed[], runs: readonly Run[]): Html {
  const t = messages(language)
  const hash = (text: string) => html`<code title="${text}">${text.slice(0, HASH_SHOWN)}</code>`
  const main = html`${heading(1, t('lot.title'))}
${paragraph(t('lot.lead'), { lead: true })}
${heading(2, t('lot.rules'))}
${bulletList([
  t('lot.rule.consent'),
  t('lot.rule.size'),
  t('lot.rule.wait', TERMS.promisedDays),
  t('lot.rule.attention', TERMS.mostOpen, TERMS.mostPerMonth),
  t('lot.rule.lot'),
])}
${table({
  caption: t('lot.seeds'),
  columns: [{ label: t('lot.week') }, { label: t('lot.seed') }, { label: t('lot.published') }],
  rows: seeds.map(({ week, seed, publishedAt }) => [
    week,
    html`<code>${seed}</code>`,
    date(publishedAt, language),
  ]),
})}
${heading(2, t('lot.runs'))}
${paragraph(t('lot.check'))}
${
  runs.length === 0
    ? paragraph(t('lot.none'))
    : table({
        caption: t('lot.runs'),
        hideCaption: true,
        columns: [
          { label: t('lot.week') },
          { label: t('lot.made') },
          { label: t('lot.firms'), numeric: true },
          { label: t('lot.matches'), numeric: true },
          { label: t('lot.inputs') },
          { label: t('lot.outcome') },
        ],
        rows: runs.map((run) => [
          run.week,
          date(run.madeAt, language),
          number(run.firms, language),
          number(run.matches, language),
          hash(run.inputsHash),
          hash(run.outcomeHash),
        ]),
      })
}`
  return page({ title: t('lot.title'), language, path: ROUTES.lot, main })
}
