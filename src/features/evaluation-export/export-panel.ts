import { createHash } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { isAdministrator } from '#features/identity/index.ts'
import { type Actor, systemActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import { APPLICANT_COLUMNS, applicantRows } from './applicants-table.ts'
import { codebook } from './codebook.ts'
import { csvText } from './csv-text.ts'
import { type EvaluationKey, keyIdOf } from './evaluation-key.ts'
import { type EvaluatedFirm, FIRM_COLUMNS, GRADES, gradeOf } from './firms-table.ts'
import { eventFlows, FLOW_COLUMNS, flowOf } from './flow.ts'
import { gatherFirms, type PanelRows } from './gather-firms.ts'
import { HELP_COLUMNS, helpRows } from './help-table.ts'
import * as repository from './repository.ts'

/** The administrator in a session that showed the second factor, or whoever runs the server, on its command line. */
export type Exporter = Actor | 'server'

export type ExportedPanel = Readonly<{
  files: Readonly<Record<string, string>> // by name, the manifest among them
  linking: string | undefined
  firms: number
  linked: number // lines in the linking file
}>

/**
 * The panel of the network's own records, of firms that agree to it, as files. What was exported is written down in the
 * same transaction: counts and hashes, no content.
 */
export function exportPanel(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  by: Exporter,
  { key, withLinking = false }: Readonly<{ key: EvaluationKey; withLinking?: boolean }>,
): Promise<Result<ExportedPanel, 'forbidden'>> {
  if (by !== 'server' && !isAdministrator(by)) return Promise.resolve(refuse('forbidden'))
  const actor = by === 'server' ? systemActor('administrator') : by
  return repository.asEvaluator(db, async (tx) => {
    const rows = await readPanel(tx)
    const others = await repository.countOtherFirms(tx)
    const firms = gatherFirms(key, rows)
    const linkingLines = withLinking ? linesOf(firms) : []
    const linking = withLinking ? csvText(LINKING_COLUMNS, linkingLines) : undefined
    const made = now()
    const { files, manifest } = filesOf(firms, rows, { key, others, made })
    await appendAudit(
      tx,
      { actor, action: 'evaluation panel exported', object: 'network', detail: manifest },
      made,
    )
    if (linking !== undefined) {
      const detail = { keyId: manifest.keyId, lines: linkingLines.length, sha256: sha256(linking) }
      await appendAudit(
        tx,
        { actor, action: 'evaluation linking file made', object: 'network', detail },
        made,
      )
    }
    return ok({ files, linking, firms: firms.length, linked: linkingLines.length })
  })
}

/** Who withdrew while it was read is left out. */
async function readPanel(tx: repository.Tx): Promise<PanelRows> {
  const found = await repository.findEvaluatedFirms(tx)
  const rest = {
    contacts: await repository.findContacts(tx),
    help: await repository.findHelp(tx),
    applications: await repository.findApplications(tx),
  }
  const agree = await repository.findConsentingFirms(tx)
  return { firms: found.filter(({ firmId }) => agree.has(firmId)), ...rest }
}

const LINKING_COLUMNS = {
  kvk_number: ({ kvkNumber }: Readonly<{ kvkNumber: string }>) => kvkNumber,
  firm_key: ({ firmKey }: Readonly<{ firmKey: string }>) => firmKey,
}
const linesOf = (firms: readonly EvaluatedFirm[]) =>
  firms.flatMap(({ firmKey, records: [record] }) =>
    record === undefined || record.kvkNumber === null ? [] : { firmKey, kvkNumber: record.kvkNumber },
  )

type Making = Readonly<{ key: EvaluationKey; others: number; made: Date }>

function filesOf(firms: readonly EvaluatedFirm[], rows: PanelRows, { key, others, made }: Making) {
  const exported = new Set(rows.firms.map(({ firmId }) => firmId))
  const isExported = (firmId: string) => exported.has(firmId)
  const help = helpRows(firms)
  const applicants = applicantRows(firms)
  const flows = eventFlows(rows.applications, isExported)
  const tables = {
    'firms.csv': csvText(FIRM_COLUMNS, firms),
    'help.csv': csvText(HELP_COLUMNS, help),
    'applicants.csv': csvText(APPLICANT_COLUMNS, applicants),
    'flow.csv': csvText(FLOW_COLUMNS, flows),
    'README.txt': codebook,
  }
  const manifest = {
    format: 'schakel evaluation panel 1',
    madeOn: made.toISOString().slice(0, 10),
    keyId: keyIdOf(key),
    rows: {
      'firms.csv': firms.length,
      'help.csv': help.length,
      'applicants.csv': applicants.length,
      'flow.csv': flows.length,
    },
    firms: {
      exported: firms.length,
      withoutKvkNumber: firms.filter(({ records: [record] }) => record?.kvkNumber === null).length,
      knownWithoutConsent: others,
      byReach: Object.fromEntries(
        GRADES.map((grade) => [grade, firms.filter((firm) => gradeOf(firm) === grade).length]),
      ),
    },
    applications: flowOf(rows.applications, isExported),
    sha256: Object.fromEntries(Object.entries(tables).map(([name, text]) => [name, sha256(text)])),
  }
  const files: Readonly<Record<string, string>> = {
    ...tables,
    'manifest.json': `${JSON.stringify(manifest, undefined, 2)}\n`,
  }
  return { files, manifest }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
