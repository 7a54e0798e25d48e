import type { Design } from './least-squares.ts'
import { type Basis, naturalSpline } from './natural-spline.ts'

const MOST_COLUMNS = 256

/**
 * The regression columns of one or a few numbers: products of a natural spline in each, so that they may interact
 * in any way that is smooth.
 *
 * @param numbers  number × scenario, without NaN
 * @param knots    per number; the columns are at most knots^numbers
 * @throws RangeError without numbers, where their lengths differ, below two knots, or above 256 columns
 */
export function splineDesign(numbers: readonly Float64Array[], knots: number): Design {
  const rows = numbers[0]?.length ?? 0
  if (rows === 0 || numbers.some((values) => values.length !== rows)) {
    throw new RangeError('a spline requires numbers of one length')
  }
  if (!Number.isInteger(knots) || knots < 2) throw new RangeError('a spline requires two knots or more')

  const bases = numbers.map((values) => naturalSpline(values, knots))
  return designOf(numbers, bases, rows)
}

/** The same columns at other values of the same numbers. */
export function splineDesignAt(
  numbers: readonly Float64Array[],
  knots: number,
  places: readonly Float64Array[],
): Design {
  const bases = numbers.map((values) => naturalSpline(values, knots))
  return designOf(places, bases, places[0]!.length)
}

function designOf(numbers: readonly Float64Array[], bases: readonly Basis[], rows: number): Design {
  const columns = bases.reduce((product, { size }) => product * size, 1)
  if (columns > MOST_COLUMNS) throw new RangeError(`a spline of ${columns} columns is too wide`)

  const cells = new Float64Array(rows * columns)
  const [first, ...others] = bases as [Basis, ...Basis[]]
  for (let row = 0; row < rows; row++) first.fill(numbers[0]![row]!, cells, row * columns)
  let filled = first.size
  for (const [i, basis] of others.entries()) {
    multiply(cells, columns, filled, basis, numbers[i + 1]!)
    filled *= basis.size
  }
  return { rows, columns, cells }
}

/**
 * In each row: the `filled` columns that are there, each times each function of the basis. From the last one back,
 * since the products take the place of what they are made of.
 */
function multiply(
  cells: Float64Array,
  columns: number,
  filled: number,
  { size, fill }: Basis,
  values: Float64Array,
): void {
  const own = new Float64Array(size)
  for (let row = 0; row < values.length; row++) {
    const start = row * columns
    fill(values[row]!, own, 0)
    for (let k = filled - 1; k >= 0; k--) {
      const before = cells[start + k]!
      for (let j = 0; j < size; j++) cells[start + k * size + j] = before * own[j]!
    }
  }
}
