import { normalCdf, normalDensity, normalQuantile } from './normal.ts'

/**
 * Uniform variables that share one normal factor, as in the one-factor Gaussian copula:
 *
 *     out = Φ(√ρ · factor + √(1 − ρ) · Φ⁻¹(own))
 *
 * Two columns made from the same factor have normal scores with correlation ρ; by ρ = 0 the column is `own`.
 * Φ and Φ⁻¹ come from tables with cubic interpolation: the result differs at most 1e-9 from the accurate one.
 *
 * @param factor       standard normal, one per scenario
 * @param own          uniform, strictly in (0, 1)
 * @param correlation  ρ of the normal scores, 0 ≤ ρ ≤ 1
 * @param out          uniform, strictly in (0, 1); may be `own` itself
 *
 * Source: D. X. Li, "On Default Correlation: A Copula Function Approach", Journal of Fixed Income 9(4) (2000),
 * 43-54, for the copula; O. Vasicek 1987 for its form with one factor.
 */
export function factorUniforms(
  factor: Float64Array,
  own: Float64Array,
  correlation: number,
  out: Float64Array,
): void {
  const onFactor = Math.sqrt(correlation)
  const onOwn = Math.sqrt(1 - correlation)
  for (let i = 0; i < out.length; i++) {
    out[i] = inside(tabledCdf(onFactor * factor[i]! + onOwn * tabledQuantile(own[i]!)))
  }
}

/** Standard normal scores of uniform variables, to 1e-8: the factor of `factorUniforms` from a column of points. */
export function fillNormalScores(uniform: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = tabledQuantile(uniform[i]!)
}

const SMALLEST = 2 ** -53
const inside = (u: number) => Math.min(Math.max(u, SMALLEST), 1 - SMALLEST)

const CDF_LIMIT = 6.5 // beyond it the accurate function
const CDF_CELLS_PER_UNIT = 64
const QUANTILE_LIMIT = 1 / 32 // nearer to 0 or 1 than this the accurate function
const QUANTILE_CELLS = 1024

type HermiteTable = Readonly<{ from: number; cellsPerUnit: number; coefficients: Float64Array }>

const CDF_TABLE = hermiteTable(
  -CDF_LIMIT,
  CDF_LIMIT,
  2 * CDF_LIMIT * CDF_CELLS_PER_UNIT,
  normalCdf,
  normalDensity,
)
const QUANTILE_TABLE = hermiteTable(
  QUANTILE_LIMIT,
  1 - QUANTILE_LIMIT,
  QUANTILE_CELLS,
  normalQuantile,
  (share) => 1 / normalDensity(normalQuantile(share)),
)

const tabledCdf = (z: number) => (z > -CDF_LIMIT && z < CDF_LIMIT ? interpolated(CDF_TABLE, z) : normalCdf(z))

const tabledQuantile = (share: number) =>
  share > QUANTILE_LIMIT && share < 1 - QUANTILE_LIMIT
    ? interpolated(QUANTILE_TABLE, share)
    : normalQuantile(share)

function interpolated({ from, cellsPerUnit, coefficients }: HermiteTable, x: number): number {
  const place = (x - from) * cellsPerUnit
  const cell = Math.trunc(place)
  const t = place - cell
  const at = cell * 4
  return (
    coefficients[at]! + t * (coefficients[at + 1]! + t * (coefficients[at + 2]! + t * coefficients[at + 3]!))
  )
}

/** Cubic pieces that meet value and slope at both ends of each cell; one cell to spare at the end. */
function hermiteTable(
  from: number,
  to: number,
  cells: number,
  valueAt: (x: number) => number,
  slopeAt: (x: number) => number,
): HermiteTable {
  const width = (to - from) / cells
  const coefficients = new Float64Array((cells + 1) * 4)
  for (let cell = 0; cell <= cells; cell++) {
    const left = from + cell * width
    const rise = valueAt(left + width) - valueAt(left)
    const startSlope = slopeAt(left) * width
    const endSlope = slopeAt(left + width) * width
    coefficients.set(
      [valueAt(left), startSlope, 3 * rise - 2 * startSlope - endSlope, startSlope + endSlope - 2 * rise],
      cell * 4,
    )
  }
  return { from, cellsPerUnit: cells / (to - from), coefficients }
}
