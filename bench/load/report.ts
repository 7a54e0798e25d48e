import type { Outcome, Used } from './measure.ts'

export type Times = Readonly<{ count: number; p50: number; p95: number; p99: number; max: number }>

/** In milliseconds. */
export function timesOf(all: readonly Float64Array[]): Times {
  const sorted = Float64Array.from(all.flatMap((some) => [...some])).sort()
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) }
}

export const errorsOf = ({ sent }: Outcome): number =>
  Object.values(sent.faults).reduce((sum, count) => sum + count, 0)

/** Answers per second, that were as they should be. */
export const reachedOf = ({ sent }: Outcome): number =>
  sent.times.reduce((sum, { ms }) => sum + ms.length, 0) / sent.seconds

const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)}`.padStart(7)

/** All of one run, as lines for a terminal. */
export function linesOf(title: string, outcome: Outcome): readonly string[] {
  const { sent } = outcome
  const kinds = sent.times.toSorted((a, b) => a.kind.localeCompare(b.kind))
  const line = (name: string, times: Times) =>
    `  ${name.padEnd(42)}${`${times.count}`.padStart(7)}${ms(times.p50)}${ms(times.p95)}${ms(times.p99)}${ms(times.max)}`
  const writes = kinds.filter(({ isWrite }) => isWrite)
  const reads = kinds.filter(({ isWrite }) => !isWrite)
  const shareOfWrites = timesOf(writes.map((one) => one.ms)).count / timesOf(kinds.map((one) => one.ms)).count
  return [
    title,
    `  ${'ms'.padEnd(42)}${'count'.padStart(7)}${['p50', 'p95', 'p99', 'max'].map((name) => name.padStart(7)).join('')}`,
    line('all', timesOf(kinds.map((one) => one.ms))),
    line('all that only look', timesOf(reads.map((one) => one.ms))),
    line('all that send a form', timesOf(writes.map((one) => one.ms))),
    ...kinds.map(({ kind, ms: some }) => line(kind, timesOf([some]))),
    `  requests/s answered ${reachedOf(outcome).toFixed(1)}, forms ${(100 * shareOfWrites).toFixed(0)} %, errors ${errorsOf(outcome)}, mails out ${outcome.mails}`,
    `  the sending itself was late by ${sent.lateSendP99Ms.toFixed(1)} ms (p99), ${sent.latestSendMs.toFixed(0)} ms (max)`,
    `  cores: ${used('web', outcome.web)}, ${used('PostgreSQL', outcome.postgres)}, ${used('generator and mail server', outcome.generator)}, other work on this machine ${outcome.others?.toFixed(2) ?? '?'}`,
    ...Object.entries(sent.faults)
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, 20)
      .map(([fault, count]) => `  ERROR ${count} × ${fault}`),
  ]
}

const used = (name: string, usage: Used | undefined) =>
  usage === undefined ? `${name} -` : `${name} ${usage.cores.toFixed(2)} (${usage.megabytes.toFixed(0)} MB)`
