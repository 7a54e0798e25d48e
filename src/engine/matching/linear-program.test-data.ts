import type { Market } from './market.ts'

/**
 * The same question for a solver of linear programs, in the LP format of CPLEX, written from the edges alone. Those
 * that must get something have a row of at least one.
 */
export function linearProgram(market: Market, mustGet: Uint8Array): string {
  const { slots, capacity, start, offer, group, points } = market
  const greatest = points.reduce((most, value) => Math.max(most, value), 1)
  const objective = Array.from(points, (value, e) => `+ ${value / greatest} x${e}`)
  const rows: string[] = []
  const row = (edges: readonly number[], limit: string) => {
    if (edges.length > 0) rows.push(` ${edges.map((e) => `+ x${e}`).join(' ')} ${limit}`)
  }
  for (let j = 0; j < capacity.length; j++) {
    row(
      [...offer.keys()].filter((e) => offer[e] === j),
      `<= ${capacity[j]}`,
    )
  }
  for (let i = 0; i < slots.length; i++) {
    const own = Array.from({ length: start[i + 1]! - start[i]! }, (_, n) => start[i]! + n)
    row(own, `<= ${slots[i]}`)
    if (mustGet[i] === 1) row(own, '>= 1')
    for (const of of new Set(own.map((e) => group[e]))) {
      row(
        own.filter((e) => group[e] === of),
        '<= 1',
      )
    }
  }
  const bounds = Array.from(points, (_, e) => ` 0 <= x${e} <= 1`)
  return [
    'Maximize',
    ` obj: ${objective.join('\n ')}`,
    'Subject To',
    ...rows,
    'Bounds',
    ...bounds,
    'End',
  ].join('\n')
}
