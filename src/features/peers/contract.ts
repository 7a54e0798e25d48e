import { z } from 'zod'
import { BUSINESS_TYPES } from '#engine/advice/population.ts'
import { BARRIERS } from '#engine/advice/step.ts'
import { CARRIERS } from '#engine/flows/flow.ts'
import { SIZE_CLASSES } from '#engine/population/firm-cell.ts'
import type { PeerScan } from '#engine/population/peer-scan.ts'
import type { Ratio } from '#engine/population/population-prior.ts'

export type { PeerScan } from '#engine/population/peer-scan.ts'

/** What an owner may agree to, each by itself; nothing unless said. */
export const PURPOSES = ['comparison', 'estimates'] as const
export type Purpose = (typeof PURPOSES)[number]

/** Amounts only as a ratio, so that they say little about who it is. Rounded to two digits before they are kept. */
export const RATIOS = [
  'turnoverEurPerEmployee', // per year
  'machinesPerEmployee',
  'spareCashShareOfTurnover', // of a year
  'freeCashFlowShareOfTurnover', // of a month's turnover; may be negative
] as const satisfies readonly Ratio[]

/**
 * The reduced copy of a scan whose owner agreed, as it is stored: no province, no name, no amounts, no exact moment.
 * Whatever is absent was not told.
 */
const peerScanSchema = z.strictObject({
  cell: z.strictObject({
    sizeClass: z.enum(SIZE_CLASSES).optional(),
    sector: z
      .string()
      .regex(/^\d{2}$/)
      .optional(), // SBI division
    businessType: z.enum(BUSINESS_TYPES).optional(),
  }),
  carriers: z.record(z.string(), z.enum(CARRIERS)), // of the core flows that exist there
  barriers: z.partialRecord(z.enum(BARRIERS), z.boolean()),
  stepsInUse: z.record(z.string(), z.boolean()),
  ratios: z.partialRecord(z.enum(RATIOS), z.number()),
})

/** Through the one door, into the type that the engine knows. */
export const readPeerScan = (value: unknown) => peerScanSchema.parse(value) as PeerScan

/** A calendar quarter: '2026-Q4'. */
export const quarterSchema = z.string().regex(/^\d{4}-Q[1-4]$/)

const count = z.int().min(0)

/** One question in the published comparison; groups of which nothing may be said are absent, without a reason. */
const publishedTableSchema = z.strictObject({
  id: z.string(), // 'flow:F03', 'barrier:skills', 'step:erp-introduction', 'ratio:machinesPerEmployee'
  categories: z.array(z.string()),
  groups: z.array(
    z.strictObject({
      group: z.string(), // 'all', '20-49', '20-49/own-product'
      firms: count,
      asOf: quarterSchema, // the oldest answers in it
      outOfTen: z.array(count).optional(), // per category, of a question
      medianCategory: z.string().optional(), // of an amount
    }),
  ),
})
export type PublishedTable = Readonly<z.output<typeof publishedTableSchema>>

export const publishedSchema = z.strictObject({
  format: z.literal(1),
  quarter: quarterSchema,
  minimumFirms: count,
  tables: z.array(publishedTableSchema),
})
export type Published = Readonly<z.output<typeof publishedSchema>>
export type Snapshot = Readonly<{ content: Published; madeAt: Date }>

/** What the next snapshot is compared with: per question the blocks and their counts. Never shown. */
export const workingSchema = z.strictObject({
  format: z.literal(1),
  parts: z.array(z.string()),
  kinds: z.array(z.string()),
  tables: z.record(
    z.string(),
    z.strictObject({
      categories: z.array(z.string()),
      blocks: z.array(
        z.strictObject({ leaves: z.array(count), counts: z.array(count), asOf: quarterSchema }),
      ),
    }),
  ),
})
export type Working = Readonly<z.output<typeof workingSchema>>
