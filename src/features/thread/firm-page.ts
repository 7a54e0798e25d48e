import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { actions, button, form, heading, hiddenInput, notice, paragraph } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { errorSummary, type FieldError, radioGroup, textInput } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { FIRM_QUERY, ROUTES, withFirm } from './addresses.ts'
import { messages } from './messages.ts'
import type { OwnFirm } from './repository.ts'
import { firmName } from './thread-page.ts'

/** What was typed, or what stands there; `keep` is the link of a scan that is kept afterwards. */
export type FirmView = Readonly<{
  language: Language
  typed: Readonly<{ name: string; kvk: string; contact: string; phone: string }>
  version: number
  firm?: OwnFirm | undefined // absent: a new one
  isChanged?: boolean // somebody else saved it in the meantime: `firm` is what stands there now
  keep?: string | undefined
  errors?: readonly FieldError[]
}>

export function firmPage(view: FirmView): Html {
  const { language, firm, keep, errors = [], isChanged = false } = view
  const t = messages(language)
  const name = firm === undefined ? t('firm.new') : t('firm.title')
  const path = firm === undefined ? ROUTES.newFirm : ROUTES.firm
  const lead = firm === undefined ? t('firm.new.lead') : firmName(firm, language)
  const main = html`${errorSummary(language, errors)}
${heading(1, name)}
${paragraph(lead, { lead: true })}
${keep === undefined ? '' : paragraph(t('firm.new.keep'))}
${isChanged && firm !== undefined ? changedNotice(firm, language) : ''}
${form(pathIn(language, withFirm(path, firm?.id)), fields(view))}`
  const title = errors.length > 0 || isChanged ? t('error', name) : name
  return page({ title, language, path, main, backHref: pathIn(language, withFirm(ROUTES.thread, firm?.id)) })
}

function changedNotice({ name, contactName, phone }: OwnFirm, language: Language): Html {
  const t = messages(language)
  const now = [name, contactName, phone].filter((text) => text !== '').join(', ')
  return notice(
    'warning',
    html`${paragraph(t('firm.changed.body'))}<p class="nl-paragraph thread-words">${now}</p>`,
    { title: t('firm.changed') },
  )
}

function fields({ language, typed, version, firm, keep, errors = [], isChanged = false }: FirmView): Html {
  const t = messages(language)
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const text = (field: 'name' | 'kvk' | 'contact' | 'phone', hint?: string) =>
    textInput({
      name: field,
      label: t(`firm.${field}`),
      ...(hint === undefined ? {} : { hint }),
      value: typed[field],
      error: errorOf(field),
      ...(field === 'name' ? { autocomplete: 'organization' } : {}),
      ...(field === 'phone' ? { autocomplete: 'tel' } : {}),
      ...(field === 'kvk' ? { inputMode: 'numeric' as const } : {}),
    })
  const save = isChanged ? t('firm.changed.save') : firm === undefined ? t('firm.add') : t('firm.save')
  return html`${text('name')}
${firm === undefined ? text('kvk', t('firm.kvk.hint')) : ''}
${text('contact', t('firm.contact.hint'))}
${text('phone')}
${hiddenInput('version', String(version))}
${keep === undefined ? '' : hiddenInput('link', keep)}
${actions(button(save))}`
}

/** With which of several firms a scan is kept. */
export function chooseFirmPage(firms: readonly OwnFirm[], link: string, language: Language): Html {
  const t = messages(language)
  const choice: Content = radioGroup({
    name: FIRM_QUERY,
    legend: t('keep.choose'),
    options: firms.map((firm) => ({ value: firm.id, label: firmName(firm, language) })),
    value: firms[0]?.id,
    isQuestion: true,
  })
  const main = form(
    pathIn(language, ROUTES.keep),
    html`${choice}${hiddenInput('link', link)}${actions(button(t('keep.choose.go')))}`,
  )
  return page({ title: t('keep.choose'), language, path: ROUTES.thread, main })
}
