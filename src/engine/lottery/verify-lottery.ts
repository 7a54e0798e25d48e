import { type Applicant, listRefusals } from './applicant-list.ts'
import { type DrawnApplicant, type LotteryDraw, drawFromSeed } from './draw-lottery.ts'
import {
  type Disclosure,
  type LotteryRefusal,
  type LotteryTerms,
  PROTOCOL,
  lotteryRefusals,
  lotterySeed,
} from './lottery-terms.ts'

/** `at` is the id of an applicant or the name of a stratum. */
export type LotteryFault =
  | LotteryRefusal
  | Readonly<{ code: 'protocol-unknown' | 'seed-differs' }>
  | Readonly<{
      code:
        | 'applicant-added'
        | 'applicant-left-out'
        | 'stratum-changed'
        | 'stratum-order-differs'
        | 'stratum-places-differ'
        | 'chance-differs'
        | 'ticket-differs'
        | 'rank-differs'
        | 'result-differs'
      at: string
    }>

/**
 * All that is wrong with a draw, held against what was announced; empty when it is in order. Every step is checked
 * from what the draw itself says of the step before, so that one fault isn't told as a hundred.
 *
 * @param announced the list of applicants as it was published, where it was; names who was added or left out
 */
export function verifyLottery(
  terms: LotteryTerms,
  draw: LotteryDraw,
  announced?: readonly Applicant[],
): LotteryFault[] {
  const { secret, publicValue, seed, applicants } = draw
  const faults: LotteryFault[] = []
  if (draw.protocol !== PROTOCOL) faults.push({ code: 'protocol-unknown' })
  const disclosure: Disclosure = { secret, applicants, ...(publicValue === undefined ? {} : { publicValue }) }
  const refusals = lotteryRefusals(terms, disclosure)
  faults.push(...refusals)
  if (announced !== undefined) faults.push(...listFaults(announced, applicants))
  if (lotterySeed(terms, secret, publicValue) !== seed) faults.push({ code: 'seed-differs' })
  const isDrawable = listRefusals(applicants).length === 0 && !refusals.some(isAboutPlaces)
  if (!isDrawable) return faults

  const again = drawFromSeed(applicants, terms.places, seed)
  return [...faults, ...strataFaults(again, draw), ...applicantFaults(again, draw)]
}

const isAboutPlaces = ({ code }: LotteryRefusal) => code === 'places-not-whole'

function listFaults(announced: readonly Applicant[], drawn: readonly Applicant[]): LotteryFault[] {
  const stratumOf = new Map(announced.map(({ id, stratum }) => [id, stratum]))
  const drawnIds = new Set(drawn.map(({ id }) => id))
  const faults: LotteryFault[] = []
  for (const { id, stratum } of drawn) {
    const was = stratumOf.get(id)
    if (was === undefined) faults.push({ code: 'applicant-added', at: id })
    else if (was !== stratum) faults.push({ code: 'stratum-changed', at: id })
  }
  for (const id of stratumOf.keys()) {
    if (!drawnIds.has(id)) faults.push({ code: 'applicant-left-out', at: id })
  }
  return faults
}

type Drawn = Pick<LotteryDraw, 'strata' | 'applicants'>

function strataFaults(right: Drawn, draw: Drawn): LotteryFault[] {
  const given = new Map(draw.strata.map((stratum) => [stratum.name, stratum]))
  const expected = new Set(right.strata.map(({ name }) => name))
  const faults: LotteryFault[] = []
  right.strata.forEach(({ name, ticket, applicants, places }, index) => {
    const said = given.get(name)
    if (said?.places !== places || said.applicants !== applicants) {
      faults.push({ code: 'stratum-places-differ', at: name })
    }
    if (said?.ticket !== ticket || draw.strata[index]?.name !== name) {
      faults.push({ code: 'stratum-order-differs', at: name })
    }
  })
  for (const { name } of draw.strata) {
    if (!expected.has(name)) faults.push({ code: 'stratum-places-differ', at: name })
  }
  return faults
}

function applicantFaults(right: Drawn, draw: Drawn): LotteryFault[] {
  const said = new Map(draw.applicants.map((applicant) => [applicant.id, applicant]))
  return right.applicants.flatMap((applicant) => differences(applicant, said.get(applicant.id)!))
}

function differences(right: DrawnApplicant, said: DrawnApplicant): LotteryFault[] {
  const at = right.id
  const faults: LotteryFault[] = []
  if (said.chanceShare !== right.chanceShare) faults.push({ code: 'chance-differs', at })
  if (said.ticket !== right.ticket) faults.push({ code: 'ticket-differs', at })
  if (said.rank !== right.rank) faults.push({ code: 'rank-differs', at })
  if (said.result !== right.result || said.waitingNumber !== right.waitingNumber) {
    faults.push({ code: 'result-differs', at })
  }
  return faults
}
