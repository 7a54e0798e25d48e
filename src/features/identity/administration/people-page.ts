import { html, raw } from 'hono/html'
import { DUTIES } from '#platform/actor.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { date } from '#platform/numbers.ts'
import { actions, button, form, heading, hiddenInput, paragraph } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { errorSummary, type FieldError, fieldId, radioGroup, textInput } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { actionList } from '../action-list.ts'
import { ROUTES } from '../addresses.ts'
import type { PeopleView } from './appoint.ts'
import { messages } from './messages.ts'
import type { Organisation, PersonWithDuty } from './repository.ts'

export type Typed = Readonly<{ email: string; duty: string; organisation: string }>
export type PeoplePageView = PeopleView &
  Readonly<{ language: Language; typed?: Typed; errors?: readonly FieldError[] }>

export function peoplePage(view: PeoplePageView): Html {
  const { language, people, errors = [] } = view
  const t = messages(language)
  const main = html`${errorSummary(language, errors)}
${heading(1, t('people.title'))}
${paragraph(t('people.lead'), { lead: true })}
${people.length === 0 ? paragraph(t('people.none')) : peopleList(people, language)}
${heading(2, t('appoint.title'))}
${appointForm(view)}`
  const title = errors.length > 0 ? t('error', t('people.title')) : t('people.title')
  return page({ title, language, path: ROUTES.people, main })
}

function peopleList(people: readonly PersonWithDuty[], language: Language): Html {
  const t = messages(language)
  const who = ({ name, email, accountId }: PersonWithDuty) => {
    const address = email ?? accountId
    return name === '' ? address : `${name} (${address})`
  }
  const dutyOf = ({ kind, organisationName }: PersonWithDuty) =>
    organisationName === null ? t(`duty.${kind}`) : t('duty.at', t(`duty.${kind}`), organisationName)
  return actionList(
    people.map((person) => ({
      title: who(person),
      detail: t('people.since', dutyOf(person), date(person.since, language)),
      action: dismissForm(person, t('people.dismiss.of', dutyOf(person), who(person)), language),
    })),
  )
}

function dismissForm(
  { email, kind, organisationSlug }: PersonWithDuty,
  about: string,
  language: Language,
): Content {
  if (email === null) return ''
  const t = messages(language)
  return form(
    pathIn(language, ROUTES.dismiss),
    html`${hiddenInput('email', email)}${hiddenInput('duty', kind)}${hiddenInput('organisation', organisationSlug ?? '')}<button class="nl-button nl-button--subtle" type="submit">${t('people.dismiss')}<span class="schakel-visually-hidden">${about}</span></button>`,
  )
}

function appointForm({ language, organisations, typed, errors = [] }: PeoplePageView): Html {
  const t = messages(language)
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const email = textInput({
    name: 'email',
    label: t('appoint.email'),
    hint: t('appoint.email.hint'),
    value: typed?.email,
    error: errorOf('email'),
    inputMode: 'email',
    maxLength: 254,
  })
  const duties = radioGroup({
    name: 'duty',
    legend: t('appoint.duty'),
    options: DUTIES.map((value) => ({ value, label: t(`duty.${value}`) })),
    value: typed?.duty,
    error: errorOf('duty'),
  })
  return form(
    pathIn(language, ROUTES.appoint),
    html`${email}${duties}${organisationSelect(organisations, typed?.organisation ?? '', errorOf('organisation'), language)}${actions(button(t('appoint.go')))}`,
  )
}

/** Too many to choose from with buttons. */
function organisationSelect(
  organisations: readonly Organisation[],
  chosen: string,
  error: string | undefined,
  language: Language,
): Html {
  const t = messages(language)
  const id = fieldId('organisation')
  const group = (label: string, kind: Organisation['kind']) =>
    html`<optgroup label="${label}">${organisations
      .filter((organisation) => organisation.kind === kind)
      .map(
        ({ slug, name }) =>
          html`<option value="${slug}"${slug === chosen ? raw(' selected') : ''}>${name}</option>`,
      )}</optgroup>`
  const fault =
    error === undefined
      ? ''
      : html`<div class="utrecht-form-field-description utrecht-form-field-description--invalid" id="${id}-fout">${error}</div>`
  const described = raw(` aria-describedby="${id}-uitleg${error === undefined ? '' : ` ${id}-fout`}"`)
  return html`<div class="utrecht-form-field${error === undefined ? '' : ' utrecht-form-field--invalid'}">
  <div class="utrecht-form-field__label"><label class="utrecht-form-label" for="${id}">${t('appoint.organisation')}</label></div>
  <div class="utrecht-form-field-description" id="${id}-uitleg">${t('appoint.organisation.hint')}</div>
  ${fault}
  <select class="utrecht-textbox utrecht-textbox--html-input identity-select" id="${id}" name="organisation"${described}>
    <option value="">${t('appoint.organisation.no')}</option>
    ${group(t('appoint.organisation.hubs'), 'hub')}${group(t('appoint.organisation.fieldlabs'), 'fieldlab')}
  </select>
</div>`
}
