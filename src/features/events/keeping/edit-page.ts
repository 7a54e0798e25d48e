import { html } from 'hono/html'
import type { Figures } from '#features/figures/index.ts'
import { PROVINCES } from '#features/firms/index.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import {
  actions,
  button,
  details,
  form,
  heading,
  hiddenInput,
  linkButton,
  notice,
  paragraph,
  smallPrint,
  table,
} from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { checkboxGroup, errorSummary, type FieldError, radioGroup, textInput } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { onceKey } from '#platform/ui/once-key.ts'
import { eventPath, ROUTES } from '../addresses.ts'
import { ALLOTMENTS, KINDS, type NetworkEvent, PUBLIC_KINDS, STRATA } from '../contract.ts'
import { stepName } from '../event-words.ts'
import { momentField, selectField, textArea } from '../select.ts'
import { type FieldFault, type Typed, typedOf } from './event-form.ts'
import { keepingMessages } from './keeping-messages.ts'

export type EditView = Readonly<{
  figures: Figures
  language: Language
  event: NetworkEvent | undefined // none while it is made
  version: number
  organisations: readonly Readonly<{ id: string; name: string }>[] // to choose from, for a new one
  typed: Typed
  faults: readonly FieldFault[]
  newer?: NetworkEvent | undefined // what somebody else saved meanwhile
}>

/** The form in which an event is made or changed. */
export function editPage(view: EditView): Html {
  const { language, event, faults } = view
  const t = keepingMessages(language)
  const title = t(event === undefined ? 'new.title' : 'edit.title')
  const path = event === undefined ? ROUTES.new : eventPath.edit(event.id)
  const errors = faults.map(
    ({ field, fault }): FieldError => ({
      field,
      message: `${labelOf(view, field)}: ${t(`fault.${fault}`).toLowerCase()}`,
    }),
  )
  const main = html`${errorSummary(language, errors)}
${heading(1, title)}
${newer(view)}
${form(pathIn(language, path), [
  onceKey(),
  hiddenInput('version', String(view.version)),
  what(view),
  when(view),
  places(view),
  submit(view),
])}
${callOffLink(view)}`
  const full = faults.length === 0 ? title : `${t('fault')}: ${title}`
  return page({ title: full, language, path, main, backHref: pathIn(language, ROUTES.kept) })
}

const LABELS: Readonly<Record<string, string>> = { startDay: 'start', endDay: 'end', deadlineDay: 'deadline' }

function labelOf({ language }: EditView, field: string): string {
  const key = LABELS[field] ?? field
  const t = keepingMessages(language)
  return t(key as 'titleNl') ?? field
}

const helpers = ({ language, typed, faults }: EditView) => {
  const t = keepingMessages(language)
  return {
    t,
    value: (field: string) => typed.text[field] ?? '',
    error: (field: string) => {
      const found = faults.find((one) => one.field === field)
      return found && t(`fault.${found.fault}`)
    },
  }
}

function what(view: EditView): Content {
  const { t, value, error } = helpers(view)
  const { figures, language, organisations, typed } = view
  const organisation: Content =
    organisations.length > 1
      ? selectField(
          { name: 'organisation', label: t('organisation'), error: error('organisation') },
          {
            options: organisations.map(({ id, name }) => ({ value: id, label: name })),
            value: value('organisation'),
          },
        )
      : organisations.map(({ id }) => hiddenInput('organisation', id))
  return [
    heading(2, t('group.what')),
    organisation,
    radioGroup({
      ...{ name: 'kind', legend: t('kind'), value: value('kind'), error: error('kind') },
      options: KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
    }),
    textInput({
      name: 'titleNl',
      label: t('titleNl'),
      value: value('titleNl'),
      error: error('titleNl'),
      maxLength: 120,
    }),
    textArea(
      {
        name: 'descriptionNl',
        label: t('descriptionNl'),
        hint: t('descriptionNl.hint'),
        error: error('descriptionNl'),
      },
      value('descriptionNl'),
    ),
    textInput({
      ...{ name: 'titleEn', label: t('titleEn'), hint: t('optional'), value: value('titleEn') },
      ...{ error: error('titleEn'), maxLength: 120 },
    }),
    textArea(
      {
        name: 'descriptionEn',
        label: t('descriptionEn'),
        hint: t('optional'),
        error: error('descriptionEn'),
      },
      value('descriptionEn'),
    ),
    html`<div class="events-steps">${details(
      t('steps'),
      checkboxGroup({
        ...{ name: 'steps', legend: t('steps.hint'), values: typed.steps, error: error('steps') },
        options: figures.steps
          .map(({ id }) => ({ value: id, label: stepName(figures, id, language) }))
          .toSorted((a, b) => a.label.localeCompare(b.label)),
      }),
      { open: typed.steps.length > 0 },
    )}</div>`,
  ]
}

function when(view: EditView): Content {
  const { t, value, error } = helpers(view)
  const moment = (name: 'start' | 'end' | 'deadline', hint?: string) =>
    momentField(
      { name, label: t(name), error: error(`${name}Day`), ...(hint === undefined ? {} : { hint }) },
      { day: value(`${name}Day`), time: value(`${name}Time`), timeLabel: t('time') },
    )
  return [
    heading(2, t('group.when')),
    moment('start'),
    moment('end', t('end.hint')),
    textInput({
      name: 'place',
      label: t('place'),
      hint: t('place.hint'),
      value: value('place'),
      error: error('place'),
    }),
    selectField(
      { name: 'province', label: t('province'), error: error('province') },
      {
        options: PROVINCES.map((one) => ({ value: one, label: one })),
        none: t('province.none'),
        value: value('province'),
      },
    ),
    textInput({
      ...{ name: 'onlineUrl', label: t('onlineUrl'), hint: t('onlineUrl.hint'), value: value('onlineUrl') },
      ...{ error: error('onlineUrl'), maxLength: 500 },
    }),
    moment('deadline', t('deadline.hint')),
  ]
}

function places(view: EditView): Content {
  const { t, value, error } = helpers(view)
  const whole = (name: 'places' | 'peoplePerPlace' | 'priceEur', hint?: string, prefix?: string) =>
    textInput({
      ...{ name, label: t(name), value: value(name), error: error(name), inputMode: 'numeric', short: true },
      ...(hint === undefined ? {} : { hint }),
      ...(prefix === undefined ? {} : { prefix }),
    })
  return [
    heading(2, t('group.places')),
    whole('places', t('places.hint')),
    whole('peoplePerPlace'),
    whole('priceEur', t('priceEur.hint'), '€'),
    radioGroup({
      ...{ name: 'allotment', legend: t('allotment'), value: value('allotment'), error: error('allotment') },
      options: ALLOTMENTS.map((one) => ({
        value: one,
        label: t(`allotment.${one}`),
        hint: t(`allotment.${one}.hint`),
      })),
    }),
    lotteryFields(view),
  ]
}

function lotteryFields(view: EditView): Content {
  const { t, value, error } = helpers(view)
  return html`<section class="events-lottery-fields" aria-labelledby="bij-loting">
${heading(3, t('lottery.title'), { id: 'bij-loting' })}
${smallPrint(t('lottery.fixed'))}
${radioGroup({
  ...{ name: 'strata', legend: t('strata'), value: value('strata'), error: error('strata') },
  options: STRATA.map((one) => ({ value: one, label: t(`strata.${one}`) })),
})}
${radioGroup({
  ...{ name: 'publicKind', legend: t('publicKind'), value: value('publicKind'), error: error('publicKind') },
  options: PUBLIC_KINDS.map((one) => ({
    value: one,
    label: t(`publicKind.${one}`),
    hint: t(`publicKind.${one}.hint`),
  })),
})}
${textInput({
  ...{ name: 'publicSource', label: t('publicSource'), hint: t('publicSource.hint') },
  ...{ value: value('publicSource'), error: error('publicSource') },
})}
</section>`
}

function submit({ event, language }: EditView): Content {
  const t = keepingMessages(language)
  if (event?.state === 'published')
    return [smallPrint(t('save.told')), actions(button(t('save'), { name: 'do', value: 'save' }))]
  return actions(
    button(t('publish'), { name: 'do', value: 'publish' }),
    button(t('save.draft'), { name: 'do', value: 'save', kind: 'secondary' }),
  )
}

function callOffLink({ event, language }: EditView): Content {
  if (event?.state !== 'published') return ''
  const t = keepingMessages(language)
  return actions(
    linkButton(pathIn(language, eventPath.cancel(event.id)), t('callOff'), { kind: 'secondary' }),
  )
}

/** Where what somebody else saved differs from what was typed here, both beside each other. */
function newer(view: EditView): Content {
  const { newer: current, typed, language, figures } = view
  if (current === undefined) return ''
  const t = keepingMessages(language)
  const there = typedOf(current, current.organisationId)
  const fields = Object.keys(there.text).filter(
    (field) => field !== 'organisation' && (there.text[field] ?? '') !== (typed.text[field] ?? ''),
  )
  const names = (ids: readonly string[]) => ids.map((id) => stepName(figures, id, language)).join(', ')
  const isOther = names(there.steps) !== names(typed.steps)
  const rows: Content[][] = [
    ...fields.map((field) => [
      nameOf(view, field),
      valueText(view, field, there.text[field] ?? ''),
      valueText(view, field, typed.text[field] ?? ''),
    ]),
    ...(isOther ? [[t('steps'), names(there.steps), names(typed.steps)]] : []),
  ]
  return [
    notice('warning', paragraph(t('newer.body')), { title: t('newer.title') }),
    rows.length === 0
      ? ''
      : table({
          caption: t('newer.title'),
          hideCaption: true,
          columns: [{ label: t('newer.field') }, { label: t('newer.now') }, { label: t('newer.yours') }],
          rows,
        }),
  ]
}

/** "Begint op", for the day; its time has a name of its own. */
function nameOf(view: EditView, field: string): string {
  const t = keepingMessages(view.language)
  const [, moment] = /^(start|end|deadline)Time$/.exec(field) ?? []
  return moment === undefined ? labelOf(view, field) : `${t(moment as 'start')} ${t('time')}`
}

const CODED = ['kind', 'allotment', 'strata', 'publicKind']

/** A choice as its words; it has passed the schema. */
const valueText = ({ language }: EditView, field: string, value: string): string =>
  CODED.includes(field) ? keepingMessages(language)(`${field}.${value}` as 'kind.visit') : value
