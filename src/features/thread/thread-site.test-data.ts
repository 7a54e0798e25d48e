import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { showAdviceToHub, showAdviceToHubAnew } from '../../entry/show-advice-to-hub.ts'
import { consentFeature } from '#features/consent/index.ts'
import { adviceFeature } from '#features/advice/index.ts'
import { findActor } from '../identity/find-actor.ts'
import { identityFeature } from '#features/identity/index.ts'
import { networkFeature } from '#features/network/index.ts'
import { peersFeature } from '#features/peers/index.ts'
import { scanFeature } from '#features/scan/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { OpenDatabase } from '#platform/database.ts'
import { mailFeature } from '#platform/mail/mail-feature.ts'
import { sealWith } from '#platform/seal.ts'
import { ok } from '#engine/kernel/result.ts'
import { type Browser, identitySite, organisations, signIn } from '../identity/identity-site.test-data.ts'
import { figures, knowledge } from '../scan/scan-site.test-data.ts'
import { threadFeature } from './index.ts'

/** For tests: the site with all that is of a firm, on invented people. */
const EXAMPLES = new URL('../../../fixtures/firms/', import.meta.url)
const DATA = new URL('../../../data/', import.meta.url)
export const seal = sealWith(Buffer.alloc(32, 7))

export const ownFeatures = [
  identityFeature({ config: {}, organisations }),
  peersFeature({ figures }),
  scanFeature({ knowledge }),
  adviceFeature({ knowledge, examples: EXAMPLES }),
  networkFeature({ figures, dataFolder: DATA }),
  consentFeature({ onHubMayLook: showAdviceToHub(knowledge) }),
  mailFeature({ config: undefined, onMail: undefined, say: () => {} }),
]

export function threadSite(database: Pick<OpenDatabase, 'db'>) {
  const [, ...others] = ownFeatures
  const thread = threadFeature({
    features: ownFeatures,
    figures,
    openSeal: () => ok(seal),
    onKept: showAdviceToHub(knowledge),
    onReleased: showAdviceToHubAnew(knowledge),
  })
  return identitySite(database, {}, [...others, thread])
}
export type ThreadSite = Awaited<ReturnType<typeof threadSite>>

/** Somebody who signed in and named a firm; the firm, and who acts. */
export async function entrepreneur(
  site: ThreadSite,
  email: string,
  firm: Readonly<Record<string, string>> = {},
) {
  const browser = site.browser()
  await signIn(site, browser, email)
  const { to } = await browser.post('/mijn/bedrijf/nieuw', { name: `Bedrijf van ${email}`, ...firm })
  const firmId = /bedrijf=([0-9a-f-]{36})/.exec(to ?? '')?.[1] ?? ''
  return { browser, firmId, email }
}

/** Who a browser acts as. */
export async function actorOf(site: ThreadSite, browser: Browser): Promise<Actor> {
  const found = await findActor(site.ctx, [...browser.cookies.values()][0] ?? '')
  if (found?.actor === undefined) throw new Error('nobody acts')
  return found.actor
}

/** An empty scan; its private link. */
export async function scanLink(browser: Browser): Promise<string> {
  const { to } = await browser.post('/scan')
  return /\/scan\/([A-Za-z0-9_-]{43})/.exec(to ?? '')?.[1] ?? ''
}

/** A second account of the same firm. */
export async function addColleague(
  { ctx: { db } }: ThreadSite,
  email: string,
  firmId: string,
): Promise<void> {
  await sql`insert into firm_member (firm_id, account_id, since)
    select ${firmId}::uuid, id, now() from account where email = ${email}`.execute(db)
}

/** An adviser of a hub that is at work in these provinces. */
export async function hubAdviser(
  { ctx: { db } }: ThreadSite,
  slug: string,
  provinces: readonly string[],
): Promise<Actor> {
  const { rows } = await sql<{ id: string }>`select id from organisation where slug = ${slug}`.execute(db)
  const organisationId = rows[0]?.id ?? ''
  await sql`insert into directory_entry
    (id, slug, kind, state, name, organisation_id, provinces, status, created_at, updated_at)
    values (${randomUUID()}, ${slug}, 'hub', 'published', ${slug}, ${organisationId}, ${provinces}::text[],
      'unconfirmed', now(), now())`.execute(db)
  const duties = [{ kind: 'adviser', organisationId } as const]
  return { accountId: randomUUID(), firmIds: [], duties, secondFactorAt: undefined }
}
