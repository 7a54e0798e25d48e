import { readdirSync, readFileSync } from 'node:fs'

/** What a process used since it began, and holds now; undefined where the system does not say (only Linux does). */
export type Usage = Readonly<{ cpuSeconds: number; megabytes: number }>

/** Of Linux on all machines that Node runs on. */
const TICKS_PER_SECOND = 100

/** Of a process; with those that it started, also those that ended. */
export function usageOf(pid: number, { withChildren = false } = {}): Usage | undefined {
  const own = statOf(pid)
  if (own === undefined) return undefined
  const children = withChildren ? childrenOf(pid).flatMap((child) => statOf(child) ?? []) : []
  const ticks = own.ticks + (withChildren ? own.ticksOfEnded : 0)
  const all = [own, ...children]
  return {
    cpuSeconds: (ticks + children.reduce((sum, child) => sum + child.ticks, 0)) / TICKS_PER_SECOND,
    megabytes: all.reduce((sum, { kilobytes }) => sum + kilobytes, 0) / 1000,
  }
}

function statOf(pid: number): { ticks: number; ticksOfEnded: number; kilobytes: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15)
    return { ticks: user + system, ticksOfEnded: endedUser + endedSystem, kilobytes: shareOf(pid) }
  } catch {
    return undefined // it ended, or this is not Linux
  }
}

/** Its own memory, and its share of what it has together with others. */
function shareOf(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0)
}

function childrenOf(pid: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => parentOf(child) === pid)
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

/** Processor time of the whole machine that was used, by whatever; in seconds. */
export function machineCpuSeconds(): number | undefined {
  try {
    const [, ...ticks] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(/\s+/)
    const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0] = ticks.map(Number)
    return (user + nice + system + irq + softIrq) / TICKS_PER_SECOND
  } catch {
    return undefined
  }
}
