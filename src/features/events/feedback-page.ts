import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { actions, button, form, heading, paragraph, smallPrint } from '#platform/ui/components.ts'
import type { Html } from '#platform/ui/content.ts'
import { errorSummary, type FieldError, radioGroup } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { onceKey } from '#platform/ui/once-key.ts'
import { eventPath } from './addresses.ts'
import { type NetworkEvent, RECOMMENDS, USEFUL, WILL_ACT } from './contract.ts'
import { titleOf } from './event-words.ts'
import { messages } from './messages.ts'

export const FEEDBACK_FIELDS = ['useful', 'willAct', 'recommends'] as const
export type FeedbackTyped = Readonly<Partial<Record<(typeof FEEDBACK_FIELDS)[number], string>>>

/** Three questions, without words to fill in. */
export function feedbackPage(
  language: Language,
  event: NetworkEvent,
  typed: FeedbackTyped,
  missing: readonly (typeof FEEDBACK_FIELDS)[number][] = [],
): Html {
  const t = messages(language)
  const title = t('feedback.title')
  const faultOf = (field: (typeof FEEDBACK_FIELDS)[number]) => t('feedback.fault', t(`feedback.${field}`))
  const errors = missing.map((field): FieldError => ({ field, message: faultOf(field) }))
  const error = (field: (typeof FEEDBACK_FIELDS)[number]) =>
    missing.includes(field) ? faultOf(field) : undefined
  const main = html`${errorSummary(language, errors)}
${heading(1, title)}
${paragraph(t('feedback.lead', titleOf(event, language)))}
${form(pathIn(language, eventPath.feedback(event.slug)), [
  onceKey(),
  radioGroup({
    ...{ name: 'useful', legend: t('feedback.useful'), value: typed.useful, error: error('useful') },
    options: USEFUL.map((value) => ({ value, label: t(`useful.${value}`) })),
  }),
  radioGroup({
    ...{ name: 'willAct', legend: t('feedback.willAct'), value: typed.willAct, error: error('willAct') },
    options: WILL_ACT.map((value) => ({ value, label: t(`willAct.${value}`) })),
  }),
  radioGroup({
    ...{
      name: 'recommends',
      legend: t('feedback.recommends'),
      value: typed.recommends,
      error: error('recommends'),
    },
    options: RECOMMENDS.map((value) => ({ value, label: t(`recommends.${value}`) })),
  }),
  smallPrint(t('feedback.private')),
  actions(button(t('feedback.go'))),
])}`
  return page({
    title: errors.length === 0 ? title : `Fout: ${title}`,
    ...{ language, path: eventPath.feedback(event.slug), main },
    backHref: pathIn(language, eventPath.event(event.slug)),
  })
}
