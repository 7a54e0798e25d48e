import { type Result, ok, refuse } from './result.ts'

export type CycleRefusal = Readonly<{ code: 'cycle'; path: readonly string[] }>

/**
 * The nodes, each after everything it depends on. Stable: nodes keep the given order except that what a node
 * waits for is pulled to just before it; an order that is already right comes back unchanged. Names repeated in
 * `nodes` appear once; dependencies that are not in `nodes` are ignored.
 *
 * @returns refusal `cycle` with a path from a node back to itself: each depends on the next, first = last
 */
export function topologicalOrder(
  nodes: readonly string[],
  dependenciesOf: (node: string) => readonly string[],
): Result<string[], CycleRefusal> {
  const known = new Set(nodes)
  const done = new Set<string>() // in order of completion: the answer
  for (const root of known) {
    const cycle = visit(root, (node) => dependenciesOf(node).filter((d) => known.has(d)), done)
    if (cycle) return refuse({ code: 'cycle', path: cycle })
  }
  return ok([...done])
}

type Frame = { readonly node: string; readonly dependencies: readonly string[]; next: number }

/** Depth first with its own stack, so that a chain of any length fits. Returns a cycle if it meets one. */
function visit(
  root: string,
  dependenciesOf: (node: string) => readonly string[],
  done: Set<string>,
): string[] | undefined {
  if (done.has(root)) return undefined
  const stack: Frame[] = []
  const open = new Set<string>()
  const enter = (node: string) => {
    stack.push({ node, dependencies: dependenciesOf(node), next: 0 })
    open.add(node)
  }

  enter(root)
  while (stack.length > 0) {
    const frame = stack[stack.length - 1]!
    const dependency = frame.dependencies[frame.next++]
    if (dependency === undefined) {
      stack.pop()
      open.delete(frame.node)
      done.add(frame.node)
    } else if (open.has(dependency)) {
      const path = [...open]
      return [...path.slice(path.indexOf(dependency)), dependency]
    } else if (!done.has(dependency)) enter(dependency)
  }
  return undefined
}
