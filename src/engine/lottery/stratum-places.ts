import { sha256Hex } from './sha256.ts'

export type StratumPlaces = Readonly<{
  name: string
  ticket: string // decides the order in which strata are rounded
  applicants: number
  places: number
}>

/**
 * Places per stratum in proportion to applicants, spent to the last one. Strata are laid end to end on a line, in
 * the order given; the s-th stratum gets
 *
 *     ⌊(K · (n₁ + … + n_s) + start) / N⌋ − ⌊(K · (n₁ + … + n_(s−1)) + start) / N⌋
 *
 * that is K · n_s / N rounded down or up. Over all starts 0 … N − 1 the mean is exactly K · n_s / N.
 *
 * @param counts applicants per stratum, n; whole, together N ≥ 1
 * @param places K; whole, 0 ≤ K ≤ N ≤ 10⁶, so that every product is exact
 * @param start whole, 0 ≤ start < N
 *
 * Source: W. G. Madow 1949, On the theory of systematic sampling, II, Annals of Mathematical Statistics 20(3);
 * for apportionment: G. Grimmett 2004, Stochastic apportionment, American Mathematical Monthly 111(4). An unbiased
 * controlled rounding of one row in the sense of L. H. Cox 1987, JASA 82(398).
 */
export function systematicPlaces(counts: readonly number[], places: number, start: number): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  let before = 0
  return counts.map((count) => {
    const after = before + count
    const given = Math.floor((places * after + start) / total) - Math.floor((places * before + start) / total)
    before = after
    return given
  })
}

/** The strata in order of their tickets, with their places; `start` is the rounding ticket modulo N. */
export function stratumPlaces(
  countOf: ReadonlyMap<string, number>,
  places: number,
  seed: string,
): StratumPlaces[] {
  const strata = [...countOf]
    .map(([name, applicants]) => ({ name, ticket: sha256Hex(`${seed} stratum ${name}`), applicants }))
    .sort((a, b) => (a.ticket < b.ticket ? -1 : 1))
  const counts = strata.map(({ applicants }) => applicants)
  const total = counts.reduce((sum, count) => sum + count, 0)
  const start = Number(BigInt(`0x${sha256Hex(`${seed} rounding`)}`) % BigInt(total))
  const given = systematicPlaces(counts, Math.min(places, total), start)
  return strata.map((stratum, index) => ({ ...stratum, places: given[index]! }))
}
