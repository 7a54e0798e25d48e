import { html } from 'hono/html'
import { DAYS_KEPT } from '#features/scan/index.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { list } from '#platform/numbers.ts'
import {
  actions,
  bulletList,
  button,
  form,
  heading,
  link,
  notice,
  paragraph,
} from '#platform/ui/components.ts'
import type { Html } from '#platform/ui/content.ts'
import { checkboxGroup } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { peersPath } from './addresses.ts'
import { PURPOSES, type Purpose } from './contract.ts'
import { MINIMUM_FIRMS } from './disclosure-setting.ts'
import { messages } from './messages.ts'
import { YEARS_KEPT } from './quarter.ts'

export type ConsentView = Readonly<{
  scanLink: string
  purposes: readonly Purpose[]
  coreFlows: number
  language: Language
}>

/** May these answers count along: what for, what is kept, what is shown, how long, and how to stop. */
export function consentPage({ scanLink, purposes, coreFlows, language }: ConsentView): Html {
  const t = messages(language)
  const path = peersPath.consent(scanLink)
  const answers = pathIn(language, peersPath.answers(scanLink))
  const status =
    purposes.length === 0
      ? t('consent.status.none')
      : t(
          'consent.status.some',
          list(
            purposes.map((purpose) => t(`consent.status.${purpose}`)),
            language,
          ),
        )
  const boxes = checkboxGroup({
    name: 'purpose',
    legend: t('consent.legend'),
    hint: t('consent.hint'),
    options: PURPOSES.map((purpose) => ({
      value: purpose,
      label: t(`consent.${purpose}`),
      hint: t(`consent.${purpose}.hint`),
    })),
    values: purposes,
  })
  const main = html`${heading(1, t('consent.title'))}
${paragraph(t('consent.lead'), { lead: true })}
${notice('info', status)}
${form(pathIn(language, path), html`${boxes}${actions(button(t('consent.save')), link(answers, t('consent.back')))}`)}
${paragraph(t('consent.change'))}
${heading(2, t('consent.kept.title'))}
${bulletList([t('consent.kept.1'), t('consent.kept.2', coreFlows), t('consent.kept.3'), t('consent.kept.4')])}
${heading(2, t('consent.not.title'))}
${bulletList([t('consent.not.1'), t('consent.not.2')])}
${heading(2, t('consent.shown.title'))}
${bulletList([t('consent.shown.1', MINIMUM_FIRMS), t('consent.shown.2')])}
${heading(2, t('consent.long.title'))}
${bulletList([
  t('consent.long.1'),
  t('consent.long.2'),
  t('consent.long.3', DAYS_KEPT),
  t('consent.long.4'),
  t('consent.long.5', YEARS_KEPT),
])}
${paragraph(link(pathIn(language, peersPath.compare(scanLink)), t('consent.compare')))}`
  return page({ title: t('consent.title'), language, path, main, backHref: answers })
}
