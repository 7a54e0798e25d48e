/**
 * Paths of donors taken apart into what their cluster shares and what is their own, so that both can be drawn anew: the
 * own parts from all donors, the shared ones by cluster. Rows of `paths`: the donors, then the clusters.
 *
 * Own parts are scaled up by √(m / (m − 1)), m donors in the cluster. A mean over m firms also holds 1/m of their own
 * variance; shared parts are scaled down by what that is, in changes from time to time.
 */
export function takeApart(
  paths: Float64Array,
  clusterOf: Int32Array,
  clusters: number,
  times: number,
): { paths: Float64Array; drawable: Int32Array } {
  const count = clusterOf.length
  const apart = new Float64Array((count + clusters) * times)
  const sizes = new Int32Array(clusters)
  for (const c of clusterOf) sizes[c]!++
  for (let d = 0; d < count; d++) {
    const to = (count + clusterOf[d]!) * times
    for (let t = 0; t < times; t++) apart[to + t]! += paths[d * times + t]! / sizes[clusterOf[d]!]!
  }
  for (let d = 0; d < count; d++) {
    const [from, size] = [(count + clusterOf[d]!) * times, sizes[clusterOf[d]!]!]
    const scale = size > 1 ? Math.sqrt(size / (size - 1)) : 0
    for (let t = 0; t < times; t++) apart[d * times + t] = scale * (paths[d * times + t]! - apart[from + t]!)
  }
  const drawable = Int32Array.from(clusterOf.keys()).filter((d) => sizes[clusterOf[d]!]! > 1)
  const scale = sharedScale(apart, { count, clusters, times, sizes, drawable })
  for (let k = count * times; k < apart.length; k++) apart[k]! *= scale
  return { paths: apart, drawable }
}

type Apart = Readonly<{
  count: number
  clusters: number
  times: number
  sizes: Int32Array
  drawable: Int32Array
}>

/** √ of the share of the variance of changes of means that is not from the firms' own changes. */
function sharedScale(apart: Float64Array, { count, clusters, times, sizes, drawable }: Apart): number {
  const change = (row: number, t: number) => apart[row * times + t]! - apart[row * times + t - 1]!
  const inverse = sizes.reduce((sum, size) => sum + 1 / size, 0) / clusters
  let [between, within] = [0, 0]
  for (let t = 1; t < times; t++) {
    let [sum, square] = [0, 0]
    for (let c = 0; c < clusters; c++) {
      sum += change(count + c, t)
      square += change(count + c, t) ** 2
    }
    between += (square - sum ** 2 / clusters) / (clusters - 1)
    for (const d of drawable) within += change(d, t) ** 2 / drawable.length
  }
  return between > 0
    ? Math.sqrt(Math.max(0, 1 - (within * inverse) / between) * (clusters / (clusters - 1)))
    : 0
}
