import { z } from '@hono/zod-openapi'
import { ACTIONS } from '#engine/advice/candidate.ts'
import { FACTS } from '#engine/advice/firm.ts'
import { REASONS_TO_ASK, REASONS_TO_WAIT } from '#engine/advice/first-step.ts'
import { REASONS_LOST } from '#engine/advice/runners-up.ts'
import { BARRIERS } from '#engine/advice/step.ts'
import { FLOW_STATES } from '#engine/flows/flow.ts'
import { GRADES } from '#features/figures/index.ts'
import { explanation } from './explanation-schema.ts'
import { assumption, meeting, outlook, plan, plannedStep, question } from './plan-schema.ts'
import { eur, range, share, stepId } from './schema-parts.ts'
import { WHERES } from './who-can-help.ts'

const trial = z
  .strictObject({
    costEur: eur,
    months: z.number(),
    chanceOfWarning: share,
    chanceOfFailureBefore: share,
    chanceOfFailureAfterGoodSign: share,
    informationEur: eur,
    expectedNetPresentValueEur: eur,
    netOfDoingAtOnceEur: eur,
  })
  .meta({ id: 'Trial', description: 'Wat eerst proberen waard is voor het besluit.' })

const stepFigures = z
  .strictObject({
    oneOffCostEur: range,
    ofWhichOwnHoursEur: range,
    runningCostEurPerYear: range,
    gainEurPerYear: range,
    releasedOnceEur: range,
    monthsUntilInUse: range,
    monthsUntilFullEffect: range,
    chanceOfFailure: share,
  })
  .meta({ id: 'StepFigures', description: 'Wat een stap op zichzelf kost en oplevert bij dit bedrijf.' })

const firstStep = z
  .strictObject({
    action: z.enum(ACTIONS),
    reasonToWait: z.enum(REASONS_TO_WAIT).optional(),
    reasonToAsk: z.enum(REASONS_TO_ASK).optional(),
    target: stepId.optional(),
    begin: stepId.optional(),
    order: z.array(stepId),
    barrier: z.enum(BARRIERS).optional(),
    fact: z.enum(FACTS).optional(),
    valueOfKnowingEur: eur.optional(),
    trial: trial.optional(),
    expectedNetPresentValueEur: eur,
    addedChanceOfTrouble: z.number(),
    addedChanceOfTroubleAllowed: share,
    figures: stepFigures.optional(),
    outlook: outlook.optional(),
    dots: z.array(z.strictObject({ paybackMonths: z.number().optional(), isTrouble: z.boolean() })),
    planOutlook: outlook.optional(),
  })
  .meta({ id: 'FirstStep', description: 'Waar het bedrijf het best begint.' })

const runnerUp = z.strictObject({
  action: z.enum(ACTIONS),
  target: stepId,
  begin: stepId,
  order: z.array(stepId),
  barrier: z.enum(BARRIERS).optional(),
  expectedNetPresentValueEur: eur,
  addedChanceOfTrouble: z.number(),
  lostBecause: z.enum(REASONS_LOST),
  behindEur: eur,
})

const stepAdvice = z.strictObject({
  id: stepId,
  isInUse: z.boolean(),
  needs: z.array(stepId),
  benefitLeft: share,
  figures: stepFigures,
  outlook: outlook.optional(),
  isSafe: z.boolean(),
  trial: trial.optional(),
})

const flowId = z.string().meta({ description: 'Informatiestroom; zie /flows.' })
const pair = z.strictObject({ from: z.string(), to: z.string() })
const weakestLink = z
  .strictObject({
    flows: z.array(flowId),
    gainShare: share,
    newPairs: z.array(pair),
    retypingEurPerYear: eur,
  })
  .meta({ id: 'WeakestLink' })

const integration = z
  .strictObject({
    reachKnown: share.optional(),
    pairsKnown: z.strictObject({ possible: z.int(), automatic: z.int() }),
    reachExpected: z
      .strictObject({
        mean: share,
        p10: share,
        p90: share,
        standardError: z.number(),
        unknownFlows: z.int(),
      })
      .optional(),
    weakestLinks: z.strictObject({
      one: weakestLink.optional(),
      two: weakestLink.optional(),
      three: weakestLink.optional(),
    }),
    retyping: z.strictObject({
      perFlow: z.array(
        z.strictObject({
          flow: flowId,
          carrier: z.enum(FLOW_STATES),
          messagesPerWeek: z.number(),
          hoursPerYear: z.number(),
          eurPerYear: eur,
        }),
      ),
      totalEurPerYear: eur,
      coversFlows: z.int(),
      unknownFlows: z.int(),
    }),
    threads: z.array(
      z.strictObject({
        id: z.string(),
        links: z.array(z.strictObject({ flow: flowId, state: z.enum(FLOW_STATES) })),
        knownLinks: z.int(),
        unknownLinks: z.int(),
        linksByHand: z.int(),
      }),
    ),
    retypeCountPerFlow: z.record(z.string(), z.int()),
    flows: z.array(
      z.strictObject({ id: flowId, state: z.enum(FLOW_STATES), rank: z.int().min(0).max(4).optional() }),
    ),
    functions: z.array(z.strictObject({ id: z.string(), reachesAutomatically: z.int(), canReach: z.int() })),
  })
  .meta({ id: 'Integration', description: 'Hoe informatie door dit bedrijf reist.' })

/** Every field of an advice, as the API and `schakel advise --json` give it; the receipt is added by who knows firms. */
export const adviceResultShape = {
  firstStep,
  runnersUp: z.array(runnerUp),
  steps: z.array(stepAdvice),
  integration,
  roadmap: z.strictObject({
    now: z.array(plannedStep),
    // biome-ignore lint/suspicious/noThenProperty: the three columns of the roadmap; nobody awaits it
    then: z.array(plannedStep),
    later: z.array(plannedStep),
  }),
  plans: z
    .strictObject({ careful: plan, normal: plan, bold: plan })
    .meta({ description: 'Het beste plan voor wie voorzichtig, gewoon of gedurfd wil zijn.' }),
  questions: z
    .array(question)
    .meta({ description: 'Vragen die nog open staan; de meeste waarde per minuut eerst.' }),
  assumptions: z.array(assumption),
  meetings: z.array(meeting).meta({ description: 'Gesprekken die het meest waard zijn, voorop.' }),
  explanation,
  doingNothing: z.strictObject({
    chanceOfTrouble: share,
    chanceOfTroubleThisYear: share,
    lowestCashEur: range,
  }),
  filledIn: z.partialRecord(z.enum(FACTS), range),
  scenarios: z.int(),
  horizonMonths: z.int(),
}

const text = z.string()
const helper = z.strictObject({
  id: text,
  name: text,
  place: text.optional(),
  isUnconfirmed: z.boolean().meta({ description: 'Waar zolang niemand dit heeft bevestigd.' }),
})
const fieldlab = helper.extend({
  where: z.enum(WHERES).meta({ description: 'Hoe ver het fieldlab van het bedrijf is.' }),
})
const figure = z
  .strictObject({
    file: text,
    stepId: stepId.optional(),
    path: text,
    labelKey: text,
    of: text.optional(),
    range: range.optional(),
    value: z.union([z.number(), text]).optional(),
    unit: text,
    grade: z.enum(GRADES),
    why: text,
    sources: z.array(text),
  })
  .meta({ id: 'UsedFigure', description: 'Een kengetal achter het advies, met soort en bron.' })
const source = z.strictObject({
  id: text,
  citation: text,
  url: text.optional(),
  kind: text,
  grade: z.enum(GRADES),
  says: text,
  figureSeen: z.boolean(),
})

/** As `adviceResultShape`, with the words, the helpers and the figures that the page shows beside it. */
export const adviceDocumentShape = {
  ...adviceResultShape,
  steps: z.array(stepAdvice.extend({ nameNl: text, nameEn: text })),
  words: z
    .strictObject({
      nameNl: text,
      nameEn: text,
      sentenceNl: text,
      sentenceEn: text,
      canGoWrongNl: text,
      canGoWrongEn: text,
      stopIfNl: text,
      stopIfEn: text,
      measureNl: text,
      measureEn: text,
    })
    .optional()
    .meta({ description: 'Teksten bij de stap om mee te beginnen.' }),
  whoCanHelp: z.strictObject({ hubs: z.array(helper), fieldlabs: z.array(fieldlab) }),
  figures: z.array(figure),
  sources: z.array(source),
}
