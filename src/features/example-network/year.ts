/** Something that happens at a moment; what it makes happen later it plans itself. */
type Act = Readonly<{ at: number; run: () => Promise<void> }>

/** The clock of an invented year, and what happens in it. */
export type Year = Readonly<{
  from: number
  until: number // the present; what comes after it never happened
  now: () => Date
  /** Plans something; what would be after the present is left out. */
  plan: (at: number, run: () => Promise<void>) => void
  play: () => Promise<void>
}>

/** Everything happens in the order of time, and at the same moment in the order in which it was planned. */
export function createYear(from: number, until: number): Year {
  const clock = { at: from }
  const acts: Act[] = [] // the next one last
  const plan: Year['plan'] = (at, run) => {
    if (at > until) return
    const when = Math.max(at, clock.at)
    let place = acts.length
    while (place > 0 && acts[place - 1]!.at <= when) place--
    acts.splice(place, 0, { at: when, run })
  }
  const play = async () => {
    for (let act = acts.pop(); act !== undefined; act = acts.pop()) {
      clock.at = act.at
      await act.run()
    }
    clock.at = until
  }
  return { from, until, now: () => new Date(clock.at), plan, play }
}
