import { type Answers, answersOf } from './answers.ts'
import { type GroupBeliefs, groupBeliefs } from './group-beliefs.ts'
import type { PeerScan } from './peer-scan.ts'
import type { PopulationPrior } from './population-prior.ts'
import { type Tallies, withScans } from './tally.ts'

/** What is believed of every kind of firm: before any scan, and what scans added. Ask `populationFor`. */
export type ConditionalPopulation = Readonly<{
  prior: PopulationPrior
  answers: Answers
  tallies: Tallies
  groups: GroupBeliefs
}>

/** What is believed before any scan. */
export function conditionalPopulation(prior: PopulationPrior): ConditionalPopulation {
  return { prior, answers: answersOf(prior), tallies: new Map(), groups: new Map() }
}

/**
 * What is believed after more scans. The order of scans does not matter, nor whether they come at once or in parts;
 * without scans nothing changes. Linear in the scans. See docs/methods/population.md.
 */
export function learn(population: ConditionalPopulation, scans: readonly PeerScan[]): ConditionalPopulation {
  if (scans.length === 0) return population
  const { prior, answers } = population
  const tallies = withScans(population.tallies, scans, prior, answers)
  return { prior, answers, tallies, groups: groupBeliefs(prior, answers, tallies) }
}
