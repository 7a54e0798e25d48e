/**
 * Who could be matched with what, as typed arrays. Edges lie firm after firm (CSR), and within a firm group after
 * group: of the edges with one group number a firm takes at most one. Points are whole numbers below 2^43, so that
 * sums and differences of points and prices are exact.
 */
export type Market = Readonly<{
  slots: Uint8Array // per firm: how many offers it may get
  capacity: Int32Array // per offer: places, at most the number of firms
  start: Int32Array // per firm, and the end: its first edge
  offer: Int32Array // per edge
  group: Int32Array // per edge: need × number of kinds + kind, within the firm
  points: Float64Array // per edge, ≥ 1
}>

export const firmCount = (market: Market) => market.slots.length
export const offerCount = (market: Market) => market.capacity.length
export const widthOf = (market: Market) => market.slots.reduce((most, slots) => Math.max(most, slots), 1)
