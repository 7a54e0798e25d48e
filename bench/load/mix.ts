import type { Walk } from './request.ts'
import { scanWalk } from './scan-walk.ts'
import {
  adviceWalk,
  askWalk,
  caseWalk,
  consentWalk,
  eventWalk,
  inboxWalk,
  mineWalk,
  noteWalk,
  ownQuestionWalk,
  PUBLIC,
  replyWalk,
  shownAdviceWalk,
  type Visit,
} from './walks.ts'
import { type Chance, chanceOf, type World } from './world.ts'

/** How many requests belong to each errand, of a thousand; scans and advices are put in by whoever measures. */
const USUAL = {
  ...{ home: 40, list: 50, entry: 50, articles: 10, article: 60, search: 40, events: 25, event: 25 },
  ...{ shownAdvice: 20, ask: 120, inbox: 150, case: 70, note: 30, reply: 50 },
  ...{ mine: 70, ownQuestion: 30, events4: 60, consent: 30 },
} as const
type Errand = keyof typeof USUAL | 'scan' | 'advice'

/** What the engine has to work for: scans, each with an advice at its end, and advices made anew. */
export type Mix = Readonly<{ scanPermille: number; advicePermille: number }>

/** All errands with their weights, of a thousand requests. */
export function weightsOf({ scanPermille, advicePermille }: Mix): ReadonlyMap<Errand, number> {
  const usual = Object.entries(USUAL) as [Errand, number][]
  const sum = usual.reduce((total, [, weight]) => total + weight, 0)
  const scaled = usual.map(([errand, weight]): [Errand, number] => [
    errand,
    (weight / sum) * (1000 - scanPermille - advicePermille),
  ])
  return new Map([...scaled, ['scan', scanPermille], ['advice', advicePermille]])
}

/** Who does what next. `ended` gives back what a walk had for itself. */
export type Begun = Readonly<{ walk: Walk; ended: () => void }>
export type Visitors = Readonly<{
  errand: () => Errand
  begin: (errand: Errand) => Begun
}>

/** Visitors of this world, in an order that repeats itself for the same numbers. */
export function visitorsOf(world: World, mix: Mix, random: () => number): Visitors {
  const chance = chanceOf(random)
  const weights = [...weightsOf(mix)]
  const busy = new Set<string>()
  const errand = () => {
    let left = chance.share() * 1000
    for (const [one, weight] of weights) {
      left -= weight
      if (left < 0) return one
    }
    return 'home'
  }
  /** Something that nobody else is at: the first that is free, from a random place on. */
  const alone = <T>(all: readonly T[], keyOf: (one: T) => string): T => {
    const from = chance.whole(all.length)
    const turned = [...all.slice(from), ...all.slice(0, from)]
    const free = turned.find((one) => !busy.has(keyOf(one)))
    if (free === undefined) throw new Error('more visitors than people: make the network larger')
    busy.add(keyOf(free))
    return free
  }
  const begin = (wanted: Errand): Begun =>
    begun(wanted, { world, chance, visitor: visitorOf(chance) }, alone, busy)
  return { errand, begin }
}

const visitorOf = ({ whole }: Chance) => `10.${whole(256)}.${whole(256)}.${whole(256)}`

type Alone = <T>(all: readonly T[], keyOf: (one: T) => string) => T

function begun(errand: Errand, visit: Visit, alone: Alone, busy: Set<string>): Begun {
  const { world, chance, visitor } = visit
  const free = (walk: Walk): Begun => ({ walk, ended: () => {} })
  const held = (walk: Walk, key: string): Begun => ({ walk, ended: () => busy.delete(key) })
  const adviser = () => chance.pick(world.advisers)
  const entrepreneur = () => chance.pick(world.entrepreneurs)
  switch (errand) {
    case 'scan':
      return free(scanWalk(visitor, chance))
    case 'advice':
      return free(adviceWalk(visit))
    case 'shownAdvice':
      return free(shownAdviceWalk(visit))
    case 'ask':
      return free(askWalk(visit))
    case 'inbox':
      return free(inboxWalk(visit, adviser()))
    case 'case':
      return free(caseWalk(visit, adviser()))
    case 'note':
      return free(noteWalk(visit, adviser()))
    case 'mine':
      return free(mineWalk(visit, entrepreneur()))
    case 'ownQuestion':
      return free(ownQuestionWalk(visit, entrepreneur()))
    case 'reply': {
      const who = adviser()
      const id = alone(who.openCases, (one) => one)
      return held(replyWalk(visit, who, id), id)
    }
    case 'events4': {
      const slug = chance.pick(world.eventSlugs)
      const keyOf = ({ firmId }: { firmId: string }) => `${slug} ${firmId}`
      const who = alone(world.entrepreneurs, keyOf)
      return held(eventWalk(visit, who, slug), keyOf(who))
    }
    case 'consent': {
      const keyOf = ({ firmId }: { firmId: string }) => `consent ${firmId}`
      const who = alone(world.entrepreneurs, keyOf)
      return held(consentWalk(visit, who), keyOf(who))
    }
    default:
      return free((PUBLIC[errand] ?? PUBLIC['home']!)(visit))
  }
}
