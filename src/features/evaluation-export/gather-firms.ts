import { type EvaluationKey, firmKeyOf } from './evaluation-key.ts'
import { byText, type EvaluatedFirm } from './firms-table.ts'
import type { ApplicationRow, ContactRow, FirmRow, HelpRow } from './repository.ts'

export type PanelRows = Readonly<{
  firms: readonly FirmRow[]
  contacts: readonly ContactRow[]
  help: readonly HelpRow[]
  applications: readonly ApplicationRow[]
}>

/** All rows by firm key, in order of it. Records with the same KVK number are one firm. */
export function gatherFirms(
  key: EvaluationKey,
  { firms, contacts, help, applications }: PanelRows,
): readonly EvaluatedFirm[] {
  const contactsOf = byFirm(contacts)
  const helpOf = byFirm(help)
  const applicationsOf = byFirm(applications)
  const recordsOf = Map.groupBy(firms, (record) => firmKeyOf(key, record))
  return [...recordsOf]
    .toSorted(([a], [b]) => byText(a, b))
    .map(([firmKey, records]) => ({
      firmKey,
      records,
      contacts: records.flatMap(({ firmId }) => contactsOf(firmId)),
      help: records.flatMap(({ firmId }) => helpOf(firmId)),
      applications: records.flatMap(({ firmId }) => applicationsOf(firmId)),
    }))
}

function byFirm<Row extends Readonly<{ firmId: string | null }>>(rows: readonly Row[]) {
  const of = Map.groupBy(rows, ({ firmId }) => firmId)
  return (firmId: string): readonly Row[] => of.get(firmId) ?? []
}
