import { z } from 'zod'
import type { StatedFlow } from '#engine/evaluation/programme/stated-flow.ts'
import type { StudyPlan } from '#engine/evaluation/programme/study-plan.ts'

const column = z.string().min(1).max(200).describe('Name of a column of the panel.')
const text = (most: number) =>
  z.strictObject({ nl: z.string().trim().min(1).max(most), en: z.string().trim().min(1).max(most) })
const whole = (min: number, max: number) => z.int().min(min).max(max)
const units = whole(0, 1_000_000_000).optional()
const list = <T extends z.ZodType>(of: T, most: number) => z.array(of).max(most).default([])

/** What is asked, of whom, how, and when the answer counts: written and hashed before the data are read. */
const studyFields = z.strictObject({
  study: z.literal(1).describe('Version of this form.'),
  title: text(150),
  question: text(500).describe('What is asked, as one sentence.'),
  decision: text(500).describe('Which decision the answer serves.'),
  joining: text(1_000).describe('How firms came to take part, and who decided.'),
  limits: text(2_000).optional().describe('What cannot be concluded, known beforehand.'),
  invented: z.boolean().default(false).describe('True where the firms and outcomes are invented.'),
  source: text(500).describe('Where the panel comes from.'),
  outcome: z.strictObject({
    column,
    name: text(100).describe('As in a sentence, without a capital.'),
    unit: text(60).describe('Such as "punten" or "% van de omzet".'),
    scale: z
      .enum(['as-it-is', 'log'])
      .default('as-it-is')
      .describe('With "log" the column holds natural logarithms, and effects are told as per cent.'),
    betterIs: z.enum(['higher', 'lower']),
    smallestEffect: z.number().positive().describe('From where on it matters, in the unit of the column.'),
  }),
  unit: z.strictObject({ column, name: text(60).describe('Plural: firms, counties.') }),
  time: z.strictObject({
    column,
    from: whole(-100_000, 100_000).optional().describe('First time that is used.'),
    to: whole(-100_000, 100_000).optional().describe('Last time that is used.'),
  }),
  firstYear: z.strictObject({
    column,
    never: z
      .array(z.union([whole(-100_000, 100_000), z.null()]))
      .min(1)
      .default([0, null])
      .describe('What stands for never; null is an empty field.'),
  }),
  takesPart: column
    .optional()
    .describe('1 for who took part, known or not since when: without it nobody can be missing a date.'),
  covariates: list(z.strictObject({ column, name: text(100) }), 50).describe(
    'What the trend may depend on; of each comparison the value at its earlier time counts.',
  ),
  weights: column.optional(),
  cluster: column.optional().describe('Errors add up over these; the unit where left out.'),
  placeboOutcome: z.strictObject({ column, name: text(100) }).optional(),
  design: z.enum(['panel', 'cross-sections']).default('panel'),
  unbalanced: z.enum(['refuse', 'drop-units', 'as-cross-sections']).default('refuse'),
  missingOutcome: z.enum(['refuse', 'leave-out']).default('refuse'),
  outcomeLimits: z
    .strictObject({ lowest: z.number(), highest: z.number() })
    .optional()
    .describe('What the outcome can be at all, in the unit of the column: for bounds whatever is missing.'),
  flow: z
    .strictObject({
      participants: z
        .strictObject({ applied: units, eligible: units, offered: units, tookPart: units })
        .default({})
        .describe('Of the programme: applied, of these qualified, were offered a place, took part.'),
      others: z
        .strictObject({ compared: units, applied: units, eligible: units, offered: units })
        .default({})
        .describe('Picked to compare with; of these applied all the same, qualified, were offered a place.'),
    })
    .optional()
    .describe(
      'Counts from before the panel, of units and not of applications; what is not known is left out.',
    ),
  controls: z.enum(['never', 'not-yet']),
  estimator: z.enum(['doubly-robust', 'inverse-weighting', 'regression']).default('doubly-robust'),
  basePeriod: z.enum(['varying', 'universal']).default('varying'),
  anticipation: whole(0, 100).default(0).describe('Times before joining in which outcomes may already move.'),
  estimand: z
    .enum(['simple', 'dynamic', 'group', 'calendar'])
    .describe('The one number that the verdict is about; dynamic is the mean over times since joining.'),
  window: z
    .strictObject({
      minEvent: whole(-1_000, 0).optional(),
      maxEvent: whole(0, 1_000).optional(),
      balance: whole(0, 1_000).optional(),
    })
    .default({}),
  level: z.number().min(0.5).max(0.999).default(0.95),
  bootstrap: z
    .strictObject({ rounds: whole(100, 100_000).default(1_000), seed: whole(0, Number.MAX_SAFE_INTEGER) })
    .default({ rounds: 1_000, seed: 1 }),
  breakInTrend: z
    .strictObject({
      demanded: z
        .number()
        .min(0)
        .max(20)
        .optional()
        .describe('The verdict must stand a break this many times the largest one before joining.'),
      ratios: list(z.number().min(0).max(20), 10),
      bounds: list(z.number().min(0), 10).describe('In the unit of the column.'),
    })
    .default({ ratios: [0.5, 1, 2], bounds: [] }),
  reckoning: z
    .enum(['rows', 'sums'])
    .default('rows')
    .describe(
      '"sums" keeps no rows in memory, for a panel that may be larger than it; covariates are constant per unit.',
    ),
  placeboShifts: list(whole(1, 20), 5).describe('How many times earlier joining is pretended.'),
  power: z
    .strictObject({
      share: z.number().min(0.5).max(0.99).default(0.8),
      simulations: whole(100, 10_000).default(500),
    })
    .default({ share: 0.8, simulations: 500 }),
})

/** What needs single rows; see docs/methods/evaluation-size.md. */
const NOT_IN_SUMS: Readonly<Record<string, (study: z.output<typeof studyFields>) => boolean>> = {
  placeboOutcome: ({ placeboOutcome }) => placeboOutcome !== undefined,
  takesPart: ({ takesPart }) => takesPart !== undefined,
  outcomeLimits: ({ outcomeLimits }) => outcomeLimits !== undefined,
  design: ({ design }) => design !== 'panel',
  unbalanced: ({ unbalanced }) => unbalanced === 'as-cross-sections',
}

type Fault = Readonly<{ path: readonly string[]; message: string }>

/** A later stage holds no more than any before it. */
function flowFaults({ flow }: z.output<typeof studyFields>): readonly Fault[] {
  return Object.entries(flow ?? {}).flatMap(([side, stages]) => {
    const known = STAGES[side as keyof typeof STAGES].flatMap((name) => {
      const count = (stages as Readonly<Record<string, number | undefined>>)[name]
      return count === undefined ? [] : [{ name, count }]
    })
    return known.slice(1).flatMap(({ name, count }, k) => {
      const { name: before, count: most } = known[k]!
      return count > most
        ? [
            {
              path: ['flow', side, name],
              message: `is ${count}, more than the ${most} of "${before}" that they come from`,
            },
          ]
        : []
    })
  })
}

const STAGES = {
  participants: ['applied', 'eligible', 'offered', 'tookPart'],
  others: ['compared', 'applied', 'eligible', 'offered'],
} as const

const limitFaults = ({ outcomeLimits }: z.output<typeof studyFields>): readonly Fault[] =>
  outcomeLimits && !(outcomeLimits.lowest < outcomeLimits.highest)
    ? [{ path: ['outcomeLimits'], message: '"lowest" must be below "highest"' }]
    : []

export const studySchema = studyFields.superRefine((study, context) => {
  for (const { path, message } of [...flowFaults(study), ...limitFaults(study)])
    context.addIssue({ code: 'custom', path: [...path], message })
  if (study.reckoning !== 'sums') return
  for (const [field, isThere] of Object.entries(NOT_IN_SUMS))
    if (isThere(study))
      context.addIssue({ code: 'custom', path: [field], message: 'can\'t go with "reckoning": "sums"' })
})

export type StudyFile = z.output<typeof studySchema>
export type StudyText = z.output<ReturnType<typeof text>>

/** What the engine needs of a study file. */
export function planOf(study: StudyFile): StudyPlan {
  const { controls, estimator, basePeriod, anticipation, breakInTrend, window } = study
  const asCrossSections = study.unbalanced === 'as-cross-sections'
  return {
    settings: {
      design: asCrossSections ? 'cross-sections' : study.design,
      controls,
      estimator,
      base: basePeriod,
      anticipation,
      unbalanced: study.unbalanced === 'drop-units' ? 'drop-units' : 'refuse',
    },
    estimand: study.estimand,
    level: study.level,
    betterIs: study.outcome.betterIs,
    smallestEffect: study.outcome.smallestEffect,
    window: {
      ...(window.minEvent === undefined ? {} : { minEvent: window.minEvent }),
      ...(window.maxEvent === undefined ? {} : { maxEvent: window.maxEvent }),
      ...(window.balance === undefined ? {} : { balance: window.balance }),
    },
    ...(breakInTrend.demanded === undefined ? {} : { demandedRatio: breakInTrend.demanded }),
    ratios: breakInTrend.ratios,
    bounds: breakInTrend.bounds,
    placeboShifts: study.placeboShifts,
    followsUnits: study.design === 'panel',
    ...(study.flow ? { flow: statedFlow(study.flow) } : {}),
    ...(study.outcomeLimits ? { outcomeLimits: study.outcomeLimits } : {}),
    rounds: study.bootstrap.rounds,
    seed: study.bootstrap.seed,
    power: study.power.share,
    powerDraws: study.power.simulations,
  }
}

const statedFlow = ({ participants, others }: NonNullable<StudyFile['flow']>): StatedFlow => ({
  participants: known(participants),
  others: known(others),
})

const known = (counts: Readonly<Record<string, number | undefined>>): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(counts).filter((entry): entry is [string, number] => entry[1] !== undefined),
  )
