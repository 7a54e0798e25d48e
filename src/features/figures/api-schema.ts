import { z } from '@hono/zod-openapi'
import { BARRIERS, CASH_TYPES, COST_KINDS, COST_TAILS, DRIVERS } from '#engine/advice/step.ts'
import { GRADES, idSchema, sourceSchema } from './figure-contract.ts'
import { FLOW_FAMILIES } from './flows-contract.ts'
import { STEP_FAMILIES } from './step-contract.ts'

const text = (description: string) => z.string().describe(description)

const provenance = {
  grade: z
    .enum(GRADES)
    .describe(
      'Hoe zeker: published = gezien in een bron, vendor = van een leverancier, estimate = schatting van ons, measured = gemeten bij bedrijven.',
    ),
  why: text('Waarom dit cijfer zo is gekozen, in het Engels.'),
  sources: z.array(z.string()).describe('Nummers (id) van de bronnen.'),
}

const range = {
  p10: z.number().describe('Eén op de tien bedrijven zit hieronder.'),
  p50: z.number().describe('De helft van de bedrijven zit hieronder.'),
  p90: z.number().describe('Eén op de tien bedrijven zit hierboven.'),
}

const rangeFigure = (description: string) => z.object({ ...range, ...provenance }).describe(description)
const valueFigure = (description: string) =>
  z.object({ value: z.number(), ...provenance }).describe(description)
const costTerms = (description: string) =>
  z
    .array(z.object({ driver: z.enum(DRIVERS), kind: z.enum(COST_KINDS), ...range, ...provenance }))
    .describe(description)

const stepHead = {
  id: idSchema.describe('Vaste naam van de stap.'),
  family: z.enum(STEP_FAMILIES),
  nameNl: text('Naam in het Nederlands.'),
  nameEn: text('Naam in het Engels.'),
  descriptionNl: text('Wat de stap inhoudt, in het Nederlands.'),
  descriptionEn: text('Wat de stap inhoudt, in het Engels.'),
}

const figuresHash = z
  .string()
  .describe('SHA-256 van alle cijfers samen; staat ook in het ontvangstbewijs van een advies.')

export const stepsSchema = z
  .object({ figuresHash, steps: z.array(z.object(stepHead).meta({ id: 'StepSummary' })) })
  .meta({ id: 'Steps', description: 'Alle stappen, kort.' })

const trialSchema = z
  .object({
    howNl: z.string(),
    howEn: z.string(),
    costEur: rangeFigure('Wat proberen kost, in euro.'),
    durationWeeks: rangeFigure('Hoe lang proberen duurt, in weken.'),
    warnsIfItWouldFailProbability: valueFigure('Kans dat de proef waarschuwt als de stap zou mislukken.'),
    warnsIfItWouldSucceedProbability: valueFigure('Kans dat de proef waarschuwt als de stap zou slagen.'),
  })
  .describe('Eerst proberen; ontbreekt als dat niet kan.')

export const stepDetailSchema = z
  .object({
    figuresHash,
    ...stepHead,
    canGoWrongNl: text('Wat er mis kan gaan.'),
    canGoWrongEn: z.string(),
    stopIfNl: text('Maakt de zin af: Stop als …'),
    stopIfEn: z.string(),
    measureNl: text('Wat u de eerste drie maanden meet.'),
    measureEn: z.string(),
    prerequisites: z.array(z.string()).describe('Stappen die eerst in gebruik moeten zijn.'),
    helpsFirst: z.array(z.string()).describe('Stappen die helpen als ze er al zijn.'),
    barriers: z.array(z.enum(BARRIERS)).describe('Drempels die de stap lastiger maken.'),
    oneOffCostEur: costTerms('Kosten bij de start, in euro per eenheid (driver).'),
    runningCostEurPerYear: costTerms('Kosten per jaar, in euro per eenheid (driver).'),
    yearlyBenefitShareOfBase: z
      .array(z.object({ base: z.string(), cashType: z.enum(CASH_TYPES), ...range, ...provenance }))
      .describe('Opbrengst, als deel van een bedrag in het bedrijf (base).'),
    preFinancingShareOfCostPrice: rangeFigure(
      'Wat wordt voorgeschoten per product in abonnement.',
    ).optional(),
    monthsUntilInUse: rangeFigure('Maanden tot de stap in gebruik is.'),
    monthsToFullBenefit: rangeFigure('Maanden daarna tot de volle opbrengst.'),
    usefulLifeYears: rangeFigure('Jaren dat de stap meegaat.'),
    failureProbability: rangeFigure('Kans dat de stap mislukt.'),
    shareOfOneOffCostLostIfItFails: rangeFigure('Deel van de kosten bij de start dat dan weg is.'),
    costTail: z
      .object({ value: z.enum(COST_TAILS), ...provenance })
      .describe('Wat er boven de hoge kosten (p90) gebeurt.'),
    couplings: z
      .array(
        z.object({
          from: z.string(),
          to: z.string(),
          effect: z.enum(['creates', 'improves']),
          data: z.string(),
        }),
      )
      .describe('Informatie die daarna beter reist, van de ene functie naar de andere.'),
    trial: trialSchema.optional(),
    whyNoTrialNl: z.string().optional(),
    whyNoTrialEn: z.string().optional(),
    furtherSources: z.array(z.string()).describe('Bronnen die gelezen zijn, maar waar geen cijfer uit komt.'),
    sources: z.array(z.object(sourceSchema.shape).meta({ id: 'Source' })).describe('Alle genoemde bronnen.'),
  })
  .meta({ id: 'Step', description: 'Eén stap met alle cijfers, elk met hoe zeker het is en zijn bronnen.' })

export const flowsAnswerSchema = z
  .object({
    version: text('Versie van de lijst.'),
    functions: z
      .array(z.object({ id: z.string(), nameNl: z.string(), nameEn: z.string(), isOwn: z.boolean() }))
      .describe('Bedrijfsfuncties; isOwn is onwaar voor klant, leverancier en product bij de klant.'),
    flows: z
      .array(
        z.object({
          id: z.string(),
          from: z.string(),
          to: z.string(),
          nameNl: z.string(),
          nameEn: z.string(),
          whyNl: text('Waarom deze informatiestroom telt.'),
          whyEn: z.string(),
          family: z.enum(FLOW_FAMILIES),
          standards: z.array(z.string()).describe('Standaarden voor deze informatie.'),
          isCore: z.boolean().describe('Waar als de scan ernaar vraagt.'),
        }),
      )
      .describe('Informatie die van de ene functie naar de andere gaat.'),
  })
  .meta({ id: 'Flows', description: 'De informatiestromen waarmee wij integratie meten.' })
