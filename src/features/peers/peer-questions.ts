import { BARRIERS } from '#engine/advice/step.ts'
import { isAutomatic } from '#engine/flows/flow.ts'
import type { Ratio } from '#engine/population/population-prior.ts'
import type { Figures } from '#features/figures/index.ts'
import { type PeerScan, RATIOS } from './contract.ts'

/** How information travels, as far as the comparison tells it apart. */
export const WAYS = ['automatic', 'typed', 'file', 'paper'] as const
export type Way = (typeof WAYS)[number]

/** Of what is compared: its categories, and which of them a firm is in. Absent: the firm did not say. */
export type PeerQuestion = Readonly<{
  id: string
  categories: readonly string[]
  categoryOf: (scan: PeerScan) => string | undefined
  amountOf?: (scan: PeerScan) => number | undefined
}>

/** Where one class of a ratio ends and the next begins; coarse, so that a class says little about who is in it. */
const EDGES: Readonly<Record<Ratio, readonly number[]>> = {
  turnoverEurPerEmployee: [75_000, 100_000, 150_000, 200_000, 300_000],
  machinesPerEmployee: [0.1, 0.25, 0.5, 1],
  spareCashShareOfTurnover: [0.02, 0.05, 0.1, 0.2],
  freeCashFlowShareOfTurnover: [0, 0.02, 0.05, 0.1, 0.2],
}

/** A class by its ends: '..75000', '75000..100000', '300000..'. The lower end is in it. */
const classesOf = (edges: readonly number[]) =>
  [...edges, ''].map((edge, index) => `${edges[index - 1] ?? ''}..${edge}`)

/** The two ends of a class; absent where it has none. */
export function endsOfClass(name: string): Readonly<{ from?: number; to?: number }> {
  const [from = '', to = ''] = name.split('..')
  return { ...(from === '' ? {} : { from: Number(from) }), ...(to === '' ? {} : { to: Number(to) }) }
}

/** Everything that is compared, in the order of the page. The list is fixed: nobody can ask for another cut. */
export const peerQuestionsOf = ({ flows, steps }: Figures): readonly PeerQuestion[] => [
  ...flows.flows.filter(({ isCore }) => isCore).map(({ id }) => flowQuestion(id)),
  ...steps.map(({ id }) => yesNo(`step:${id}`, ({ stepsInUse }) => stepsInUse[id])),
  ...BARRIERS.map((barrier) => yesNo(`barrier:${barrier}`, ({ barriers }) => barriers[barrier])),
  ...RATIOS.map(ratioQuestion),
]

function flowQuestion(id: string): PeerQuestion {
  return { id: `flow:${id}`, categories: WAYS, categoryOf: (scan) => wayOf(scan, id) }
}

function wayOf({ carriers }: PeerScan, flow: string): Way | undefined {
  const carrier = carriers[flow]
  if (carrier === undefined) return undefined
  if (isAutomatic(carrier)) return 'automatic'
  return carrier === 'typed' || carrier === 'file' ? carrier : 'paper'
}

function yesNo(id: string, answerOf: (scan: PeerScan) => boolean | undefined): PeerQuestion {
  const words = { true: 'yes', false: 'no' } as const
  return {
    id,
    categories: ['yes', 'no'],
    categoryOf: (scan) => {
      const answer = answerOf(scan)
      return answer === undefined ? undefined : words[`${answer}`]
    },
  }
}

function ratioQuestion(ratio: Ratio): PeerQuestion {
  const edges = EDGES[ratio]
  const categories = classesOf(edges)
  return {
    id: `ratio:${ratio}`,
    categories,
    categoryOf: ({ ratios }) => {
      const value = ratios[ratio]
      return value === undefined ? undefined : categories[edges.filter((edge) => value >= edge).length]
    },
    amountOf: ({ ratios }) => ratios[ratio],
  }
}
