/**
 * The front of a search for a shortest path (E. W. Dijkstra 1959, doi:10.1007/BF01386390) over offers and, as the last
 * node, "nothing". Of equally short paths the one with the fewest moves: those are the ones that can always be walked.
 */
export type SearchFront = ReturnType<typeof makeSearchFront>

export function makeSearchFront(nodes: number) {
  const distance = new Float64Array(nodes).fill(Infinity)
  const moves = new Int32Array(nodes)
  const place = new Int32Array(nodes) // the place by which the node was reached …
  const edge = new Int32Array(nodes) // … the edge that moves in or out …
  const from = new Int32Array(nodes) // … and the node before; −1 at the start
  const isDone = new Uint8Array(nodes)
  const touched = new Int32Array(nodes)
  let reached = 0

  const clear = (): void => {
    for (let t = 0; t < reached; t++) {
      distance[touched[t]!] = Infinity
      isDone[touched[t]!] = 0
    }
    reached = 0
  }

  const reach = (node: number, far: number, before: number, byPlace: number, byEdge: number): void => {
    const hops = before === -1 ? 0 : moves[before]! + 1
    const known = distance[node]!
    if (far > known || (far === known && hops >= moves[node]!)) return
    if (known === Infinity) touched[reached++] = node
    distance[node] = far
    moves[node] = hops
    from[node] = before
    place[node] = byPlace
    edge[node] = byEdge
  }

  /** The nearest node that is not done yet, which it then is; −1 when there is none. */
  const takeNearest = (): number => {
    let best = -1
    for (let t = 0; t < reached; t++) {
      const node = touched[t]!
      if (isDone[node] === 1) continue
      if (best === -1 || distance[node]! < distance[best]!) best = node
      else if (distance[node] === distance[best] && moves[node]! < moves[best]!) best = node
    }
    if (best !== -1) isDone[best] = 1
    return best
  }

  /** Adds (sign 1) or takes off what makes the path to `end` cost nothing at the new prices. */
  const reprice = (price: Float64Array, end: number, sign: number): void => {
    const far = distance[end]!
    for (let t = 0; t < reached; t++) {
      const node = touched[t]!
      if (node < price.length && distance[node]! < far) price[node]! += sign * (far - distance[node]!)
    }
  }
  return { distance, place, edge, from, clear, reach, takeNearest, reprice }
}
