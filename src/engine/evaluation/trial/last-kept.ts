const MOST_DOUBLINGS = 20
const MOST_HALVINGS = 60

/**
 * The furthest effect from the estimate that a test keeps, on one side; ±Infinity where none is ever rejected.
 *
 * @param from       the estimate, which is kept
 * @param step       first step away from it; its sign is the side
 * @param tolerance  how near the end is enough, above 0
 */
export function lastKept(
  isKept: (effect: number) => boolean,
  from: number,
  step: number,
  tolerance: number,
): number {
  let [inside, outside] = [from, from + step]
  for (let tries = 0; isKept(outside); tries++) {
    if (tries === MOST_DOUBLINGS) return Math.sign(step) * Infinity
    inside = outside
    outside = from + step * 2 ** (tries + 1)
  }
  for (let i = 0; i < MOST_HALVINGS && Math.abs(outside - inside) > tolerance; i++) {
    const middle = (inside + outside) / 2
    if (isKept(middle)) inside = middle
    else outside = middle
  }
  return inside
}
