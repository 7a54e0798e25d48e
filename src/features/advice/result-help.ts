import { html } from 'hono/html'
import type { StepId } from '#engine/advice/step.ts'
import { PROVINCES } from '#features/firms/index.ts'
import { DESK_ROUTES } from '#features/desk/index.ts'
import { entryPath, hubSlug } from '#features/network/index.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { list } from '#platform/numbers.ts'
import { bulletList, button, heading, hiddenInput, link, paragraph } from '#platform/ui/components.ts'
import type { Content } from '#platform/ui/content.ts'
import { help } from './messages-step.ts'
import { type ResultView, section, stepWords, trialStepOf } from './result-view.ts'
import { type Help, whoCanHelp } from './who-can-help.ts'

/** The hub of the region and the fieldlabs that might offer the trial; never more than is known of them. */
export function resultHelp(view: ResultView): Content {
  const { language, advice } = view
  const id = trialStepOf(view)
  if (advice.firstStep.action === 'do-nothing' || id === undefined) return ''
  return section(
    'hulp',
    help(language)('title'),
    html`${hubs(view)}${askProvince(view)}${ask(view, id)}${trying(view, id)}`,
  )
}

function hubs({ figures, firm, language }: ResultView): Content {
  const t = help(language)
  const { hub, isHubUnconfirmed } = whoCanHelp(figures, firm, undefined)
  if (hub === undefined) {
    const rows = figures.network.hubs.map(({ id, name, provinces, unconfirmedProvinces: open }) => [
      linked(t('hubFor', name, list(provinces, language)), name, hubSlug(id), language),
      open.length > 0 ? t('hubForUnconfirmed', list(open, language)) : '',
    ])
    return html`${paragraph(t('hubs'))}${bulletList(rows)}`
  }
  const sentences = [...(isHubUnconfirmed ? [t('hubUnconfirmed')] : []), t('hubDoes')]
  const yours = linked(t('hub', hub.name), hub.name, hubSlug(hub.id), language)
  return paragraph([yours, ' ', sentences.join(' ')])
}

/** A question to the hub that knows what it is about. */
function ask({ firm: { province }, language }: ResultView, step: StepId): Content {
  const about = new URLSearchParams({
    stap: step,
    ...(province === undefined ? {} : { provincie: province }),
  })
  return paragraph(link(`${pathIn(language, DESK_ROUTES.ask)}?${about}`, help(language)('ask')))
}

/** A sentence in which a name leads to its page in the directory. */
function linked(sentence: string, name: string, slug: string, language: Language): Content {
  const [before = '', ...after] = sentence.split(name)
  return [before, link(pathIn(language, entryPath(slug)), name), after.join(name)]
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
  const sentence = lab.place === undefined ? lab.name : t('lab', lab.name, lab.place)
  const name = linked(sentence, lab.name, lab.id, language)
  const theme = language === 'nl' ? lab.themeNl : lab.themeEn
  return html`${name} (${theme})${nearby === '' ? '' : `, ${nearby}`}${isUnconfirmed ? html`, <span class="schakel-soft">${t('unconfirmed')}</span>` : ''}`
}
