/** Sums are kept per pair of times. */
export const MOST_TIMES = 60

/** First times: a block is filled for each. */
export const MOST_GROUPS = 500
