/** Rows in ascending order of score; equal scores in order of rows. */
export function sortedRows(score: Float64Array, rows: Int32Array): Int32Array {
  return rows.slice().sort((a, b) => score[a]! - score[b]! || a - b)
}

/** Place of the first of the rows, sorted by score, whose score is not below a value. */
export function firstPlace(score: Float64Array, sorted: Int32Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (score[sorted[middle]!]! < value) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * For each treated row, in the order given, the control nearest in score, or −1 where none is left or within `widest`.
 * Without replacement a control is used once, and the choice is greedy. At equal distance the lower score wins, then
 * the earlier row. Time grows as n log n: used controls are skipped by links that shorten as they are walked.
 */
export function nearestPairs(
  score: Float64Array,
  treatedRows: Int32Array,
  controlRows: Int32Array,
  replacement: boolean,
  widest: number,
): Int32Array {
  const sorted = sortedRows(score, controlRows)
  const count = sorted.length
  const up = Int32Array.from({ length: count + 1 }, (_, place) => place) // next free place, `count` where none
  const down = Int32Array.from({ length: count + 1 }, (_, place) => place) // one more than the last free place, 0 where none
  const control = new Int32Array(treatedRows.length).fill(-1)
  for (let k = 0; k < treatedRows.length; k++) {
    const value = score[treatedRows[k]!]!
    const place = firstPlace(score, sorted, value)
    const above = ended(up, place)
    let below = ended(down, place) - 1
    const far = above < count ? score[sorted[above]!]! - value : Infinity
    const near = below >= 0 ? value - score[sorted[below]!]! : Infinity
    if (Math.min(far, near) > widest || (above >= count && below < 0)) continue
    if (near <= far) below = ended(up, firstPlace(score, sorted, score[sorted[below]!]!))
    const chosen = near <= far ? below : above
    control[k] = sorted[chosen]!
    if (replacement) continue
    up[chosen] = chosen + 1
    down[chosen + 1] = chosen
  }
  return control
}

/** End of a chain of links, which is made shorter on the way. */
function ended(links: Int32Array, start: number): number {
  let at = start
  while (links[at] !== at) {
    links[at] = links[links[at]!]!
    at = links[at]!
  }
  return at
}
