import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import {
  actions,
  button,
  form,
  heading,
  hiddenInput,
  notice,
  paragraph,
  smallPrint,
} from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { errorSummary, type FieldError } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { onceKey } from '#platform/ui/once-key.ts'
import { referPath, ROUTES } from '../addresses.ts'
import { messages } from '../messages.ts'
import { referMessages } from '../messages-refer.ts'
import type { ReferralParts } from '../referral-parts.ts'
import { select, textArea } from './fields.ts'
import type { ReferView } from './find-refer-view.ts'
import { targetField } from './targets.ts'

export type TypedReferral = Readonly<{ target: string; reason: string; hub: string }>
export type ReferPageView = Readonly<{
  view: ReferView
  typed?: TypedReferral | undefined
  errors?: readonly FieldError[]
  language: Language
  now: Date
  parts: ReferralParts
}>

/** Refers a firm: first which one and what about, then to whom and why. */
export function referPage(shown: ReferPageView): Html {
  const { view, language, errors = [] } = shown
  const t = referMessages(language)
  const { firm, firms, stepId, deskCase } = view
  const main = html`${errorSummary(language, errors)}
${heading(1, t('new.title'))}
${paragraph(t('new.lead'), { lead: true })}
${view.isFirmGone ? notice('warning', t('new.firm.gone')) : ''}
${firms.length === 0 ? paragraph(t('new.noFirms')) : aboutForm(shown)}
${firm === undefined ? '' : proposal(shown, firm)}`
  const title = errors.length > 0 ? messages(language)('error', t('new.title')) : t('new.title')
  const path = firm === undefined ? ROUTES.new : referPath(firm.id, stepId, deskCase?.id)
  return page({ title, language, path, main, backHref: pathIn(language, ROUTES.adviser) })
}

const errorOf = ({ errors = [] }: ReferPageView, name: string) =>
  errors.find(({ field }) => field === name)?.message

function aboutForm(shown: ReferPageView): Html {
  const { view, language, parts } = shown
  const t = referMessages(language)
  const { firms, firm, stepId, deskCase } = view
  const steps = parts.figures.steps.map(({ id, nameNl, nameEn }) => ({
    value: id,
    label: language === 'nl' ? nameNl : nameEn,
  }))
  return html`<form method="get" action="${pathIn(language, ROUTES.new)}" class="referrals-about" aria-label="${t('new.about')}">
${select({ name: 'firma', label: t('new.firm'), hint: t('new.firm.hint'), none: t('new.firm.none'), choices: firms.map(({ id, name }) => ({ value: id, label: name })), value: firm?.id, error: errorOf(shown, 'firma') })}
${select({ name: 'stap', label: t('new.step'), none: t('new.step.all'), choices: steps, value: stepId })}
${deskCase === undefined ? '' : html`${hiddenInput('vraag', deskCase.id)}${smallPrint(html`${t('new.case')}: ${deskCase.subject}`)}`}
${actions(button(t('new.step.show'), { kind: firm === undefined ? 'primary' : 'secondary' }))}
</form>`
}

function proposal(shown: ReferPageView, firm: Readonly<{ id: string; name: string }>): Html {
  const { view, language, typed } = shown
  const t = referMessages(language)
  const { room, stepId, deskCase } = view
  const isFull = room === 0
  const fields = html`${onceKey()}${hiddenInput('firma', firm.id)}
${stepId === undefined ? '' : hiddenInput('stap', stepId)}
${deskCase === undefined ? '' : hiddenInput('vraag', deskCase.id)}
${targetField(shown, { value: typed?.target ?? '', error: errorOf(shown, 'target') })}
${hubField(shown)}
${textArea({ name: 'reason', label: t('new.reason'), hint: t('new.reason.hint'), value: typed?.reason, error: errorOf(shown, 'reason') })}
${actions(button(t('new.send')))}`
  return html`${heading(2, firm.name)}
${isFull ? notice('warning', t('new.room', 0), { level: 3 }) : paragraph(t('new.room', room))}
${isFull && typed === undefined ? '' : form(pathIn(language, ROUTES.new), fields)}`
}

/** Of several hubs; there mostly is one. */
function hubField({ view, typed, language }: ReferPageView): Content {
  const { hubs, deskCase } = view
  if (hubs.length < 2) return ''
  const choices = hubs.map(({ id, name }) => ({ value: id, label: name }))
  const value = typed?.hub || deskCase?.organisationId
  return select({ name: 'hub', label: referMessages(language)('new.hub'), choices, value })
}
