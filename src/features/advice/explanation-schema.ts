import { z } from '@hono/zod-openapi'
import { MEASURINGS } from '#engine/advice/measure.ts'
import { REASONS_LOST } from '#engine/advice/runners-up.ts'
import { CASH_TYPES } from '#engine/advice/step.ts'
import { eur, months, questionId, range, share, stepId, switching } from './schema-parts.ts'

const steps = z.array(stepId).min(1)
const code = <Code extends string>(name: Code, description: string) => z.literal(name).meta({ description })

const caution = z.discriminatedUnion('code', [
  z.strictObject({
    code: code('small-gain', 'Het plan levert naar verwachting weinig op naast de omzet.'),
    eurPerYear: eur,
    shareOfTurnover: z.number(),
  }),
  z.strictObject({ code: code('near-tie', 'Ander begin dat bijna even goed is.'), steps }),
])

const whyThis = z.discriminatedUnion('code', [
  z.strictObject({
    code: code('pays-back', 'Aandeel van de uitkomsten waarin de stap zich terugverdient.'),
    share,
  }),
  z.strictObject({
    code: code('largest-gain-on', 'Waar de stap het meeste verdient: per jaar, of één keer.'),
    base: z.string(),
    cashType: z.enum(CASH_TYPES),
    eur: range,
    isOnce: z.boolean(),
  }),
  z.strictObject({ code: code('needed-for', 'Latere stappen die niet zonder kunnen.'), steps }),
  z.strictObject({ code: code('feeds', 'Latere stappen die hierdoor hun gegevens vanzelf krijgen.'), steps }),
  z.strictObject({ code: code('helps', 'Latere stappen die hierna minder vaak mislukken.'), steps }),
  z.strictObject({ code: code('quick', 'Snel in gebruik: het midden, in maanden.'), months }),
  z.strictObject({ code: code('tried-cheaply', 'Eerst te proberen, voor dit bedrag.'), eur, months }),
  z.strictObject({
    code: code('worst-case-bearable', 'Verlies in een van de tien uitkomsten, en het geld dat er is.'),
    eur,
    cashEur: eur,
  }),
])

const measure = z.strictObject({
  base: z.string().meta({ description: 'Post waarop het te zien is.' }),
  how: z.enum(MEASURINGS),
  isToldByFirm: z.boolean(),
  now: range.meta({ description: 'Euro per jaar; euro voor een voorraad.' }),
  goes: z.enum(['down', 'up']),
  changeShare: range.meta({ description: 'Verandering na drie maanden gebruik, als deel van de post.' }),
  expected: range.optional().meta({ description: 'De post zelf na drie maanden gebruik.' }),
})

/** Why, in codes and numbers; the pages put them into words. */
export const explanation = z
  .strictObject({
    cautions: z.array(caution).meta({ description: 'Wat vooraf gezegd moet worden.' }),
    whyThis: z.array(whyThis).meta({ description: 'Waarom dit; leeg waar nu niets te doen is.' }),
    whyNot: z.array(z.strictObject({ begin: stepId, target: stepId, code: z.enum(REASONS_LOST) })),
    whatWouldChange: z
      .array(
        z.strictObject({
          kind: z.enum(['share', 'base', 'fact']),
          id: z.string(),
          value: range,
          varianceShare: share,
          switching: switching.optional(),
        }),
      )
      .meta({ description: 'De aannames die het besluit dragen, en waar het omslaat.' }),
    questions: z
      .array(
        z.strictObject({
          question: questionId,
          valueEur: eur,
          minutes: z.number(),
          about: stepId.optional(),
        }),
      )
      .meta({ description: 'Vragen die hun minuten waard zijn.' }),
    measure: z.array(measure).meta({ description: 'Wat te meten, vooraf en na drie maanden gebruik.' }),
    stop: z
      .strictObject({ monthsP90: months, costEurP90: eur })
      .optional()
      .meta({ description: 'Wanneer te stoppen: later of duurder dan negen van de tien keer.' }),
  })
  .meta({ id: 'Explanation', description: 'Waarom dit advies, in codes en getallen.' })
