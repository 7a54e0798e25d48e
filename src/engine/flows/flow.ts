/** How information travels between two functions, from no system at all to automatic in both directions. */
export const CARRIERS = ['paper', 'file', 'typed', 'one-way', 'two-way'] as const
export type Carrier = (typeof CARRIERS)[number]

/** What a firm says of one flow: a carrier, or that the flow does not exist there, or that nobody knows. */
export const FLOW_STATES = [...CARRIERS, 'not-applicable', 'unknown'] as const
export type FlowState = (typeof FLOW_STATES)[number]

export type FlowId = string
export type FunctionId = string

/** One of the reference flows: information that goes from one function of the firm to another. */
export type Flow = Readonly<{ id: FlowId; from: FunctionId; to: FunctionId }>

/** Rank of a carrier, 0 by mouth or paper … 4 automatic both ways. */
export const carrierRank = (carrier: Carrier) => CARRIERS.indexOf(carrier)

/** From this carrier on, information travels by itself. */
export const isAutomatic = (carrier: Carrier) => carrierRank(carrier) >= 3
