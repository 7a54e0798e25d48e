import { PROVINCES } from '#features/firms/index.ts'
import { type Entry, KINDS } from './contract.ts'
import { freshnessOf } from './freshness.ts'

/** What somebody looks for; all of it must hold. Several words must all be there. */
export type Filters = Readonly<{
  kind?: string | undefined
  province?: string | undefined
  theme?: string | undefined
  step?: string | undefined
  isConfirmed?: boolean | undefined
  words?: string | undefined
}>

type Test = (entry: Entry) => boolean
const ALWAYS: Test = () => true

function testsOf(filters: Filters, now: Date) {
  const { kind, province, theme, step, isConfirmed, words } = filters
  const sought = fold(words ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
  return {
    kind: kind === undefined ? ALWAYS : (entry: Entry) => entry.kind === kind,
    province:
      province === undefined ? ALWAYS : (entry: Entry) => entry.provinces.some((name) => name === province),
    theme: theme === undefined ? ALWAYS : (entry: Entry) => entry.themes.includes(theme),
    step: step === undefined ? ALWAYS : (entry: Entry) => entry.steps.includes(step),
    isConfirmed: isConfirmed === true ? (entry: Entry) => freshnessOf(entry, now) === 'fresh' : ALWAYS,
    words:
      sought.length === 0
        ? ALWAYS
        : (entry: Entry) => {
            const text = searchTextOf(entry)
            return sought.every((word) => text.includes(word))
          },
  } as const satisfies Record<keyof Filters, Test>
}

/** Without capitals and accents, so that "fryslan" finds Fryslân. */
const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const searchTexts = new WeakMap<Entry, string>()

function searchTextOf(entry: Entry): string {
  const before = searchTexts.get(entry)
  if (before !== undefined) return before
  const text = fold(`${entry.name} ${entry.place} ${entry.organisationName}`)
  searchTexts.set(entry, text)
  return text
}

/** The entries that fit, in the order they came. */
export function filterEntries(entries: readonly Entry[], filters: Filters, now: Date): readonly Entry[] {
  const tests = Object.values(testsOf(filters, now))
  return entries.filter((entry) => tests.every((test) => test(entry)))
}

export type Counts = Readonly<Record<'kind' | 'province' | 'theme' | 'step', ReadonlyMap<string, number>>> &
  Readonly<{ confirmed: number }>

/** How many would be left by each choice of a filter, the other filters as they are. */
export function countEntries(entries: readonly Entry[], filters: Filters, now: Date): Counts {
  const tests = testsOf(filters, now)
  const without = (name: keyof Filters) => {
    const others = (Object.keys(tests) as (keyof Filters)[]).filter((other) => other !== name)
    return entries.filter((entry) => others.every((other) => tests[other](entry)))
  }
  return {
    kind: tally(without('kind'), ({ kind }) => [kind], KINDS),
    province: tally(without('province'), ({ provinces }) => provinces, PROVINCES),
    theme: tally(without('theme'), ({ themes }) => themes),
    step: tally(without('step'), ({ steps }) => steps),
    confirmed: without('isConfirmed').filter((entry) => freshnessOf(entry, now) === 'fresh').length,
  }
}

function tally(
  entries: readonly Entry[],
  valuesOf: (entry: Entry) => readonly string[],
  always: readonly string[] = [],
): ReadonlyMap<string, number> {
  const counts = new Map(always.map((value) => [value, 0]))
  for (const entry of entries) {
    for (const value of valuesOf(entry)) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}
