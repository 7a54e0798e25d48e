import type { Ctx } from '../context.ts'

/**
 * Something that is done in the background, again and again: once per period for all processes together, by one of
 * them at a time. A process that dies in the middle leaves it to another: what a task does must bear being begun again.
 */
export type Task = Readonly<{
  name: string // unique, 'mail-out'
  everyMinutes: number
  run: (ctx: Ctx, signal: AbortSignal) => Promise<void> // aborted when the process stops: finish soon
  /** Also run now, in this process, whenever `wake` is called; such a task must bear running in several processes. */
  wokenBy?: (wake: () => void) => () => void // gives the way to stop being woken
}>
