import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { BUSINESS_TYPES } from '#engine/advice/population.ts'
import { BARRIERS } from '#engine/advice/step.ts'
import { CARRIERS } from '#engine/flows/flow.ts'
import { SIZE_CLASSES } from '#engine/population/firm-cell.ts'
import { makeRng } from '#engine/kernel/rng.ts'
import { type Figures, readFigures } from '#features/figures/index.ts'
import { jsonb, type OpenDatabase } from '#platform/database.ts'
import { type Defect, createApp } from '#platform/http.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { asLinkHolder, drawLinkToken, linkHashOf } from '#platform/link-holder.ts'
import { type PeerScan, RATIOS } from './contract.ts'
import { peersFeature } from './index.ts'
import { insertPeerScan } from './repository.ts'

/** For tests: the figures as shipped, invented firms, and the pages of this feature with a visitor. */
export const figures = shippedFigures()
export const NOON = new Date('2026-11-12T12:00:00Z')
export const DAY_MS = 24 * 60 * 60 * 1000

function shippedFigures(): Figures {
  const read = readFigures(fileURLToPath(new URL('../../../data', import.meta.url)))
  if (!read.ok) throw new Error('data/ does not pass its own checks')
  return read.value
}

/** A firm as a scan holds it. */
export const ANSWERS = {
  employees: 24,
  businessType: 'own-product',
  sector: { sbiVersion: '2008', sbiCode: '25.62' },
  province: 'Gelderland',
  machines: 9,
  turnoverEurPerYear: 4_056_000,
  spareCashEur: 350_000,
  freeCashFlowEurPerMonth: -22_000,
  flows: { F03: 'file', F04: 'two-way', F06: 'unknown', F31: 'not-applicable' },
  steps: { 'erp-introduction': 'yes', 'cobot-cell': 'no' },
  barriers: { skills: 'yes', ip: 'no', finance: 'unknown' },
} as const

/** Puts a scan behind a new link, without the pages of the scan. */
export async function insertScan({ db }: OpenDatabase, answers: object, peer?: PeerScan): Promise<string> {
  const link = drawLinkToken()
  const linkHash = linkHashOf(link)
  const expiresAt = new Date(NOON.getTime() + 30 * DAY_MS)
  const row = {
    id: randomUUID(),
    linkHash,
    answers: jsonb(answers),
    createdAt: NOON,
    updatedAt: NOON,
    expiresAt,
  }
  await asLinkHolder(db, linkHash, async (tx) => {
    await tx.insertInto('scan').values(row).execute()
    if (peer === undefined) return
    const kept = { linkHash, scan: peer, quarter: '2026-Q4', expiresOn: '2031-10-01' }
    await insertPeerScan(tx, { ...kept, purposes: ['comparison'] })
  })
  return link
}

export async function changeScan({ db }: OpenDatabase, link: string, answers: object): Promise<void> {
  await asLinkHolder(db, linkHashOf(link), (tx) =>
    tx
      .updateTable('scan')
      .set({ answers: jsonb(answers) })
      .execute(),
  )
}

/** The pages in one language, with a clock that can be moved. */
export function siteOn({ db }: OpenDatabase, language: Language = 'nl') {
  const clock = { at: NOON }
  const defects: Defect[] = []
  const ctx = { db, now: () => clock.at, language }
  const report = (defect: Defect) => defects.push(defect)
  const app = createApp({ features: [peersFeature({ figures })], ctx, config: {}, report })
  const ask = async (path: string, init?: RequestInit) => {
    const response = await app.request(pathIn(language, path), init)
    return { status: response.status, text: await response.text(), to: response.headers.get('location') }
  }
  const post = (path: string, body = '', headers: Record<string, string> = {}) => {
    const type = { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost' }
    return ask(path, { method: 'POST', body, headers: { ...type, ...headers } })
  }
  return { clock, defects, ctx, get: (path: string) => ask(path), post }
}

/** Invented firms, small ones more often than large; paper more often than not. Same seed, same firms. */
export function inventedPeers(count: number, seed: number): readonly PeerScan[] {
  const rng = makeRng(seed, 7)
  const core = figures.flows.flows.filter(({ isCore }) => isCore)
  const draw = <T>(things: readonly T[], power = 1) => things[Math.floor(things.length * rng() ** power)]!
  return Array.from({ length: count }, () => ({
    cell: { sizeClass: draw(SIZE_CLASSES, 1.5), sector: '25', businessType: draw(BUSINESS_TYPES) },
    carriers: Object.fromEntries(core.map(({ id }) => [id, draw(CARRIERS, 1.7)])),
    barriers: Object.fromEntries(BARRIERS.map((barrier) => [barrier, rng() < 0.45])),
    stepsInUse: Object.fromEntries(figures.steps.map(({ id }, index) => [id, rng() < (index % 7) / 8])),
    ratios: Object.fromEntries(
      RATIOS.map((ratio, index) => [ratio, (index === 0 ? 150_000 : 0.15) * Math.exp(1.5 * (rng() - 0.5))]),
    ),
  }))
}

/** Stores invented firms as if their owners had agreed, each with a scan of its own. */
export const insertPeers = (database: OpenDatabase, scans: readonly PeerScan[]) =>
  Promise.all(scans.map((scan) => insertScan(database, {}, scan)))
