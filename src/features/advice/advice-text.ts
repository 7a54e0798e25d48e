import type { FirstStep } from '#engine/advice/advise.ts'
import type { PlannedStepAdvice } from '#engine/advice/plan-advice.ts'
import type { RunnerUp } from '#engine/advice/runners-up.ts'
import type { Integration } from '#engine/flows/integration.ts'
import type { Figures } from '#features/figures/index.ts'
import type { FirmFile } from '#features/firms/index.ts'
import { aboutEur, eurRange, list, monthsRange, percent } from '#platform/numbers.ts'
import type { AdviceReport } from './advise-firm.ts'
import { gainRange, ofHundredCases } from './counted.ts'
import { explanationLines } from './explanation-text.ts'
import { plansByAppetite } from './plans-by-appetite.ts'

const range = ({ p10, p90 }: { p10: number; p90: number }) => eurRange(p10, p90, 'en')
const months = ({ p10, p90 }: { p10: number; p90: number }) => monthsRange(p10, p90, 'en')
const chance = (share: number) => percent(share, 'en', Math.abs(share) < 0.1 ? 1 : 0)

/** An advice for the terminal, in English; the page says more, and says it better. */
export function adviceText(report: AdviceReport, figures: Figures): string {
  const nameOf = namer(figures)
  const { firstStep, runnersUp, roadmap, doingNothing, receipt, integration } = report
  const { name, isInvented } = receipt.firm
  return [
    ...(name === undefined ? [] : [`${name}${isInvented ? ' - an invented firm' : ''}`, '']),
    conclusion(firstStep, nameOf),
    ...figuresText(firstStep),
    '',
    `Doing nothing: ${chance(doingNothing.chanceOfTrouble)} chance that money runs out within five years.`,
    ...integrationLines(integration, figures),
    ...section(
      'Plan',
      firstStep.action === 'do-nothing'
        ? []
        : planLines([...roadmap.now, ...roadmap.then, ...roadmap.later], nameOf),
    ),
    ...section('Careful, normal or bold', plansLines(report, nameOf)),
    ...explanationLines(report, figures),
    ...section(
      'Why not first',
      runnersUp.map((runnerUp) => runnerUpText(runnerUp, nameOf)),
    ),
    ...section('Assumptions that matter most', report.assumptions.slice(0, 4).map(assumptionText)),
    '',
    'All amounts are estimates, P10 to P90. This is an aid; you decide.',
    `Receipt ${receipt.id}: ${receipt.method}, figures ${receipt.figuresHash.slice(0, 12)}, seed ${receipt.seed}, result ${receipt.resultHash.slice(0, 12)}.`,
  ].join('\n')
}

export function integrationText(integration: Integration, firm: FirmFile, figures: Figures): string {
  const names = new Map(figures.flows.flows.map(({ id, en }) => [id, en]))
  const rows = integration.flows
    .filter(({ state }) => state !== 'unknown')
    .map(({ id, state }) => `${names.get(id) ?? id}: ${state}`)
  return [
    ...(firm.name === undefined ? [] : [`${firm.name}${firm.isInvented ? ' - an invented firm' : ''}`, '']),
    ...integrationLines(integration, figures),
    ...section('Flows', rows),
  ].join('\n')
}

const namer = (figures: Figures) => {
  const names = new Map(figures.steps.map(({ id, nameEn }) => [id, nameEn]))
  return (id: string | undefined) => (id === undefined ? '' : (names.get(id) ?? id))
}
type NameOf = ReturnType<typeof namer>

const section = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  - ${line}`)]

function conclusion(first: FirstStep, nameOf: NameOf): string {
  const begin = nameOf(first.begin)
  const towards = first.target === first.begin ? '' : ` On the way to: ${nameOf(first.target)}.`
  switch (first.action) {
    case 'do':
      return `Begin with: ${begin}.${towards}`
    case 'try-first':
      return `Try first: ${begin}. ${trialText(first)}`
    case 'fix-barrier':
      return `First take away a barrier (${first.barrier}): ${begin}.${towards}`
    case 'find-out':
      return `First find out: ${first.fact} (${first.reasonToAsk}). As far as we know now, then: ${begin || 'nothing'}.`
    case 'do-nothing':
      return `Do nothing now (${first.reasonToWait}).`
  }
}

function trialText({ trial }: FirstStep): string {
  if (!trial) return ''
  return `The trial costs you ${aboutEur(trial.costEur, 'en')} and ${trial.months} months; it warns in ${chance(trial.chanceOfWarning)} of cases, and then you stop.`
}

function figuresText({ figures, outlook, addedChanceOfTrouble }: FirstStep): readonly string[] {
  if (!figures || !outlook) return []
  return [
    `Costs ${range(figures.oneOffCostEur)} once, ${range(figures.runningCostEurPerYear)} a year. Brings ${range(figures.gainEurPerYear)} a year. In use after ${months(figures.monthsUntilInUse)}.`,
    `Chance that it fails ${chance(figures.chanceOfFailure)}; that it pays back within five years ${chance(outlook.chanceOfPayback)}.`,
    `Keep ${aboutEur(outlook.cashNeedEur.p90, 'en')} at hand. One in ten ends below ${aboutEur(outlook.worstInTenEur, 'en')} after five years.`,
    `Added chance that money runs out: ${chance(addedChanceOfTrouble)}.`,
  ]
}

function integrationLines(
  { pairsKnown, retyping, weakestLinks }: Integration,
  figures: Figures,
): readonly string[] {
  if (retyping.coversFlows === 0) return ['No flow was described.']
  const weakest = figures.flows.flows.find(({ id }) => id === weakestLinks.one?.flows[0])
  return [
    `Information can travel ${pairsKnown.possible} ways in the flows you described; ${pairsKnown.automatic} by itself.`,
    ...(weakest ? [`Weakest link: ${weakest.en}.`] : []),
    `Retyping and carrying over costs ${aboutEur(retyping.totalEurPerYear, 'en')} a year, over ${retyping.coversFlows} flows.`,
  ]
}

/** One line per step: when it starts, what it adds, what it waits for. */
const planLines = (steps: readonly PlannedStepAdvice[], nameOf: NameOf): readonly string[] =>
  steps.map(({ step, startMonth, addsEur, isTriedFirst, chanceItStarts, reason }, i) =>
    [
      `${i + 1}. ${nameOf(step)}`,
      startMonth === undefined || startMonth.p90 < 1 ? 'at once' : `in ${months(startMonth)}`,
      ...(isTriedFirst ? ['after a trial'] : []),
      reason === 'needed' || addsEur === undefined
        ? 'a later step needs it'
        : `adds ${aboutEur(addsEur, 'en')}`,
      ...(chanceItStarts > 0.95 ? [] : [`starts in ${ofHundredCases(chanceItStarts, 'en')} cases`]),
    ].join(', '),
  )

/** The three appetites, those with one plan together; none where money comes first, because no plan counts then. */
function plansLines({ plans, firstStep, horizonMonths }: AdviceReport, nameOf: NameOf): readonly string[] {
  if (firstStep.reasonToWait === 'money-first' || firstStep.reasonToWait === 'everything-in-use') return []
  return plansByAppetite(plans).map(({ appetites, plan: { steps, outlook } }) => {
    const who = list(appetites, 'en')
    if (outlook === undefined) return `${who}: do nothing now`
    const { netResultEur, addedChanceOfTrouble: added, cashNeedEur } = outlook
    return [
      `${who}: ${steps.map(({ step }) => nameOf(step)).join(' > ')}.`,
      `After ${horizonMonths / 12} years ${gainRange(netResultEur, 'en')}; one in ten below ${aboutEur(netResultEur.p10, 'en')}.`,
      `Added money trouble at ${added > 0 ? ofHundredCases(added, 'en') : 'none out of 100'} companies.`,
      `Needs ${aboutEur(cashNeedEur.p90, 'en')} at the deepest point.`,
    ].join(' ')
  })
}

const runnerUpText = ({ begin, target, lostBecause, expectedNetPresentValueEur }: RunnerUp, nameOf: NameOf) =>
  `${nameOf(begin)}${begin === target ? '' : ` (towards ${nameOf(target)})`}: ${lostBecause}, expected value ${aboutEur(expectedNetPresentValueEur, 'en')}`

const assumptionText = ({ id, influence }: AdviceReport['assumptions'][number]) =>
  `${id}: low ${aboutEur(influence.lowFifthEur, 'en')}, high ${aboutEur(influence.highFifthEur, 'en')}`
