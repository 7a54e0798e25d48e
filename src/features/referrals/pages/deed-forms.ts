import { html } from 'hono/html'
import { pathIn } from '#platform/i18n.ts'
import { actions, button, details, form, hiddenInput, paragraph } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { textInput } from '#platform/ui/fields.ts'
import { onceKey } from '#platform/ui/once-key.ts'
import type { Deed } from '../contract.ts'
import { deedMessages } from '../messages-deeds.ts'
import { textArea } from './fields.ts'
import type { OneView } from './one-page.ts'
import { whoText } from './referral-words.ts'

/** What whoever looks can do now, each in a form of its own. */
export function deedForms(view: OneView): Content {
  const forms: Readonly<Partial<Record<Deed, (view: OneView) => Html>>> = {
    accept: yesForm('accept'),
    agree: yesForm('agree'),
    contact: newsForm('contact'),
    help: newsForm('help'),
    tell: tellForm,
    decline: stopForm('decline'),
    withdraw: stopForm('withdraw'),
  }
  return view.shown.deeds.flatMap((deed) => forms[deed]?.(view) ?? [])
}

const sent = ({ shown, language, path }: OneView, content: Content): Html =>
  form(
    pathIn(language, path),
    html`${onceKey()}${hiddenInput('version', String(shown.referral.version))}${content}`,
  )

const errorOf = ({ errors = [] }: OneView, name: string) =>
  errors.find(({ field }) => field === name)?.message

/** A yes with whom to call: what is known already stands there. */
const yesForm =
  (deed: 'accept' | 'agree') =>
  (view: OneView): Html => {
    const { shown, language, typed } = view
    const t = deedMessages(language)
    const { referral, own } = shown
    const value = (name: 'contactName' | 'phone' | 'email') =>
      typed?.deed === deed ? typed[name] : own[name]
    const lead =
      deed === 'agree'
        ? t('do.agree.lead')
        : referral.target === 'peer'
          ? t('do.accept.peer')
          : t('do.accept.lead', whoText('receiver', shown, language))
    return sent(
      view,
      html`${paragraph(lead)}
${textInput({ name: 'contactName', label: t('give.contact'), value: value('contactName'), error: errorOf(view, 'contactName'), autocomplete: 'name', maxLength: 120 })}
${textInput({ name: 'phone', label: t('give.phone'), value: value('phone'), error: errorOf(view, 'phone'), autocomplete: 'tel', maxLength: 30 })}
${textInput({ name: 'email', label: t('give.email'), value: value('email'), error: errorOf(view, 'email'), inputMode: 'email', autocomplete: 'email' })}
${actions(button(t(`do.${deed}`), { name: 'deed', value: deed }))}`,
    )
  }

/** One button: it happened. */
const newsForm =
  (deed: 'contact' | 'help') =>
  (view: OneView): Html => {
    const { language, shown } = view
    const t = deedMessages(language)
    const text = t(deed === 'contact' ? 'do.contact' : shown.side === 'firm' ? 'do.help.firm' : 'do.help')
    return sent(
      view,
      html`${paragraph(t(`do.${deed}.lead`))}${deed === 'help' ? hoursInput(view, 'help') : ''}${actions(button(text, { name: 'deed', value: deed }))}`,
    )
  }

function tellForm(view: OneView): Html {
  const { language, typed } = view
  const t = deedMessages(language)
  const value = (name: 'words' | 'eurPerYear') => (typed?.deed === 'tell' ? typed[name] : '')
  return sent(
    view,
    html`${textArea({ name: 'words', label: t('do.tell.words'), hint: t('do.tell.words.hint'), value: value('words'), error: errorOf(view, 'words'), rows: 5 })}
${textInput({ name: 'eurPerYear', label: t('do.tell.eur'), hint: t('do.tell.eur.hint'), value: value('eurPerYear'), error: errorOf(view, 'eurPerYear'), prefix: '€', suffix: t('do.tell.suffix'), inputMode: 'numeric', short: true, maxLength: 20 })}
${hoursInput(view, 'tell')}
${actions(button(t('do.tell'), { name: 'deed', value: 'tell' }))}`,
  )
}

function hoursInput(view: OneView, deed: 'help' | 'tell'): Html {
  const { language, typed } = view
  const t = deedMessages(language)
  const isTyped = typed?.deed === deed
  return textInput({
    ...{ name: 'hours', label: t('do.hours'), hint: t('do.hours.hint'), suffix: t('do.hours.suffix') },
    ...{ value: isTyped ? typed.hours : '', error: isTyped ? errorOf(view, 'hours') : undefined },
    ...{ inputMode: 'decimal', short: true, maxLength: 10 },
  })
}

/** A no, or an end: behind a fold, so that nobody presses it by accident. */
const stopForm =
  (deed: 'decline' | 'withdraw') =>
  (view: OneView): Html => {
    const { language, shown, typed } = view
    const t = deedMessages(language)
    const isTyped = typed?.deed === deed
    const withdraw = t(shown.side === 'firm' ? 'do.withdraw.firm' : 'do.withdraw')
    const error = isTyped ? errorOf(view, 'words') : undefined
    const words = textArea({
      ...{ name: 'words', label: t('do.stop.words'), hint: t('do.stop.seen'), rows: 3, error },
      value: isTyped ? typed.words : '',
    })
    const content = sent(
      view,
      html`${shown.referral.wasAccepted ? paragraph(t('do.stop.lead')) : ''}${words}${actions(
        button(deed === 'decline' ? t('do.decline.send') : withdraw, {
          kind: 'secondary',
          name: 'deed',
          value: deed,
        }),
      )}`,
    )
    return details(t(deed === 'decline' ? 'do.decline' : 'do.stop'), content, { open: isTyped })
  }
