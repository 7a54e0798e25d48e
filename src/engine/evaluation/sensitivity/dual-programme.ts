/**
 * max yᵀγ over γ ≥ 0 with Eγ = e₁, for many y with the same E: a simplex that goes on from the last vertex.
 */
export type DualProgramme = Readonly<{
  gamma: Float64Array // the best vertex, after `maximise`
  maximise(y: Float64Array): number
}>

const TOLERANCE = 1e-11
const DANTZIG_STEPS = 60 // then Bland's rule, which can't cycle
const SOLVES_PER_REFRESH = 400

/**
 * @param equations  rows of E, full row rank; the set of γ is not empty and bounded
 * @throws RangeError where it is empty, unbounded or the rank is too low
 *
 * Source: R. G. Bland, "New Finite Pivoting Rules for the Simplex Method", Mathematics of Operations Research 2
 * (1977), 103-107, doi:10.1287/moor.2.2.103.
 */
export function makeDualProgramme(equations: readonly Float64Array[]): DualProgramme {
  const rows = equations.length
  const columns = equations[0]!.length
  const basis = new Int32Array(rows)
  const gamma = new Float64Array(columns)
  let tableau = startTableau(equations, basis)
  let solves = 0

  const maximise = (y: Float64Array) => {
    if (++solves % SOLVES_PER_REFRESH === 0) tableau = refreshed(equations, basis)
    improve(tableau, basis, y, columns)
    gamma.fill(0)
    let value = 0
    for (let r = 0; r < rows; r++) {
      const share = Math.max(0, tableau[r]!.at(-1)!)
      gamma[basis[r]!] = share
      value += share * y[basis[r]!]!
    }
    return value
  }
  return { gamma, maximise }
}

/** Phase one: an artificial column for each equation, driven out. */
function startTableau(equations: readonly Float64Array[], basis: Int32Array): Float64Array[] {
  const rows = equations.length
  const columns = equations[0]!.length
  const tableau = equations.map((row, r) => {
    const line = new Float64Array(columns + rows + 1)
    line.set(row)
    line[columns + r] = 1
    line[columns + rows] = r === 0 ? 1 : 0
    basis[r] = columns + r
    return line
  })
  const cost = new Float64Array(columns + rows).fill(-1, columns)
  improve(tableau, basis, cost, columns + rows)
  for (let r = 0; r < rows; r++) {
    if (basis[r]! < columns) continue
    if (tableau[r]!.at(-1)! > 1e-9) throw new RangeError('no point satisfies the equations')
    let enter = -1
    for (let j = 0; j < columns; j++) {
      const size = Math.abs(tableau[r]![j]!)
      if (size > 1e-9 && (enter < 0 || size > Math.abs(tableau[r]![enter]!))) enter = j
    }
    if (enter < 0) throw new RangeError('the equations depend on each other')
    pivot(tableau, basis, r, enter)
  }
  return refreshed(equations, basis)
}

function improve(
  tableau: readonly Float64Array[],
  basis: Int32Array,
  cost: Float64Array,
  columns: number,
): void {
  for (let step = 0; step < 5000; step++) {
    const enter = entering(tableau, basis, cost, columns, step >= DANTZIG_STEPS)
    if (enter < 0) return
    const leave = leaving(tableau, basis, enter)
    if (leave < 0) throw new RangeError('the programme is unbounded')
    pivot(tableau, basis, leave, enter)
  }
}

function entering(
  tableau: readonly Float64Array[],
  basis: Int32Array,
  cost: Float64Array,
  columns: number,
  first: boolean,
): number {
  let [best, enter] = [TOLERANCE, -1]
  for (let j = 0; j < columns; j++) {
    let gain = cost[j]!
    for (let r = 0; r < basis.length; r++) gain -= cost[basis[r]!]! * tableau[r]![j]!
    if (gain <= best) continue
    if (first) return j
    best = gain
    enter = j
  }
  return enter
}

function leaving(tableau: readonly Float64Array[], basis: Int32Array, enter: number): number {
  let [smallest, leave] = [Infinity, -1]
  for (let r = 0; r < basis.length; r++) {
    const row = tableau[r]!
    if (row[enter]! <= TOLERANCE) continue
    const ratio = Math.max(0, row[row.length - 1]!) / row[enter]!
    if (ratio < smallest || (ratio === smallest && basis[r]! < basis[leave]!)) {
      smallest = ratio
      leave = r
    }
  }
  return leave
}

function pivot(tableau: readonly Float64Array[], basis: Int32Array, leave: number, enter: number): void {
  const source = tableau[leave]!
  const divisor = source[enter]!
  for (let j = 0; j < source.length; j++) source[j]! /= divisor
  for (let r = 0; r < tableau.length; r++) {
    const row = tableau[r]!
    const factor = row[enter]!
    if (r === leave || factor === 0) continue
    for (let j = 0; j < row.length; j++) row[j]! -= factor * source[j]!
  }
  basis[leave] = enter
}

/** The tableau of a basis from the equations as given, so that rounding doesn't add up over many solves. */
function refreshed(equations: readonly Float64Array[], basis: Int32Array): Float64Array[] {
  const tableau = equations.map((row, r) => Float64Array.from([...row, r === 0 ? 1 : 0]))
  const wanted = Array.from(basis)
  const done = new Set<number>()
  for (const column of wanted) {
    let row = -1
    for (let r = 0; r < tableau.length; r++) {
      if (done.has(r)) continue
      if (row < 0 || Math.abs(tableau[r]![column]!) > Math.abs(tableau[row]![column]!)) row = r
    }
    pivot(tableau, basis, row, column)
    done.add(row)
  }
  return tableau
}
