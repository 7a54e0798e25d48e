import type { Ctx } from '../context.ts'
import { asKeeper } from '../link-holder.ts'
import { outsideRequest } from '../one-transaction.ts'
import type { Task } from './task.ts'
import { claimTask, insertTasks, setTaskBusy, setTaskDone } from './task-run.ts'

export type BackgroundWork = Readonly<{
  /** No new work; what runs gets a few seconds. To be called before the database closes. */
  stop: () => Promise<void>
}>

type Parts = Readonly<{
  report: (name: string, error: unknown) => void // a task that failed; it comes again at its next time
  pace?: Partial<Pace>
}>

/** How often is looked what is due, how long a task is taken for, and when after a wake-up call it runs. */
export type Pace = Readonly<{ lookMs: number; busyMs: number; wakeMs: readonly number[]; stopMs: number }>

/** Called a little before the commit: once soon after it, and once more for a commit that took long. */
const PACE: Pace = { lookMs: 20_000, busyMs: 5 * 60_000, wakeMs: [50, 1_000], stopMs: 5_000 }

const MINUTE_MS = 60_000

/** Runs the tasks until it is stopped. Any number of processes may do so at once on one database. */
export function startBackgroundWork(ctx: Ctx, tasks: readonly Task[], parts: Parts): BackgroundWork {
  const pace = { ...PACE, ...parts.pace }
  const stopping = new AbortController()
  const { signal } = stopping
  const running = new Set<Promise<unknown>>()
  const keep = (work: Promise<unknown>) => {
    running.add(work)
    work.finally(() => running.delete(work))
  }

  const look = exclusively(
    (isAgain) => runDue(ctx, tasks, { ...parts, pace, signal, isFirst: !isAgain }),
    signal,
  )
  const timer = setInterval(() => keep(look()), pace.lookMs).unref()
  keep(look())

  const alarms = new Set<NodeJS.Timeout>()
  const ends = tasks.map((task) => {
    const run = exclusively(() => attempt(task, ctx, signal, parts.report).then(() => {}), signal)
    return task.wokenBy?.(() => {
      for (const ms of pace.wakeMs) {
        const ring = () => {
          alarms.delete(alarm)
          keep(run())
        }
        const alarm = outsideRequest(() => setTimeout(ring, ms).unref())
        alarms.add(alarm)
      }
    })
  })

  const stop = async () => {
    stopping.abort()
    clearInterval(timer)
    for (const alarm of alarms) clearTimeout(alarm)
    for (const end of ends) end?.()
    await Promise.race([Promise.all(running), later(pace.stopMs)])
  }
  return { stop }
}

/** For the log: where it went wrong; not what a database adds about the row, which may name people. */
export const stackOf = (error: unknown) =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms).unref())

/** One at a time in this process; asked for meanwhile, it goes once more afterwards. */
function exclusively(work: (isAgain: boolean) => Promise<void>, signal: AbortSignal): () => Promise<void> {
  const state = { isRunning: false, isAskedAgain: false, isAgain: false }
  return async () => {
    if (state.isRunning) {
      state.isAskedAgain = true
      return
    }
    state.isRunning = true
    do {
      state.isAskedAgain = false
      if (!signal.aborted) await work(state.isAgain)
      state.isAgain = true
    } while (state.isAskedAgain)
    state.isRunning = false
  }
}

type Round = Parts & Readonly<{ pace: Pace; signal: AbortSignal; isFirst: boolean }>

/** One after the other, so that the background never takes more than one connection for itself. */
async function runDue(ctx: Ctx, tasks: readonly Task[], round: Round): Promise<void> {
  const names = tasks.map(({ name }) => name)
  try {
    if (round.isFirst) await asKeeper(ctx.db, ctx.now(), (tx) => insertTasks(tx, names, ctx.now()))
    while (!round.signal.aborted) {
      const now = ctx.now()
      const busyUntil = new Date(now.getTime() + round.pace.busyMs)
      const name = await asKeeper(ctx.db, now, (tx) => claimTask(tx, names, now, busyUntil))
      const task = tasks.find((candidate) => candidate.name === name)
      if (task === undefined) return
      await runClaimed(ctx, task, now, round)
    }
  } catch (error) {
    round.report('schedule', error) // the database is away; looked at again in a while
  }
}

async function runClaimed(ctx: Ctx, task: Task, startedAt: Date, round: Round): Promise<void> {
  const claim = { name: task.name, startedAt }
  const stillBusy = setInterval(() => {
    const busyUntil = new Date(ctx.now().getTime() + round.pace.busyMs)
    asKeeper(ctx.db, ctx.now(), (tx) => setTaskBusy(tx, claim, busyUntil)).catch(() => {}) // tried again in a while
  }, round.pace.busyMs / 5).unref()
  const isDone = await attempt(task, ctx, round.signal, round.report)
  clearInterval(stillBusy)
  const at = ctx.now()
  const nextRunAt = nextTime(startedAt, at, task.everyMinutes)
  await asKeeper(ctx.db, at, (tx) => setTaskDone(tx, claim, { nextRunAt, at, isFailed: !isDone }))
}

/** A whole number of periods after it began, so that it does not slip; those it missed are not made up for. */
function nextTime(startedAt: Date, now: Date, everyMinutes: number): Date {
  const periodMs = everyMinutes * MINUTE_MS
  const periods = Math.floor((now.getTime() - startedAt.getTime()) / periodMs) + 1
  return new Date(startedAt.getTime() + periods * periodMs)
}

async function attempt(task: Task, ctx: Ctx, signal: AbortSignal, report: Parts['report']): Promise<boolean> {
  try {
    await task.run(ctx, signal)
    return true
  } catch (error) {
    if (!signal.aborted) report(task.name, error)
    return false
  }
}
