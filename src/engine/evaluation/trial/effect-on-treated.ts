import { normalQuantile } from '../../kernel/normal.ts'
import { type Result, ok, refuse } from '../../kernel/result.ts'
import { stratifiedDifferences } from './stratified-difference.ts'
import { comparedRows, type TrialData, type TrialRefusal } from './trial-data.ts'

/**
 * Values that a test does not reject: between two ends, everything but what lies between them, or everything. The
 * latter two say that the draw moved too few to tell.
 */
export type ConfidenceSet =
  | Readonly<{ kind: 'between' | 'outside'; low: number; high: number }>
  | Readonly<{ kind: 'everything' }>

/**
 * - `estimate`: effect on those whom the draw made take part, in the unit of the outcome
 * - `firstStage`: how many more took part for being offered a place, with its F (undefined where all did as offered)
 * - `andersonRubin`: right also where the draw moved few
 */
export type EffectOnTreated = Readonly<{
  estimate: number
  standardError: number
  low: number
  high: number
  firstStage: Readonly<{ estimate: number; standardError: number; f: number | undefined }>
  andersonRubin: ConfidenceSet
}>

/**
 * Effect of taking part, by Wald's ratio: what the offer did to the outcome over what it did to taking part. With one
 * stratum it is two-stage least squares. The error is that of the mean of outcome − effect · took part (delta method).
 *
 * Sources: G. Imbens and J. Angrist, "Identification and Estimation of Local Average Treatment Effects", Econometrica 62
 * (1994), 467-475, doi:10.2307/2951620; T. Anderson and H. Rubin, "Estimation of the Parameters of a Single Equation",
 * Annals of Mathematical Statistics 20 (1949), 46-63, doi:10.1214/aoms/1177730090.
 */
export function effectOnTreated(data: TrialData, level: number): Result<EffectOnTreated, TrialRefusal> {
  if (!(level > 0 && level < 1)) return refuse({ code: 'level-outside-limits' })
  const compared = comparedRows(data)
  if (!compared.ok) return compared
  const { outcome, tookPart } = compared.value
  const found = stratifiedDifferences(compared.value, [outcome, Float64Array.from(tookPart)])
  const [onOutcome, onPart] = [found.estimates[0]!, found.estimates[1]!]
  if (Math.abs(onPart) < 1e-12) return refuse({ code: 'nobody-took-part' })
  const [yy, yd, , dd] = found.covariance as unknown as [number, number, number, number]
  const estimate = onOutcome / onPart
  const standardError = Math.sqrt(Math.max(0, yy - 2 * estimate * yd + estimate ** 2 * dd)) / Math.abs(onPart)
  const z = normalQuantile((1 + level) / 2)
  return ok({
    estimate,
    standardError,
    low: estimate - z * standardError,
    high: estimate + z * standardError,
    firstStage: {
      estimate: onPart,
      standardError: Math.sqrt(dd),
      f: dd > 0 ? onPart ** 2 / dd : undefined,
    },
    andersonRubin: notRejected({
      a: onPart ** 2 - z ** 2 * dd,
      b: -2 * (onOutcome * onPart - z ** 2 * yd),
      c: onOutcome ** 2 - z ** 2 * yy,
    }),
  })
}

/** Where a w² + b w + c ≤ 0. */
function notRejected({ a, b, c }: Readonly<{ a: number; b: number; c: number }>): ConfidenceSet {
  const inner = b ** 2 - 4 * a * c
  if (inner < 0 || a === 0) return { kind: 'everything' } // a > 0 always has the estimate inside
  const q = -0.5 * (b + Math.sign(b || 1) * Math.sqrt(inner))
  const [x, y] = [q / a, q === 0 ? 0 : c / q]
  return { kind: a > 0 ? 'between' : 'outside', low: Math.min(x, y), high: Math.max(x, y) }
}
