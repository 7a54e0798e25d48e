import type { Cell } from './csv-text.ts'
import { byText, type EvaluatedFirm } from './firms-table.ts'
import type { HelpRow } from './repository.ts'

export type FirmHelp = Readonly<{ firmKey: string }> & Omit<HelpRow, 'firmId'>

/** Per firm, year and kind; records of one firm are added up. In order of key, year and kind. */
export function helpRows(firms: readonly EvaluatedFirm[]): readonly FirmHelp[] {
  return firms.flatMap(({ firmKey, help }) => {
    const merged = new Map<string, FirmHelp>()
    for (const { firmId: _, ...row } of help) {
      const name = `${row.year} ${row.kind}`
      const before = merged.get(name)
      merged.set(name, before === undefined ? { firmKey, ...row } : added(before, row))
    }
    return [...merged].toSorted(([a], [b]) => byText(a, b)).map(([, row]) => row)
  })
}

const added = (a: FirmHelp, b: Omit<HelpRow, 'firmId'>): FirmHelp => ({
  ...a,
  asked: a.asked + b.asked,
  accepted: a.accepted + b.accepted,
  received: a.received + b.received,
  hours: a.hours === null && b.hours === null ? null : (a.hours ?? 0) + (b.hours ?? 0),
  hoursKnown: a.hoursKnown + b.hoursKnown,
  confirmed: a.confirmed + b.confirmed,
})

/** help.csv: a row per firm, year and kind of help. */
export const HELP_COLUMNS: Readonly<Record<string, (row: FirmHelp) => Cell>> = {
  firm_key: ({ firmKey }) => firmKey,
  year: ({ year }) => year,
  kind: ({ kind }) => kind,
  asked: ({ asked }) => asked,
  accepted: ({ kind, accepted }) => (kind === 'question' ? undefined : accepted),
  received: ({ received }) => received,
  hours: ({ hours }) => (hours === null ? undefined : Math.round(hours * 100) / 100),
  hours_known_of: ({ hoursKnown }) => hoursKnown,
  results_confirmed: ({ kind, confirmed }) => (kind.startsWith('referral ') ? confirmed : undefined),
}
