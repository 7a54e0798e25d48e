import { z } from 'zod'
import { BASE_LEVELS, type Firm } from '#engine/advice/firm.ts'
import { RISK_APPETITES } from '#engine/advice/parameters.ts'
import { BUSINESS_TYPES } from '#engine/advice/population.ts'
import { BARRIERS } from '#engine/advice/step.ts'
import { FLOW_STATES } from '#engine/flows/flow.ts'

export const PROVINCES = [
  'Groningen',
  'Fryslân',
  'Drenthe',
  'Overijssel',
  'Flevoland',
  'Gelderland',
  'Utrecht',
  'Noord-Holland',
  'Zuid-Holland',
  'Zeeland',
  'Noord-Brabant',
  'Limburg',
] as const
export type Province = (typeof PROVINCES)[number]

export const SBI_VERSIONS = ['2008', '2025'] as const

/** Limits of every amount a firm may give; pages and files use the same. */
export const LIMITS = {
  employees: { min: 1, max: 2_000 },
  machines: { min: 0, max: 2_000 },
  turnoverEurPerYear: { min: 10_000, max: 1_000_000_000 },
  spareCashEur: { min: 0, max: 200_000_000 },
  freeCashFlowEurPerMonth: { min: -5_000_000, max: 20_000_000 },
  turnoverEurPerEmployee: { min: 10_000, max: 5_000_000 },
} as const

const wholeIn = ({ min, max }: { min: number; max: number }) => z.int().min(min).max(max)
const amountIn = ({ min, max }: { min: number; max: number }) => z.number().min(min).max(max)
const isWithin = (value: number | undefined, { min, max }: { min: number; max: number }): value is number =>
  value !== undefined && value >= min && value <= max
const share = z.number().min(0).max(1)

/** A two- to five-digit SBI code, with or without its dot: '25', '25.6', '25.62', '25621'. */
export const sbiCodeSchema = z
  .string()
  .regex(/^\d{2}(\.?\d{1,3})?$/, 'an SBI code has two to five digits, such as 25 or 25.62')

/** Ids of what the loaded data know: the closed lists of this installation. */
export type KnownIds = Readonly<{
  flows: readonly string[]
  steps: readonly string[]
  bases: readonly string[]
}>

const oneOf = (ids: readonly string[]) => z.enum(ids as readonly [string, ...string[]])

type Refuse = z.RefinementCtx

/** A step can't be there and not be there. */
function refuseOppositeSteps(
  { stepsInUse, stepsNotInUse }: { stepsInUse: string[]; stepsNotInUse: string[] | 'all-others' },
  issues: Refuse,
): void {
  if (stepsNotInUse === 'all-others') return
  const both = stepsInUse.filter((id) => stepsNotInUse.includes(id))
  if (both.length === 0) return
  issues.addIssue({
    code: 'custom',
    path: ['stepsNotInUse'],
    message: `says the opposite of stepsInUse for ${both.join(', ')}`,
  })
}

/** Catches amounts in thousands, or per month. */
function refuseOddTurnover(
  firm: { employees?: number | undefined; turnoverEurPerYear?: number | undefined },
  issues: Refuse,
): void {
  const { employees, turnoverEurPerYear } = firm
  if (!isWithin(employees, LIMITS.employees) || !isWithin(turnoverEurPerYear, LIMITS.turnoverEurPerYear))
    return

  const perEmployee = turnoverEurPerYear / employees
  const { min, max } = LIMITS.turnoverEurPerEmployee
  if (perEmployee >= min && perEmployee <= max) return
  issues.addIssue({
    code: 'custom',
    path: ['turnoverEurPerYear'],
    message: `is EUR ${Math.round(perEmployee)} per employee; allowed is ${min} to ${max}. Is the amount in euros, and per year?`,
    params: { reason: 'turnover-per-employee' },
  })
}

/**
 * The one door for a firm: page, API body, command line file and database row all pass here.
 * An absent fact is unknown, or the firm would rather not say.
 */
export const firmSchemaFor = (known: KnownIds) =>
  z
    .strictObject({
      name: z.string().max(120).optional().describe('Hoe u dit bedrijf noemt; telt niet mee in het advies.'),
      isInvented: z
        .boolean()
        .optional()
        .describe('Waar voor een verzonnen voorbeeld; dat staat er dan overal bij.'),
      employees: wholeIn(LIMITS.employees).optional().describe('Mensen die er werken, in voltijdbanen.'),
      sector: z
        .strictObject({ sbiVersion: z.enum(SBI_VERSIONS), sbiCode: sbiCodeSchema })
        .optional()
        .describe('Hoofdactiviteit als SBI-code, met de versie van de lijst.'),
      province: z.enum(PROVINCES).optional(),
      businessType: z.enum(BUSINESS_TYPES).optional(),
      machines: wholeIn(LIMITS.machines).optional().describe('Machines in de productie.'),
      turnoverEurPerYear: amountIn(LIMITS.turnoverEurPerYear).optional().describe('Omzet in euro per jaar.'),
      spareCashEur: amountIn(LIMITS.spareCashEur)
        .optional()
        .describe('Geld en ongebruikt krediet dat het bedrijf kan missen, in euro.'),
      freeCashFlowEurPerMonth: amountIn(LIMITS.freeCashFlowEurPerMonth)
        .optional()
        .describe(
          'Wat er in een gewone maand overblijft na alle rekeningen, in euro; negatief als er geld bij moet.',
        ),
      flows: z.partialRecord(oneOf(known.flows), z.enum(FLOW_STATES)).default({}),
      stepsInUse: z
        .array(oneOf(known.steps))
        .max(known.steps.length)
        .default([])
        .describe('Stappen die al werken; zie /steps.'),
      stepsNotInUse: z
        .array(oneOf(known.steps))
        .max(known.steps.length)
        .or(z.literal('all-others'))
        .default([])
        .describe("Stappen die er nog niet zijn, of 'all-others'; wat in geen van beide staat, is onbekend."),
      barriers: z.partialRecord(z.enum(BARRIERS), z.boolean()).default({}),
      riskAppetite: z.enum(RISK_APPETITES).default('normal'),
      assumptions: z
        .strictObject({
          realisationOfFreedHours: share.optional(),
          realisationOfFreedMachineHours: share.optional(),
          contributionMargin: share.optional(),
          bases: z
            .partialRecord(oneOf(known.bases), amountIn({ min: 0, max: LIMITS.turnoverEurPerYear.max }))
            .optional()
            .describe('Bedragen per jaar [EUR] die u beter kent dan onze startwaarden.'),
          baseLevels: z
            .partialRecord(oneOf(known.bases), z.enum(BASE_LEVELS))
            .optional()
            .describe(
              'Bedragen vergeleken met bedrijven als dit: in het laagste kwart (less), de middelste helft (usual) of het hoogste kwart (more). Telt niet waar het bedrag zelf in bases staat.',
            ),
        })
        .default({}),
    })
    .superRefine(refuseOppositeSteps)
    .superRefine(refuseOddTurnover)

export type FirmFile = z.output<ReturnType<typeof firmSchemaFor>>

/**
 * What the engine needs of a firm file.
 *
 * @param steps  ids of all steps, for 'all-others'
 */
export function engineFirm(file: FirmFile, steps: readonly string[]): Firm {
  const { name: _name, isInvented: _isInvented, province: _province, sector, ...rest } = file
  const { stepsInUse, stepsNotInUse, ...facts } = rest
  const absent = stepsNotInUse === 'all-others' ? steps : stepsNotInUse
  const states = { ...allOf(absent, false), ...allOf(stepsInUse, true) }
  return withoutUndefined({ ...facts, sector: sector?.sbiCode, stepsInUse: states }) as Firm
}

const allOf = (ids: readonly string[], isInUse: boolean) => Object.fromEntries(ids.map((id) => [id, isInUse]))

const withoutUndefined = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined))
