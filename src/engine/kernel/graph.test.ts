import fc from 'fast-check'
import { expect, test } from 'vitest'
import { topologicalOrder } from './graph.ts'

const orderOf = (nodes: string[], edges: Record<string, string[]>) =>
  topologicalOrder(nodes, (n) => edges[n] ?? [])

test('worked example: what a node waits for comes just before it, the rest keeps its order', () => {
  const order = orderOf(['planning', 'erp', 'web-shop', 'network'], { planning: ['erp'], erp: ['network'] })
  expect(order).toEqual({ ok: true, value: ['network', 'erp', 'planning', 'web-shop'] })
})

test('names the cycle, from a node back to itself', () => {
  const refusal = orderOf(['x', 'a', 'b', 'c'], { x: ['a'], a: ['b'], b: ['c'], c: ['a'] })
  expect(refusal).toEqual({ ok: false, error: { code: 'cycle', path: ['a', 'b', 'c', 'a'] } })
  expect(orderOf(['a'], { a: ['a'] })).toEqual({ ok: false, error: { code: 'cycle', path: ['a', 'a'] } })
})

test('ignores dependencies that are not among the nodes', () => {
  expect(orderOf(['b'], { b: ['a'] })).toEqual({ ok: true, value: ['b'] })
})

test('holds a chain of 50,000 nodes', () => {
  const names = Array.from({ length: 50_000 }, (_, i) => `n${i}`)
  const order = topologicalOrder(names, (name) =>
    name === 'n49999' ? [] : [`n${Number(name.slice(1)) + 1}`],
  )
  expect(order).toEqual({ ok: true, value: names.toReversed() })
})

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
const anyGraph = fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...NAMES)), { maxLength: 12 })

test('every answer is either a right order of all nodes or a true cycle', () => {
  fc.assert(
    fc.property(anyGraph, (edges) => {
      const dependenciesOf = (node: string) => edges.filter(([from]) => from === node).map(([, to]) => to)
      const result = topologicalOrder(NAMES, dependenciesOf)
      if (result.ok) {
        expect(result.value.toSorted()).toEqual(NAMES)
        for (const [from, to] of edges)
          expect(result.value.indexOf(to)).toBeLessThan(result.value.indexOf(from))
        expect(topologicalOrder(result.value, dependenciesOf)).toEqual(result) // a right order stays
      } else {
        const { path } = result.error
        expect(path[0]).toBe(path.at(-1))
        path.slice(1).forEach((to, i) => {
          expect(dependenciesOf(path[i]!)).toContain(to)
        })
      }
    }),
    { numRuns: 2000 },
  )
})
