import type { Advice } from '#engine/advice/advise.ts'
import { clearlyWorthEur } from '#engine/advice/question-prices.ts'
import type { Need } from '#engine/matching/needy-firm.ts'
import type { OfferKind } from '#engine/matching/offer.ts'
import type { FirmFile } from '#features/firms/index.ts'
import type { FirmNeed, OpenQuestion, SizeClass, TalkReason } from './contract.ts'
import { BEGINS_SHARE, TALK_BEGINS_SHARE } from './terms.ts'

/** An advice with its receipt, as far as it matters here. */
export type SharedAdvice = Pick<
  Advice,
  'firstStep' | 'steps' | 'plans' | 'questions' | 'meetings' | 'filledIn'
> &
  Readonly<{ receipt: Readonly<{ id: string; advisedAt: string; firm: FirmFile }> }>

const MOST_QUESTIONS = 3
const MOST_NEEDS = 12
const USUAL_EMPLOYEES = 10 // where neither the firm nor the population says
const MOST_EUR = 2_000_000_000 // of an integer in the database

/** What a firm could use, from its advice. Pure. */
export function needOfAdvice(
  advice: SharedAdvice,
  at: Pick<FirmNeed, 'firmId' | 'province' | 'askedAt'>,
): FirmNeed {
  const { firstStep, receipt } = advice
  const { firm } = receipt
  const told = firm.employees
  const employees = Math.max(1, Math.round(told ?? advice.filledIn.employees?.p50 ?? USUAL_EMPLOYEES))
  const outlook = firstStep.planOutlook ?? firstStep.outlook
  const openQuestions = questionsOf(advice)
  return {
    ...at,
    sizeClass: sizeClassOf(employees),
    employees,
    isSizeTold: told !== undefined,
    sector: firm.sector?.sbiCode.slice(0, 2) ?? '',
    action: firstStep.action,
    firstStepId: firstStep.begin,
    gainEur: wholeEur(firstStep.expectedNetPresentValueEur),
    gainLowEur: wholeEur(outlook?.netResultEur.p10 ?? 0),
    gainHighEur: wholeEur(outlook?.netResultEur.p90 ?? 0),
    ...talkOf(advice, openQuestions),
    barriers: Object.entries(firm.barriers).flatMap(([barrier, isThere]) => (isThere ? [barrier] : [])),
    openQuestions,
    needs: needsOf(advice),
    adviceId: receipt.id,
    advisedAt: new Date(receipt.advisedAt),
  }
}

export function sizeClassOf(employees: number): SizeClass {
  if (employees < 10) return '1-9'
  if (employees < 50) return '10-49'
  return employees < 250 ? '50-249' : '250+'
}

/** Open questions whose answer is clearly worth something. */
function questionsOf({ questions }: SharedAdvice): readonly OpenQuestion[] {
  return questions
    .filter((price) => clearlyWorthEur(price) > 0)
    .toSorted((a, b) => b.valueEur - a.valueEur)
    .slice(0, MOST_QUESTIONS)
    .map(({ question, valueEur, minutes }) => ({ question, valueEur: wholeEur(valueEur), minutes }))
}

/**
 * What a conversation may bring, in EUR: the greater of knowing the one open question that is worth most, and the
 * expected gain times the share of firms that begin because somebody spoke with them.
 */
function talkOf({ firstStep, receipt }: SharedAdvice, [best]: readonly OpenQuestion[]) {
  const information = best?.valueEur ?? 0
  const gain = Math.max(0, firstStep.expectedNetPresentValueEur)
  const { low, usual, high } = TALK_BEGINS_SHARE
  const worth = (share: number) => wholeEur(Math.max(information, share * gain))
  return {
    talkLowEur: worth(low),
    talkEur: worth(usual),
    talkHighEur: worth(high),
    talkReason: talkReasonOf({ firstStep, receipt }, information, usual * gain),
  }
}

function talkReasonOf(
  { firstStep, receipt }: Pick<SharedAdvice, 'firstStep' | 'receipt'>,
  informationEur: number,
  beginsEur: number,
): TalkReason {
  if (informationEur > 0 && informationEur >= beginsEur) return 'find-out'
  if (firstStep.begin === undefined) return 'wait'
  const isHeldBack = Object.values(receipt.firm.barriers).some((isThere) => isThere)
  return isHeldBack || firstStep.action === 'fix-barrier' ? 'barrier' : 'begin'
}

/** Per step of the plan, of a trial or of a doubt: what each kind of help would be worth if it is taken up. */
function needsOf(advice: SharedAdvice): readonly Need[] {
  const { firstStep, plans, meetings, receipt } = advice
  const gains = new Map<string, number>()
  for (const { step, addsEur } of plans[receipt.firm.riskAppetite].steps) gains.set(step, addsEur ?? 0)
  if (firstStep.begin !== undefined && !gains.has(firstStep.begin))
    gains.set(firstStep.begin, firstStep.expectedNetPresentValueEur)
  const trials = new Map(
    advice.steps.map(({ id, trial }) => [id, Math.max(0, trial?.netOfDoingAtOnceEur ?? 0)]),
  )
  const doubts = new Map(meetings.map(({ step, valueEur }) => [step, valueEur]))
  const steps = new Set([...gains.keys(), ...doubts.keys(), ...positive(trials)])
  return [...steps]
    .map((step) => {
      const gain = Math.max(0, gains.get(step) ?? 0)
      const begins = Object.entries(BEGINS_SHARE).map(([kind, share]) => [kind, share * gain] as const)
      const eurs = [...begins, ['trial', trials.get(step) ?? 0], ['peer', doubts.get(step) ?? 0]] as const
      return { step, reason: reasonOf(step, advice, gains), eurByKind: eurByKind(eurs) }
    })
    .filter(({ eurByKind: eur }) => Object.keys(eur).length > 0)
    .toSorted((a, b) => mostOf(b) - mostOf(a))
    .slice(0, MOST_NEEDS)
}

const reasonOf = (step: string, { firstStep }: SharedAdvice, gains: ReadonlyMap<string, number>) => {
  if (step === firstStep.begin) return 'first-step'
  return gains.has(step) ? 'plan' : 'doubt'
}

const eurByKind = (eurs: readonly (readonly [string, number])[]): Need['eurByKind'] =>
  Object.fromEntries(
    eurs.map(([kind, eur]) => [kind as OfferKind, wholeEur(eur)]).filter(([, eur]) => Number(eur) > 0),
  )

const mostOf = (need: Need) => Math.max(...Object.values(need.eurByKind))

const positive = (values: ReadonlyMap<string, number>) =>
  [...values].filter(([, value]) => value > 0).map(([key]) => key)

const wholeEur = (eur: number) => Math.round(Math.min(MOST_EUR, Math.max(-MOST_EUR, eur)))
