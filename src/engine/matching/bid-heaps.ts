/** Per offer the highest bids, as many as it has places, with the lowest of them on top. */
export type BidHeaps = ReturnType<typeof makeBidHeaps>

/** @param bid  per place of a firm: what it bids; read whenever places are compared */
export function makeBidHeaps(capacity: Int32Array, bid: Float64Array) {
  const start = new Int32Array(capacity.length + 1)
  for (let j = 0; j < capacity.length; j++) start[j + 1] = start[j]! + capacity[j]!
  const heap = new Int32Array(start[capacity.length]!)
  const filled = new Int32Array(capacity.length)

  const push = (j: number, place: number): void => {
    const base = start[j]!
    let at = filled[j]!++
    while (at > 0) {
      const above = (at - 1) >> 1
      if (bid[heap[base + above]!]! <= bid[place]!) break
      heap[base + at] = heap[base + above]!
      at = above
    }
    heap[base + at] = place
  }

  /** The new place comes instead of the lowest. */
  const replaceTop = (j: number, place: number): number => {
    const base = start[j]!
    const out = heap[base]!
    let at = 0
    for (let below = 1; below < filled[j]!; below = 2 * at + 1) {
      if (below + 1 < filled[j]! && bid[heap[base + below + 1]!]! < bid[heap[base + below]!]!) below++
      if (bid[heap[base + below]!]! >= bid[place]!) break
      heap[base + at] = heap[base + below]!
      at = below
    }
    heap[base + at] = place
    return out
  }

  /** @returns the place that lost; −1 when there was room */
  const accept = (j: number, place: number): number => {
    if (filled[j]! === capacity[j]!) return replaceTop(j, place)
    push(j, place)
    return -1
  }
  const isFull = (j: number) => filled[j] === capacity[j]
  const lowest = (j: number) => bid[heap[start[j]!]!]!
  const empty = () => filled.fill(0)
  return { accept, isFull, lowest, empty }
}
