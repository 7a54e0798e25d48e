import { html } from 'hono/html'
import type { PlanAdvice } from '#engine/advice/plan-advice.ts'
import type { RiskAppetite } from '#engine/advice/parameters.ts'
import { twoDigits } from '#platform/numbers.ts'
import { button, form, hiddenInput, linkButton, paragraph } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { gainRange, ofHundredCases, plainEur } from './counted.ts'
import { plans } from './messages-roadmap.ts'
import { plansByAppetite, type SharedPlan } from './plans-by-appetite.ts'
import {
  type Fact,
  factList,
  isMoneyOpen,
  type ResultView,
  section,
  stepName,
  yearsOf,
} from './result-view.ts'

const MOST_STEPS = 6

/** Careful, normal and bold beside each other; one sentence where they do not differ. */
export function resultPlans(view: ResultView): Content {
  const { language, advice } = view
  const t = plans(language)
  if (
    advice.firstStep.reasonToWait === 'money-first' ||
    advice.firstStep.reasonToWait === 'everything-in-use'
  )
    return ''

  const columns = plansByAppetite(advice.plans)
  const [only] = columns
  if (columns.length === 1 && only !== undefined) {
    const text =
      only.plan.steps.length === 0
        ? paragraph(t('sameNothing'))
        : html`${paragraph(t('same'))}${factList(figures(view, only.plan))}`
    return section('risico', t('title'), text)
  }
  return section('risico', t('title'), paragraph(t('intro')), {
    wide: html`<div class="result-plans">${columns.map((column) => planColumn(view, column))}</div>`,
  })
}

function planColumn(view: ResultView, { appetites, plan }: SharedPlan): Html {
  const { language, firm } = view
  const t = plans(language)
  const names = appetites.map((appetite, i) => (i === 0 ? t(appetite) : t(appetite).toLowerCase()))
  const name = names.length === 2 ? t('and', names[0]!, names[1]!) : names[0]!
  const id = `plan-${appetites[0]}`
  return html`<section class="result-plan" aria-labelledby="${id}">
      <h3 class="nl-heading nl-heading--level-3" id="${id}">${name}</h3>
      ${steps(view, plan)}${factList(figures(view, plan))}
      ${appetites.includes(firm.riskAppetite) ? paragraph(html`<strong>${t('current')}</strong>`) : choice(view, appetites[0]!)}
    </section>`
}

function steps(view: ResultView, { steps: planned }: PlanAdvice): Content {
  const t = plans(view.language)
  if (planned.length === 0) return paragraph(t('nothing'))
  const rest = planned.length - MOST_STEPS
  return html`<ol class="schakel-list">${planned
    .slice(0, MOST_STEPS)
    .map(
      ({ step, isTriedFirst }) =>
        html`<li>${stepName(view, step)}${isTriedFirst ? `, ${t('tried')}` : ''}</li>`,
    )}</ol>${rest > 0 ? paragraph(t('more', rest)) : ''}`
}

/** What a plan brings and what it risks: the spread of outcomes, never the mean alone. */
function figures(view: ResultView, { outlook }: PlanAdvice): readonly Fact[] {
  const { language } = view
  const t = plans(language)
  if (outlook === undefined) return []
  const worst = outlook.worstInTenEur
  const need = twoDigits(outlook.cashNeedEur.p90)
  return [
    {
      label: t('result', yearsOf(view)),
      value: gainRange(outlook.netResultEur, language),
      more: t('resultMore'),
    },
    {
      label: t('worst'),
      value: t(worst < 0 ? 'worstLoss' : 'worstGain', plainEur(worst, language)),
    },
    { label: t('trouble'), value: troubleText(view, outlook.addedChanceOfTrouble) },
    need > 0
      ? { label: t('deepest'), value: plainEur(need, language), more: t('deepestMore') }
      : { label: t('deepest'), value: t('deepestNone') },
  ]
}

function troubleText(view: ResultView, added: number): string {
  const t = plans(view.language)
  if (isMoneyOpen(view)) return t('troubleUnknown')
  if (added < -0.005) return t('troubleLess')
  return added <= 0 ? t('troubleNone') : t('troubleIn', ofHundredCases(added, view.language))
}

/** For a scan the choice is kept and all is worked out again; an example only shows it. */
function choice({ language, riskAction, riskPath }: ResultView, appetite: RiskAppetite): Content {
  const t = plans(language)
  const words = t('choose', t(appetite).toLowerCase())
  if (riskAction !== undefined)
    return form(riskAction, html`${hiddenInput('answer', appetite)}${button(words, { kind: 'secondary' })}`)
  return riskPath === undefined
    ? ''
    : html`<div class="schakel-actions">${linkButton(`${riskPath}${appetite}#risico`, words, { kind: 'secondary' })}</div>`
}
