/** Whether rows stand by unit and, within a unit, by rising time; then no unit has two rows at a time. */
export function isInOrder(unit: Int32Array, time: Int32Array): boolean {
  for (let row = 1; row < unit.length; row++) {
    const same = unit[row] === unit[row - 1]
    if (same ? time[row]! <= time[row - 1]! : unit[row]! < unit[row - 1]!) return false
  }
  return true
}

/**
 * Rows whose unit and time stand in an earlier row: the first few, each with that earlier row, and how many there are.
 * One bit per unit and time where that is little, a sort otherwise.
 */
export function duplicateRows(
  unit: Int32Array,
  time: Int32Array,
  units: number,
  most = 5,
): Readonly<{ count: number; pairs: readonly (readonly [row: number, earlier: number])[] }> {
  let min = Infinity
  let max = -Infinity
  for (const at of time) {
    if (at < min) min = at
    if (at > max) max = at
  }
  const times = max - min + 1
  const cells = units * times
  const later =
    cells <= unit.length * 64 + 2 ** 20 ? byBits(unit, time, min, times, cells) : byOrder(unit, time)
  const pairs = later.rows.slice(0, most).map((row) => {
    const isSame = (_: number, at: number) => unit[at] === unit[row] && time[at] === time[row]
    return [row, unit.findIndex(isSame)] as const
  })
  return { count: later.count, pairs }
}

type Later = { count: number; rows: number[] }

function byBits(unit: Int32Array, time: Int32Array, min: number, times: number, cells: number): Later {
  const seen = new Int32Array(Math.ceil(cells / 32))
  const later: Later = { count: 0, rows: [] }
  for (let row = 0; row < unit.length; row++) {
    const cell = unit[row]! * times + (time[row]! - min)
    const word = Math.floor(cell / 32)
    const bit = 1 << (cell % 32)
    if ((seen[word]! & bit) !== 0) note(later, row)
    seen[word]! |= bit
  }
  return later
}

function byOrder(unit: Int32Array, time: Int32Array): Later {
  const order = Int32Array.from(unit, (_, row) => row)
  order.sort((a, b) => unit[a]! - unit[b]! || time[a]! - time[b]! || a - b)
  const later: Later = { count: 0, rows: [] }
  for (let at = 1; at < order.length; at++) {
    const row = order[at]!
    const before = order[at - 1]!
    if (unit[row] === unit[before] && time[row] === time[before]) note(later, row)
  }
  return later
}

function note(later: Later, row: number): void {
  later.count++
  if (later.rows.length < 100) later.rows.push(row)
}
