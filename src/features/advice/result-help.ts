import { html } from 'hono/html'
import type { StepId } from '#engine/advice/step.ts'
import { PROVINCES } from '#features/firms/index.ts'
import { list } from '#platform/numbers.ts'
import { bulletList, button, heading, hiddenInput, paragraph } from '#platform/ui/components.ts'
import type { Content } from '#platform/ui/content.ts'
import { help } from './messages-step.ts'
import { type ResultView, section, stepWords, trialStepOf } from './result-view.ts'
import { type Help, whoCanHelp } from './who-can-help.ts'

/** The hub of the region and the fieldlabs that might offer the trial; never more than is known of them. */
export function resultHelp(view: ResultView): Content {
  const { language, advice } = view
  const id = trialStepOf(view)
  if (advice.firstStep.action === 'do-nothing' || id === undefined) return ''
  return section('hulp', help(language)('title'), html`${hubs(view)}${askProvince(view)}${trying(view, id)}`)
}

function hubs({ figures, firm, language }: ResultView): Content {
  const t = help(language)
  const { hub, isHubUnconfirmed } = whoCanHelp(figures, firm, undefined)
  if (hub === undefined) {
    const rows = figures.network.hubs.map(({ name, provinces, unconfirmedProvinces: open }) =>
      [
        t('hubFor', name, list(provinces, language)),
        ...(open.length > 0 ? [t('hubForUnconfirmed', list(open, language))] : []),
      ].join(''),
    )
    return html`${paragraph(t('hubs'))}${bulletList(rows)}`
  }
  const sentences = [t('hub', hub.name), ...(isHubUnconfirmed ? [t('hubUnconfirmed')] : []), t('hubDoes')]
  return paragraph(sentences.join(' '))
}

/** Where the province is not known: one field, so that help nearby can be named. */
function askProvince({ firm, language, provinceForm }: ResultView): Content {
  if (firm.province !== undefined || provinceForm === undefined) return ''
  const t = help(language)
  const { action, method, field, hidden } = provinceForm
  return html`<form class="result-province" method="${method}" action="${action}">
    <label class="utrecht-form-label" for="provincie">${t('askProvince')}</label>
    <p class="utrecht-form-field-description" id="provincie-uitleg">${t('askProvinceWhy')}</p>
    ${Object.entries(hidden).map(([name, value]) => hiddenInput(name, value))}
    <div class="result-province__row">
      <select class="utrecht-textbox utrecht-textbox--html-input" id="provincie" name="${field}" aria-describedby="provincie-uitleg" required>
        <option value="">${t('choose')}</option>${PROVINCES.map((name) => html`<option>${name}</option>`)}
      </select>
      ${button(t('show'), { kind: 'secondary' })}
    </div>
  </form>`
}

function trying(view: ResultView, id: StepId): Content {
  const { language, advice } = view
  const t = help(language)
  const { trial, whyNoTrial } = stepWords(view, id)
  if (trial === undefined)
    return whyNoTrial === undefined ? '' : html`${heading(3, t('noTrial'))}${paragraph(whyNoTrial)}`

  const { fieldlabs } = whoCanHelp(view.figures, view.firm, id)
  const how =
    advice.firstStep.action === 'try-first' ? '' : html`${heading(3, t('howToTry'))}${paragraph(trial)}`
  if (fieldlabs.length === 0) return html`${how}${paragraph(t('noLab'))}`
  return html`${how}${paragraph(t(isFar(fieldlabs) ? 'labsFar' : 'labs'))}${bulletList(fieldlabs.map((fieldlab) => labLine(view, fieldlab)))}`
}

/** Every one is in another region, of those whose place is known. */
const isFar = (fieldlabs: Help['fieldlabs']) =>
  fieldlabs.some(({ where }) => where === 'elsewhere') &&
  fieldlabs.every(({ where }) => where === 'elsewhere' || where === 'unknown')

function labLine(
  { language }: ResultView,
  { lab, isUnconfirmed, where }: Help['fieldlabs'][number],
): Content {
  const t = help(language)
  const nearby = t(`where.${where}`)
  const name = lab.place === undefined ? lab.name : t('lab', lab.name, lab.place)
  const theme = language === 'nl' ? lab.themeNl : lab.themeEn
  return html`${name} (${theme})${nearby === '' ? '' : `, ${nearby}`}${isUnconfirmed ? html`, <span class="schakel-soft">${t('unconfirmed')}</span>` : ''}`
}
