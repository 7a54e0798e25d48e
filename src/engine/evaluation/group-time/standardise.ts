/**
 * Centre and scale, so that squares of a covariate lose nothing; effects do not depend on either. A column that does
 * not vary becomes zero, which the estimators then name as singular.
 */
export function standardisation(column: Float64Array): Readonly<{ centre: number; perUnit: number }> {
  const count = column.length
  let centre = 0
  for (let i = 0; i < count; i++) centre += column[i]! / count
  let square = 0
  for (let i = 0; i < count; i++) square += (column[i]! - centre) ** 2 / count
  const spread = Math.sqrt(square)
  return { centre, perUnit: spread > 1e-12 * Math.abs(centre) ? 1 / spread : 0 }
}
