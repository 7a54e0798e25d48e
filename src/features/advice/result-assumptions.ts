import { html } from 'hono/html'
import type { Assumption } from '#engine/advice/assumptions.ts'
import type { Fact } from '#engine/advice/firm.ts'
import { BARRIERS } from '#engine/advice/step.ts'
import { baseName } from '#features/figures/index.ts'
import { aboutEur, eurRange, number, percent, twoDigits } from '#platform/numbers.ts'
import { button, form, heading, link, paragraph } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { errorSummary, textInput } from '#platform/ui/fields.ts'
import { percentRange, plainEur } from './counted.ts'
import { assumptions } from './messages-plan.ts'
import { factName, isShareAssumption, isStock, shareHint, shareName } from './names.ts'
import { conclusionText, filledInText } from './result-conclusion.ts'
import { turningPoints } from './result-explanation.ts'
import { type ResultView, section, stepName, yearsOf } from './result-view.ts'

/** The name of an assumption's field: 'realisationOfFreedHours', 'bases.labour-production'. */
export const assumptionField = ({ kind, id }: Pick<Assumption, 'kind' | 'id'>) =>
  kind === 'base' ? `bases.${id}` : id

/** What the firm may know better, each with a field and what it does to the advice. */
export function resultAssumptions(view: ResultView): Html {
  const { language, advice, assumptionsAction, assumptionErrors = [] } = view
  const t = assumptions(language)
  const fields = advice.assumptions.filter(({ kind }) => kind !== 'fact')
  const about = advice.firstStep.action === 'do-nothing' ? advice.runnersUp[0] : undefined
  const intro = [t('intro'), ...(about === undefined ? [] : [t('about', stepName(view, about.target))])]
  const content = html`${errorSummary(language, assumptionErrors)}${turningPoints(view)}
  ${fields.length === 0 ? '' : paragraph(intro.join(' '))}
  ${
    fields.length === 0
      ? ''
      : form(
          `${assumptionsAction}#aannames`,
          html`<div class="result-assumptions" data-assumptions>${fields.map((assumption) => field(view, assumption))}
    ${button(t('again'))}
    ${outcome(view)}</div>`,
        )
  }
  ${factsFilledIn(view)}${barriersOpen(view)}`
  return section('aannames', t('title'), content)
}

/** The advice as it now is, beside the fields that change it. */
function outcome(view: ResultView): Html {
  const { language, advice } = view
  const t = assumptions(language)
  const { action, expectedNetPresentValueEur: expected } = advice.firstStep
  const worth = action !== 'do-nothing' && action !== 'find-out' && expected > 0
  return html`<p class="nl-paragraph result-outcome" data-outcome><span class="schakel-soft">${t('current')}</span> <strong>${conclusionText(view)}</strong>${worth ? ` ${t('expected', aboutEur(expected, language), yearsOf(view))}` : ''}</p>`
}

function field(view: ResultView, assumption: Assumption): Html {
  const { language, assumptionErrors = [], assumptionValues = {} } = view
  const t = assumptions(language)
  const { id, kind } = assumption
  const name = assumptionField(assumption)
  const isShare = kind === 'share' && isShareAssumption(id)
  const lines = [
    ...(isShare ? [shareHint(id, language)] : []),
    ...(assumption.isToldByFirm
      ? [t('told')]
      : [t('reckon', valueText(view, assumption)), effectText(view, assumption)]),
  ]
  return textInput({
    name,
    label: isShare ? shareName(id, language) : baseName(id, language),
    hint: lines.map((line) => html`<span class="result-line">${line}</span> `),
    value: assumptionValues[name] ?? toldValue(view, assumption),
    error: assumptionErrors.find((error) => error.field === name)?.message,
    inputMode: 'decimal',
    short: true,
    maxLength: 20,
    ...(isShare ? { suffix: t('percent') } : { prefix: '€' }),
    ...(isShare || isStock(id) ? {} : { suffix: t('perYear') }),
  })
}

/** As the firm would type it again. */
function toldValue({ firm, language }: ResultView, { kind, id }: Assumption): string | undefined {
  if (kind === 'base') {
    const amount = firm.assumptions.bases?.[id]
    return amount === undefined ? undefined : number(amount, language)
  }
  const share = isShareAssumption(id) ? firm.assumptions[id] : undefined
  return share === undefined ? undefined : number(share * 100, language, 1)
}

function valueText({ language }: ResultView, { kind, value, id }: Assumption): string {
  if (kind === 'share') return percentRange(value.p10, value.p90, language)
  const amount = eurRange(value.p10, value.p90, language)
  return isStock(id) ? amount : `${amount} ${assumptions(language)('perYear')}`
}

/** The expected value of the plan that the assumptions are about; unknown where nothing is advised. */
function baselineEur({ advice }: ResultView): number | undefined {
  const { action, target, expectedNetPresentValueEur } = advice.firstStep
  return action === 'do-nothing' || target === undefined ? undefined : expectedNetPresentValueEur
}

const SLIGHT_EUR = 500

/** "Bij 20%: € 30.000 minder. Bij 80%: € 25.000 meer." */
export function effectText(view: ResultView, assumption: Assumption): string {
  const t = assumptions(view.language)
  const { language } = view
  const { lowFifthEur, highFifthEur } = assumption.influence
  const difference = highFifthEur - lowFifthEur
  const { p10, p90 } = assumption.value
  if (Math.abs(difference) < SLIGHT_EUR || p10 === p90) return t('same')

  const at = (value: number) =>
    assumption.kind === 'share' ? percent(value, language) : plainEur(value, language)
  const baseline = baselineEur(view)
  if (baseline === undefined)
    return t(
      'between',
      at(p10),
      at(p90),
      plainEur(difference, language),
      t(difference > 0 ? 'moreWord' : 'lessWord'),
    )
  const change = (amount: number) =>
    Math.abs(twoDigits(amount)) < 1
      ? t('unchanged')
      : t(amount < 0 ? 'less' : 'more', plainEur(amount, language))
  return t('effect', at(p10), change(lowFifthEur - baseline), at(p90), change(highFifthEur - baseline))
}

/** Facts left open, with what other firms have and a way to answer. */
function factsFilledIn(view: ResultView): Content {
  const { language, advice, scanPath } = view
  const t = assumptions(language)
  const facts = Object.keys(advice.filledIn) as Fact[]
  if (facts.length === 0)
    return html`<p class="nl-paragraph">${t('factsAll')} ${link(scanPath, t('changeAnswers'))}</p>`
  return html`${heading(3, t('facts'))}${paragraph(t('factsIntro'))}
  <dl class="result-facts">${facts.map(
    (fact) => html`
    <div><dt>${factName(fact, language)}</dt><dd>${filledInText(view, fact) ?? t('factsBoth')}<span class="result-more">${factEffect(view, fact)}</span></dd></div>`,
  )}
  </dl>
  <p class="nl-paragraph">${link(scanPath, t('change'))}</p>`
}

/** Barriers that were not answered are drawn from the population too. */
function barriersOpen({ firm, language }: ResultView): Content {
  const count = BARRIERS.filter((barrier) => firm.barriers[barrier] === undefined).length
  return count === 0 ? '' : paragraph(assumptions(language)('barriersOpen', count))
}

function factEffect(view: ResultView, fact: Fact): string {
  const assumption = view.advice.assumptions.find(({ kind, id }) => kind === 'fact' && id === fact)
  if (assumption === undefined || fact === 'businessType') return ''
  const { lowFifthEur, highFifthEur } = assumption.influence
  const t = assumptions(view.language)
  const difference = highFifthEur - lowFifthEur
  if (Math.abs(difference) < SLIGHT_EUR) return t('same')
  return t(difference > 0 ? 'factMore' : 'factLess', plainEur(difference, view.language))
}
