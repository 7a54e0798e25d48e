import { html } from 'hono/html'
import type { Figures } from '#features/figures/index.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import {
  actions,
  button,
  form,
  heading,
  hiddenInput,
  linkButton,
  notice,
  paragraph,
  smallPrint,
} from '#platform/ui/components.ts'
import type { Html } from '#platform/ui/content.ts'
import { errorSummary, type FieldError, radioGroup, textInput } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { onceKey } from '#platform/ui/once-key.ts'
import { ROUTES, threadPath, withFirm } from '../addresses.ts'
import { messages } from '../messages.ts'
import { selectField } from '../select-field.ts'
import { textArea } from '../text-area.ts'
import { COSTS, NOT_TOLD, STEP_STATES, type StepForm, type StepReport } from './contract.ts'
import { costText, dayText, stepItem, stepName } from './step-words.ts'

type Worded = Readonly<{ figures: Figures; language: Language }>

/** What a firm said of its steps. */
export function stepsPage(
  reports: readonly StepReport[],
  { firmId, firmName, ...worded }: Worded & Readonly<{ firmId: string; firmName: string }>,
): Html {
  const { language } = worded
  const t = messages(language)
  const list =
    reports.length === 0
      ? paragraph(t('steps.none'))
      : html`<ol class="thread-items">${reports.map((report) => reportItem(report, worded))}</ol>`
  const main = html`${heading(1, t('steps.title'))}
${paragraph(t('steps.lead'), { lead: true })}
${smallPrint(firmName)}
${actions(linkButton(pathIn(language, withFirm(ROUTES.newStep, firmId)), t('steps.new')))}
${list}
${smallPrint(t('steps.own'))}`
  const backHref = pathIn(language, withFirm(ROUTES.thread, firmId))
  return page({ title: t('steps.title'), language, path: withFirm(ROUTES.steps, firmId), main, backHref })
}

function reportItem(report: StepReport, { figures, language }: Worded): Html {
  const t = messages(language)
  const { title, detail } = stepItem(report, figures, language)
  const name = stepName(report.stepId, { figures, language })
  return html`
  <li class="thread-item">
    <p class="thread-item__when"><time datetime="${report.happenedOn}">${dayText(report.happenedOn, language)}</time></p>
    <div class="thread-item__what"><p>${title}</p>${detail === undefined ? '' : html`<p class="thread-item__detail">${detail}</p>`}
    <p><a class="nl-link" href="${pathIn(language, threadPath.step(report.id))}">${t('steps.change')}<span class="schakel-visually-hidden">${t('steps.of', name)}</span></a></p></div>
  </li>`
}

export type StepView = Worded &
  Readonly<{
    firmId: string
    typed: StepForm
    report?: StepReport | undefined // absent: a new one
    isChanged?: boolean // somebody else saved it in the meantime: `report` is what stands there now
    before?: StepReport | undefined // the same was said before
    errors?: readonly FieldError[]
  }>

export function stepPage(view: StepView): Html {
  const { language, firmId, report, isChanged = false, before, errors = [] } = view
  const t = messages(language)
  const name = report === undefined ? t('step.title') : t('step.change.title')
  const action = report === undefined ? withFirm(ROUTES.newStep, firmId) : threadPath.step(report.id)
  const main = html`${errorSummary(language, errors)}
${heading(1, name)}
${report === undefined ? '' : paragraph(stepItem(report, view.figures, language).title, { lead: true })}
${isChanged && report !== undefined ? changedNotice(report, view) : ''}
${before === undefined ? '' : beforeNotice(before, view)}
${form(pathIn(language, action), [onceKey(), fields(view)])}
${report === undefined ? '' : form(pathIn(language, threadPath.dropStep(report.id)), actions(button(t('step.drop'), { kind: 'subtle' })))}
${smallPrint(t('steps.own'))}`
  const title = errors.length > 0 || isChanged || before !== undefined ? t('error', name) : name
  const backHref = pathIn(language, withFirm(ROUTES.steps, firmId))
  return page({ title, language, path: action, main, backHref })
}

function changedNotice(report: StepReport, { figures, language }: Worded): Html {
  const t = messages(language)
  const { detail = '' } = stepItem(report, figures, language)
  const now = `${dayText(report.happenedOn, language)}. ${detail}`
  const body = html`${paragraph(t('step.changed.body'))}<p class="nl-paragraph thread-words">${now}</p>`
  return notice('warning', body, { title: t('step.changed') })
}

function beforeNotice({ id }: StepReport, { language }: Worded): Html {
  const t = messages(language)
  const to = html`<a class="nl-link" href="${pathIn(language, threadPath.step(id))}">${t('step.before.go')}</a>`
  return notice('warning', html`${paragraph(t('step.before.body'))}<p class="nl-paragraph">${to}</p>`, {
    title: t('step.before'),
  })
}

function fields({ figures, language, typed, report, isChanged = false, errors = [] }: StepView): Html {
  const t = messages(language)
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const names = figures.steps
    .map(({ id }) => ({ value: id, label: stepName(id, { figures, language }) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language))
  const which =
    report === undefined
      ? html`${selectField({ name: 'step', label: t('step.step'), none: t('step.step.none'), options: names, value: typed.step, error: errorOf('step') })}
${radioGroup({ name: 'state', legend: t('step.state'), options: STEP_STATES.map((value) => ({ value, label: t(`state.${value}`) })), value: typed.state, error: errorOf('state') })}`
      : ''
  const costs = [...COSTS.map(({ id }) => id), NOT_TOLD] as const
  return html`${which}
${textInput({ name: 'date', label: t('step.date'), hint: t('step.date.hint'), value: typed.date, error: errorOf('date'), short: true })}
${selectField({ name: 'cost', label: t('step.cost'), hint: t('step.cost.hint'), none: t('cost.not-told'), options: costs.filter((id) => id !== NOT_TOLD).map((id) => ({ value: id, label: costText(id, language) })), value: typed.cost, error: errorOf('cost') })}
${textArea({ name: 'brought', label: t('step.brought'), hint: t('step.brought.hint'), value: typed.brought, error: errorOf('brought') })}
${hiddenInput('version', String(typed.version))}
${actions(button(isChanged ? t('step.changed.save') : t('step.go')))}`
}
