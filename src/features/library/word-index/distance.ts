/**
 * How many letters must be added, left out, replaced or swapped with their neighbour to make one word of the other
 * (optimal string alignment); `limit + 1` where it is more than `limit`.
 */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1
  let older: number[] = []
  let before = Array.from({ length: right.length + 1 }, (_, at) => at)
  for (let row = 1; row <= left.length; row++) {
    const current = [row]
    let least = row
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1]
      let cost = Math.min(before[column]! + 1, current[column - 1]! + 1, before[column - 1]! + (same ? 0 : 1))
      if (row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1])
        cost = Math.min(cost, older[column - 2]! + 1)
      current.push(cost)
      if (cost < least) least = cost
    }
    if (least > limit) return limit + 1
    older = before
    before = current
  }
  return Math.min(before[right.length]!, limit + 1)
}

/** Letters that sound alike in Dutch are written alike: "producktie" and "produktie" → "produktie". */
export const soundOf = (word: string): string =>
  word
    .replace(/tsj|tch|ch(?=i|e|a)/g, 'sj')
    .replace(/sch\b/g, 's')
    .replace(/ij|ey|ei|y/g, 'ei')
    .replace(/au|ou/g, 'ou')
    .replace(/ie|ii/g, 'i')
    .replace(/qu/g, 'kw')
    .replace(/ck|c(?=[aoukrlt])/g, 'k')
    .replace(/c/g, 's')
    .replace(/ph/g, 'f')
    .replace(/th/g, 't')
    .replace(/x/g, 'ks')
    .replace(/z/g, 's')
    .replace(/v/g, 'f')
    .replace(/dt\b|d\b/g, 't')
    .replace(/(.)\1+/g, '$1')
