import { html } from 'hono/html'
import type { StepId } from '#engine/advice/step.ts'
import { list } from '#platform/numbers.ts'
import { bulletList, heading, paragraph } from '#platform/ui/components.ts'
import type { Content } from '#platform/ui/content.ts'
import { help } from './messages-step.ts'
import { type ResultView, section, stepWords, trialStepOf } from './result-view.ts'

type Network = ResultView['figures']['network']
type Hub = Network['hubs'][number]
type Fieldlab = Network['fieldlabs'][number]

/** The hub of the region and the fieldlabs that might offer the trial; never more than is known of them. */
export function resultHelp(view: ResultView): Content {
  const { language, advice } = view
  const id = trialStepOf(view)
  if (advice.firstStep.action === 'do-nothing' || id === undefined) return ''
  return section('hulp', help(language)('title'), html`${hubs(view)}${trying(view, id)}`)
}

const hubOf = ({ figures, firm }: ResultView): Hub | undefined =>
  figures.network.hubs.find(
    ({ provinces }) => firm.province !== undefined && provinces.includes(firm.province),
  )

function hubs(view: ResultView): Content {
  const { figures, firm, language } = view
  const t = help(language)
  const own = hubOf(view)
  if (own === undefined) {
    const rows = figures.network.hubs.map(({ name, provinces }) =>
      t('hubFor', name, list(provinces, language)),
    )
    return html`${paragraph(t('hubs'))}${bulletList(rows)}`
  }
  const isUnconfirmed =
    own.status === 'unconfirmed' ||
    (firm.province !== undefined && own.unconfirmedProvinces.includes(firm.province))
  const sentences = [t('hub', own.name), ...(isUnconfirmed ? [t('hubUnconfirmed')] : []), t('hubDoes')]
  return paragraph(sentences.join(' '))
}

function trying(view: ResultView, id: StepId): Content {
  const { language, advice } = view
  const t = help(language)
  const { trial, whyNoTrial } = stepWords(view, id)
  if (trial === undefined)
    return whyNoTrial === undefined ? '' : html`${heading(3, t('noTrial'))}${paragraph(whyNoTrial)}`

  const labs = labsFor(view, id)
  const how =
    advice.firstStep.action === 'try-first' ? '' : html`${heading(3, t('howToTry'))}${paragraph(trial)}`
  if (labs.length === 0) return html`${how}${paragraph(t('noLab'))}`
  return html`${how}${paragraph(t('labs'))}${bulletList(labs.map((lab) => labLine(view, lab, id)))}`
}

/** Own province first, then the own region, then the rest, each in the order of the list. */
function labsFor(view: ResultView, id: StepId): readonly Fieldlab[] {
  const hub = hubOf(view)
  const distance = (lab: Fieldlab) => {
    if (view.firm.province !== undefined && lab.province === view.firm.province) return 0
    return hub !== undefined && lab.hub === hub.id ? 1 : 2
  }
  return view.figures.network.fieldlabs
    .filter(({ trials }) => trials.some(({ step }) => step === id))
    .toSorted((a, b) => distance(a) - distance(b))
}

function labLine({ language }: ResultView, lab: Fieldlab, id: StepId): Content {
  const t = help(language)
  const isUnconfirmed =
    lab.status === 'unconfirmed' ||
    lab.trials.some(({ step, status }) => step === id && status === 'unconfirmed')
  const name = lab.place === undefined ? lab.name : t('lab', lab.name, lab.place)
  const theme = language === 'nl' ? lab.themeNl : lab.themeEn
  return html`${name} (${theme})${isUnconfirmed ? html`, <span class="schakel-soft">${t('unconfirmed')}</span>` : ''}`
}
