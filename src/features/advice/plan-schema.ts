import { z } from '@hono/zod-openapi'
import { SHARE_ASSUMPTIONS } from '#engine/advice/firm.ts'
import { PLAN_REASONS } from '#engine/advice/plan-advice.ts'
import { eur, months, questionId, range, share, stepId, switching } from './schema-parts.ts'

export const outlook = z
  .strictObject({
    expectedNetPresentValueEur: eur,
    standardErrorEur: eur,
    netResultEur: range,
    worstInTenEur: eur,
    chanceOfPayback: share,
    paybackMonths: z.strictObject({
      p10: z.number().optional(),
      p50: z.number().optional(),
      p90: z.number().optional(),
    }),
    cashNeedEur: range,
    chanceOfTrouble: share,
    addedChanceOfTrouble: z.number().min(-1).max(1),
    chanceTargetIsInUse: share,
  })
  .meta({ id: 'Outlook', description: 'Een plan tegenover niets doen, over alle scenario’s.' })

export const plannedStep = z
  .strictObject({
    step: stepId,
    reason: z
      .enum(PLAN_REASONS)
      .meta({ description: 'needed: een latere stap heeft hem nodig; adds-value: hij loont op zijn plek.' }),
    isTriedFirst: z.boolean().meta({ description: 'Of er eerst een proef komt.' }),
    notBeforeMonth: months.meta({
      description: 'Maand waarop het plan wacht om geld in kas te houden; 0 waar het niet wacht.',
    }),
    chanceItStarts: share.meta({
      description: 'Kans dat de stap begint; een mislukte eerdere stap of een waarschuwing houdt hem tegen.',
    }),
    chanceItIsInUse: share.meta({ description: 'Kans dat de stap binnen de looptijd in gebruik komt.' }),
    startMonth: range
      .optional()
      .meta({ description: 'Over hoeveel maanden de stap begint, waar hij begint.' }),
    addsEur: eur.optional().meta({
      description:
        'Verwachte netto contante waarde boven op de stappen ervoor; ontbreekt waar een latere stap die meetelt.',
    }),
  })
  .meta({ id: 'PlannedStep', description: 'Een stap van een plan, over alle scenario’s.' })

export const plan = z
  .strictObject({
    steps: z.array(plannedStep).meta({ description: 'In volgorde; leeg is nu niets doen.' }),
    expectedNetPresentValueEur: eur,
    addedChanceOfTroubleAllowed: share.meta({
      description: 'Hoeveel de kans op geldnood met dit plan hooguit mag stijgen.',
    }),
    outlook: outlook.optional(),
  })
  .meta({ id: 'Plan', description: 'Stappen in hun volgorde, voor één mate van risico.' })

export const question = z
  .strictObject({
    question: questionId,
    valueEur: eur.meta({ description: 'Wat het antwoord naar verwachting waard is, in euro.' }),
    standardErrorEur: eur,
    chanceOfChange: share.meta({ description: 'Kans dat het antwoord iets anders het beste maakt.' }),
    minutes: z.number().meta({ description: 'Hoeveel minuten antwoorden kost.' }),
    about: stepId.optional().meta({ description: 'Stap waarvan de keuze er het meest van afhangt.' }),
  })
  .meta({ id: 'QuestionPrice', description: 'Wat het waard is een vraag te beantwoorden vóór u kiest.' })

export const meeting = z
  .strictObject({
    step: stepId,
    valueEur: eur.meta({ description: 'Wat het gesprek naar verwachting waard is, in euro.' }),
    ofOutcomeEur: eur.meta({ description: 'Daarvan: horen of het daar werkte.' }),
    ofBenefitEur: eur.meta({ description: 'Daarvan: horen wat het daar opleverde.' }),
    chanceOfChange: share.meta({ description: 'Kans dat wat u hoort het besluit over de stap verandert.' }),
  })
  .meta({ id: 'Meeting', description: 'Een gesprek met een bedrijf dat de stap al deed.' })

export const assumption = z.strictObject({
  kind: z.enum(['share', 'base', 'fact']),
  id: z.string().meta({ description: `Een van ${SHARE_ASSUMPTIONS.join(', ')}, een feit of een post.` }),
  value: range,
  isToldByFirm: z.boolean(),
  influence: z.strictObject({ lowFifthEur: eur, highFifthEur: eur, varianceShare: share }),
  switching: switching.optional(),
})
