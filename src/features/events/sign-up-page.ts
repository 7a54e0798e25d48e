import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import {
  actions,
  button,
  form,
  heading,
  hiddenInput,
  link,
  linkButton,
  paragraph,
} from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { errorSummary, type FieldError, radioGroup, textInput } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { onceKey } from '#platform/ui/once-key.ts'
import { eventPath } from './addresses.ts'
import { REGIONS, SIZE_CLASSES } from './contract.ts'
import { titleOf } from './event-words.ts'
import type { EventView } from './find-events.ts'
import { messages } from './messages.ts'
import { selectField } from './select.ts'
import type { OwnFirm } from './sign-ups/repository.ts'
import { spanText } from './when.ts'

export type SignUpTyped = Readonly<Record<'firm' | 'name' | 'people' | 'size' | 'region', string>>
export type SignUpView = EventView &
  Readonly<{ language: Language; typed: SignUpTyped; errors: readonly FieldError[] }>

/** The firms that have not signed up yet. */
export const firmsLeft = ({ firms, mine }: Pick<EventView, 'firms' | 'mine'>): readonly OwnFirm[] =>
  firms.filter(({ id }) => !mine.some(({ firmId, state }) => firmId === id && state !== 'cancelled'))

export function signUpPage(view: SignUpView): Html {
  const { event, language, errors } = view
  const t = messages(language)
  const title = t('signUp.title')
  const main = html`${errorSummary(language, errors)}
${heading(1, titleOf(event, language))}
${paragraph(spanText(event.startsAt, event.endsAt, language), { lead: true })}
${view.firms.length === 0 ? noFirm(language) : fields(view)}`
  const path = eventPath.signUp(event.slug)
  const backHref = pathIn(language, eventPath.event(event.slug))
  return page({ title: errors.length === 0 ? title : `Fout: ${title}`, language, path, main, backHref })
}

function noFirm(language: Language): Content {
  const t = messages(language)
  return [
    paragraph(t('signUp.noFirm')),
    actions(linkButton(pathIn(language, '/mijn/bedrijf/nieuw'), t('signUp.noFirm.link'))),
  ]
}

function fields(view: SignUpView): Html {
  const { event, language, typed, errors } = view
  const t = messages(language)
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.message
  const firms = firmsLeft(view)
  const nameOf = ({ name, kvkNumber }: OwnFirm) => name || kvkNumber || t('signUp.firm.unnamed')
  const [only, ...more] = firms
  const firm: Content =
    only !== undefined && more.length === 0
      ? [hiddenInput('firm', only.id), paragraph(t('mine.firm', nameOf(only)))]
      : selectField(
          { name: 'firm', label: t('signUp.firm'), error: errorOf('firm') },
          {
            options: firms.map((one) => ({ value: one.id, label: nameOf(one) })),
            none: '',
            value: typed.firm,
          },
        )
  return form(pathIn(language, eventPath.signUp(event.slug)), [
    onceKey(),
    firm,
    textInput({
      ...{ name: 'name', label: t('signUp.name'), hint: t('signUp.name.hint'), value: typed.name },
      ...{ error: errorOf('name'), autocomplete: 'name', maxLength: 120 },
    }),
    event.peoplePerPlace === 1
      ? hiddenInput('people', '1')
      : textInput({
          ...{
            name: 'people',
            label: t('signUp.people'),
            hint: t('signUp.people.hint', event.peoplePerPlace),
          },
          ...{ value: typed.people, error: errorOf('people'), inputMode: 'numeric', short: true },
        }),
    stratum(view, errorOf),
    event.allotment === 'lottery' ? paragraph(t('event.lottery.body', event.places)) : '',
    actions(button(t('signUp.go')), link(pathIn(language, eventPath.event(event.slug)), t('back.event'))),
  ])
}

function stratum(
  { event, language, typed }: SignUpView,
  errorOf: (field: string) => string | undefined,
): Content {
  const t = messages(language)
  if (event.allotment !== 'lottery' || event.strata === 'none') return ''
  if (event.strata === 'size')
    return radioGroup({
      ...{ name: 'size', legend: t('signUp.size'), hint: t('signUp.size.hint'), value: typed.size },
      ...{
        error: errorOf('size'),
        options: SIZE_CLASSES.map((one) => ({ value: one, label: t(`size.${one}`) })),
      },
    })
  return radioGroup({
    ...{ name: 'region', legend: t('signUp.region'), hint: t('signUp.size.hint'), value: typed.region },
    error: errorOf('region'),
    options: REGIONS.map((one) => ({ value: one, label: t(`region.${one}`), hint: t(`region.${one}.hint`) })),
  })
}

/** Asks once more before a place is given up. */
export function leavePage(
  language: Language,
  { event, mine }: EventView,
  signUpId: string | undefined,
): Html {
  const t = messages(language)
  const left = mine.filter(({ state }) => ['signed-up', 'placed', 'waiting', 'confirmed'].includes(state))
  const shown = signUpId === undefined ? left : left.filter(({ id }) => id === signUpId)
  const title = t('leave.title')
  const back = linkButton(pathIn(language, eventPath.event(event.slug)), t('leave.keep'), {
    kind: 'secondary',
  })
  const main =
    shown.length === 0
      ? html`${heading(1, t('leave.none'))}${paragraph(t('leave.none.body'))}${actions(linkButton(pathIn(language, eventPath.event(event.slug)), t('back.event')))}`
      : html`${heading(1, title)}
${paragraph(t('leave.body', titleOf(event, language)))}
${shown.map(
  ({ id, firmName }) =>
    html`<form method="post" action="${pathIn(language, eventPath.leave(event.slug))}">${
      shown.length > 1 ? paragraph(t('mine.firm', firmName)) : ''
    }${hiddenInput('signUp', id)}${actions(button(t('leave.go')), back)}</form>`,
)}`
  return page({ title, language, path: eventPath.leave(event.slug), main })
}
