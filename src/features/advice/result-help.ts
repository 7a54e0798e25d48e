import { html } from 'hono/html'
import type { StepId } from '#engine/advice/step.ts'
import { list } from '#platform/numbers.ts'
import { bulletList, heading, paragraph } from '#platform/ui/components.ts'
import type { Content } from '#platform/ui/content.ts'
import { help } from './messages-step.ts'
import { type ResultView, section, stepWords, trialStepOf } from './result-view.ts'
import { type Help, whoCanHelp } from './who-can-help.ts'

/** The hub of the region and the fieldlabs that might offer the trial; never more than is known of them. */
export function resultHelp(view: ResultView): Content {
  const { language, advice } = view
  const id = trialStepOf(view)
  if (advice.firstStep.action === 'do-nothing' || id === undefined) return ''
  return section('hulp', help(language)('title'), html`${hubs(view)}${trying(view, id)}`)
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
  return html`${how}${paragraph(t('labs'))}${bulletList(fieldlabs.map((fieldlab) => labLine(view, fieldlab)))}`
}

function labLine({ language }: ResultView, { lab, isUnconfirmed }: Help['fieldlabs'][number]): Content {
  const t = help(language)
  const name = lab.place === undefined ? lab.name : t('lab', lab.name, lab.place)
  const theme = language === 'nl' ? lab.themeNl : lab.themeEn
  return html`${name} (${theme})${isUnconfirmed ? html`, <span class="schakel-soft">${t('unconfirmed')}</span>` : ''}`
}
