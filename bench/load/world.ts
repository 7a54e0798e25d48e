/** Everything that the visitors of a load run know of the network: addresses, people who are signed in, links. */
export type World = Readonly<{
  entrySlugs: readonly string[] // of the directory
  articleSlugs: readonly string[]
  eventSlugs: readonly string[] // that can be signed up for
  questions: readonly string[] // that somebody asks
  advisers: readonly Adviser[]
  entrepreneurs: readonly Entrepreneur[]
  scanLinks: readonly string[] // with an advice
}>

export type Adviser = Readonly<{
  email: string
  cookie: string
  openCases: readonly string[] // open or answered, at the hub; no other adviser of this list has them
  closedCases: readonly string[]
}>

export type Entrepreneur = Readonly<{
  email: string
  cookie: string
  firmId: string
  caseIds: readonly string[] // asked by this account
}>

/** Chance that repeats itself. */
export type Chance = Readonly<{
  share: () => number
  pick: <T>(from: readonly T[]) => T
  whole: (below: number) => number
}>

/** @param next  numbers between 0 and 1 */
export function chanceOf(next: () => number): Chance {
  const whole = (below: number) => Math.floor(next() * below)
  const pick = <T>(from: readonly T[]): T => {
    const one = from[whole(from.length)]
    if (one === undefined) throw new Error('nothing to choose from')
    return one
  }
  return { share: next, pick, whole }
}
