import { makeRng, type Rng } from '#engine/kernel/rng.ts'

/** What chance decides in the invented year, each purpose with a stream of its own. */
export type Chance = Readonly<{
  rng: Rng
  isOne: (share: number) => boolean // of `share` of all cases
  whole: (from: number, upTo: number) => number // both may come out
  between: (from: number, upTo: number) => number
  oneOf: <T>(list: readonly T[]) => T
  some: <T>(list: readonly T[], count: number) => readonly T[] // each once, in any order
}>

export function chanceOf(seed: number, stream: number): Chance {
  const rng = makeRng(seed, stream)
  const between = (from: number, upTo: number) => from + rng() * (upTo - from)
  const whole = (from: number, upTo: number) => Math.floor(between(from, upTo + 1))
  return {
    ...{ rng, between, whole },
    isOne: (share) => rng() < share,
    oneOf: (list) => list[whole(0, list.length - 1)]!,
    some: (list, count) => {
      const left = [...list]
      return Array.from({ length: Math.min(count, left.length) }, () =>
        left.splice(whole(0, left.length - 1), 1),
      ).flat()
    },
  }
}

/** Purposes of chance. */
export const STREAMS = {
  cast: 1,
  desk: 2,
  events: 3,
  scans: 4,
  referrals: 5,
  worklist: 6,
  directory: 7,
  waiting: 8,
} as const
