import { type Actor, asActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import type { Feature } from '#platform/feature.ts'
import type { ExportedRows } from '#platform/personal-data.ts'
import { dataPackageOf, type DataPackage } from './data-package.ts'

/** What is kept of whoever acts and of the firms, of all features, table by table; in one transaction. */
export const findEverything = (
  { db, now, language }: Pick<Ctx, 'db' | 'now' | 'language'>,
  actor: Actor,
  features: readonly Feature[],
): Promise<DataPackage> =>
  asActor(db, ownSelf(actor), async (tx) =>
    dataPackageOf(await rowsOf(tx, ownSelf(actor), features), { at: now(), language }),
  )

/** Without duties: what somebody sees for the network is not his own. */
const ownSelf = (actor: Actor): Actor => ({ ...actor, duties: [] })

/** Everything with its description, as a Data Package; that it was taken along stands in the audit log. */
export const exportEverything = (
  { db, now, language }: Pick<Ctx, 'db' | 'now' | 'language'>,
  actor: Actor,
  features: readonly Feature[],
): Promise<DataPackage> =>
  asActor(db, ownSelf(actor), async (tx) => {
    const tables = await rowsOf(tx, ownSelf(actor), features)
    await appendAudit(tx, { actor, action: 'data exported', object: `account ${actor.accountId}` }, now())
    return dataPackageOf(tables, { at: now(), language })
  })

async function rowsOf(
  tx: Parameters<Parameters<typeof asActor>[2]>[0],
  actor: Actor,
  features: readonly Feature[],
): Promise<readonly ExportedRows[]> {
  const all: ExportedRows[] = []
  for (const { personalData } of features) all.push(...((await personalData?.exportRows(tx, actor)) ?? []))
  return all
}
