import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../test/database.ts'
import { asPublic } from '../link-holder.ts'
import { type BackgroundWork, type Pace, startBackgroundWork } from './background-work.ts'
import type { Task } from './task.ts'
import { claimTask, insertTasks } from './task-run.ts'
import { asKeeper } from '../link-holder.ts'

const START = new Date('2026-03-12T10:00:00Z')
const FAST: Partial<Pace> = { lookMs: 10, wakeMs: [5] }

describeOnDatabases('background work', (use) => {
  const started: BackgroundWork[] = []
  const clock = { now: START }
  afterEach(async () => {
    await Promise.all(started.splice(0).map((work) => work.stop()))
    clock.now = START
  })

  const errors: string[] = []
  const start = (tasks: readonly Task[], pace: Partial<Pace> = FAST) => {
    const ctx = { db: use().db, now: () => clock.now, language: 'nl' } as const
    const report = (name: string, error: unknown) => errors.push(`${name}: ${(error as Error).message}`)
    const work = startBackgroundWork(ctx, tasks, { report, pace })
    started.push(work)
    return work
  }
  const counting = (name: string, everyMinutes: number) => {
    const runs: Date[] = []
    const task: Task = { name, everyMinutes, run: async () => void runs.push(clock.now) }
    return { task, runs }
  }
  const until = async (condition: () => boolean) => {
    for (let tries = 0; !condition() && tries < 300; tries++) await pause(10)
    expect(condition()).toBe(true)
  }
  const finished = async (name: string) => {
    for (let tries = 0; tries < 300; tries++) {
      const { rows } = await sql`select 1 from task_run where name = ${name} and busy_until is null
        and finished_at is not null`.execute(use().db)
      if (rows.length > 0) return
      await pause(10)
    }
    expect.fail(`${name} did not finish`)
  }
  const minutes = (count: number) => {
    clock.now = new Date(clock.now.getTime() + count * 60_000)
  }

  test('a task runs at once, and then once per period, however many processes there are', async () => {
    const { task, runs } = counting('a', 60)
    for (let process = 0; process < 10; process++) start([task])
    await until(() => runs.length === 1)
    await finished('a') // or the others take whoever ran it for dead
    minutes(59)
    await pause(60)
    expect(runs).toHaveLength(1)
    minutes(1)
    await until(() => runs.length === 2)
    await pause(60)
    expect(runs).toHaveLength(2)
  })

  test('periods that were missed are not made up for', async () => {
    const { task, runs } = counting('a', 1)
    const work = start([task])
    await until(() => runs.length === 1)
    await work.stop()
    minutes(10_000)
    start([task])
    await until(() => runs.length === 2)
    await pause(60)
    expect(runs).toHaveLength(2)
  })

  test('it is never run by two at a time, also when it takes longer than its period and its lease', async () => {
    const state = { busy: 0, most: 0, runs: 0 }
    const task: Task = {
      name: 'slow',
      everyMinutes: 1,
      run: async () => {
        state.busy++
        state.runs++
        state.most = Math.max(state.most, state.busy)
        for (let step = 0; step < 10; step++) {
          await pause(20)
          clock.now = new Date(clock.now.getTime() + 20)
        }
        state.busy--
      },
    }
    for (let process = 0; process < 5; process++) start([task], { ...FAST, busyMs: 100 })
    await until(() => state.runs === 1 && state.busy === 0)
    minutes(1)
    await until(() => state.runs >= 2 && state.busy === 0)
    expect(state.most).toBe(1)
  })

  test('what a dead process had in its hands is taken over when its time is up', async () => {
    await asKeeper(use().db, START, async (tx) => {
      await insertTasks(tx, ['a'], START)
      expect(await claimTask(tx, ['a'], START, new Date(START.getTime() + 300_000))).toBe('a')
    })
    const { task, runs } = counting('a', 1)
    start([task])
    minutes(4)
    await pause(60)
    expect(runs).toHaveLength(0)
    minutes(1)
    await until(() => runs.length === 1)
  })

  test('one that fails is reported, stops no other, and comes again at its next time', async () => {
    errors.length = 0
    const { task, runs } = counting('b', 1)
    let failures = 0
    const failing: Task = {
      name: 'a',
      everyMinutes: 1,
      run: async () => {
        failures++
        throw new Error('no')
      },
    }
    start([failing, task])
    await until(() => failures === 1 && runs.length === 1)
    minutes(1)
    await until(() => failures === 2 && runs.length === 2)
    expect(errors).toEqual(['a: no', 'a: no'])
  })

  test('one that is woken runs soon, not twice at once, and once more for a call that came meanwhile', async () => {
    const wakes = new Set<() => void>()
    const state = { busy: 0, most: 0, runs: 0 }
    const task: Task = {
      name: 'a',
      everyMinutes: 60,
      run: async () => {
        state.busy++
        state.most = Math.max(state.most, state.busy)
        await pause(20)
        state.busy--
        state.runs++
      },
      wokenBy: (wake) => {
        wakes.add(wake)
        return () => wakes.delete(wake)
      },
    }
    const work = start([task], { lookMs: 10_000, wakeMs: [5] })
    await until(() => state.runs === 1)
    for (let call = 0; call < 5; call++) for (const wake of wakes) wake()
    await until(() => state.runs === 3)
    await pause(60)
    expect(state).toMatchObject({ runs: 3, most: 1 })
    await work.stop()
    expect(wakes.size).toBe(0)
  })

  test('stopping waits for what runs, tells it so, and begins nothing new', async () => {
    const seen: boolean[] = []
    const task: Task = {
      name: 'a',
      everyMinutes: 1,
      run: async (_, signal) => {
        await pause(50)
        seen.push(signal.aborted)
      },
    }
    const work = start([task])
    await pause(30)
    await work.stop()
    expect(seen).toEqual([true])
    minutes(5)
    await pause(50)
    expect(seen).toHaveLength(1)
  })

  test('visitors know of no tasks', async () => {
    await expect(asPublic(use().db, (tx) => insertTasks(tx, ['x'], START))).rejects.toThrow(
      /permission denied/,
    )
  })
})
