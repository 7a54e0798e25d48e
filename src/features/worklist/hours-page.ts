import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { actions, button, form, heading, hiddenInput, notice, paragraph } from '#platform/ui/components.ts'
import type { Html } from '#platform/ui/content.ts'
import { errorSummary, textInput } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { hoursPath, listPath, ROUTES } from './addresses.ts'
import { messages } from './messages-hours.ts'

export type HoursView = Readonly<{
  language: Language
  hubId: string
  typed: Readonly<{ talks: string; away: string; version: string }>
  faults: readonly ('talks' | 'away')[]
  newerTalks?: number | undefined // saved in another window meanwhile
}>

/** How many conversations an adviser can have in a week, and until when he is away. */
export function hoursPage({ language, hubId, typed, faults, newerTalks }: HoursView): Html {
  const t = messages(language)
  const errorOf = (field: 'talks' | 'away') =>
    faults.includes(field) ? t(`hours.${field}.fault`) : undefined
  const errors = faults.map((field) => ({ field, message: t(`hours.${field}.fault`) }))
  const main = html`${errorSummary(language, errors)}${heading(1, t('hours.title'))}
${newerTalks === undefined ? '' : notice('warning', t('hours.newer', newerTalks))}
${paragraph(t('hours.lead'), { lead: true })}
${form(
  pathIn(language, ROUTES.hours),
  html`${hiddenInput('hub', hubId)}${hiddenInput('version', typed.version)}
${textInput({ name: 'talks', label: t('hours.talks'), hint: t('hours.talks.hint'), value: typed.talks, inputMode: 'numeric', short: true, maxLength: 3, error: errorOf('talks') })}
${textInput({ name: 'away', label: t('hours.away'), hint: t('hours.away.hint'), value: typed.away, short: true, maxLength: 10, error: errorOf('away') })}
${actions(button(t('hours.save')))}`,
)}`
  const title = `${faults.length > 0 ? t('hours.fault') : ''}${t('hours.title')}`
  return page({ title, language, path: hoursPath(hubId), main, backHref: pathIn(language, listPath(hubId)) })
}
