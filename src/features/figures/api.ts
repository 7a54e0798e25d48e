import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { jsonResponse, problemResponses } from '#platform/api.ts'
import { canonicalHash } from '#platform/canonical-hash.ts'
import type { Env } from '#platform/context.ts'
import { refused } from '#platform/problem.ts'
import { flowsAnswerSchema, stepDetailSchema, stepsSchema } from './api-schema.ts'
import type { Figures } from './contract.ts'
import { type AnyFigure, idSchema } from './figure-contract.ts'
import { sourceIdsOf } from './search-steps.ts'
import type { StepFigures } from './step-contract.ts'

const tags = ['Cijfers']

const stepsRoute = createRoute({
  method: 'get',
  path: '/steps',
  operationId: 'listSteps',
  summary: 'Geeft alle stappen',
  description: 'Alle stappen die Schakel kent, in één keer. De cijfers staan bij elke stap afzonderlijk.',
  tags,
  responses: { 200: jsonResponse(stepsSchema, 'De stappen.'), ...problemResponses(500) },
})

const stepRoute = createRoute({
  method: 'get',
  path: '/steps/{stepId}',
  operationId: 'readStep',
  summary: 'Geeft één stap met alle cijfers',
  description: 'Elk cijfer met zijn eenheid in de naam, hoe zeker het is, waarom, en zijn bronnen.',
  tags,
  request: {
    params: z.object({
      stepId: idSchema.meta({ description: 'Vaste naam van de stap.', example: 'erp-introduction' }),
    }),
  },
  responses: { 200: jsonResponse(stepDetailSchema, 'De stap.'), ...problemResponses(400, 404, 500) },
})

const flowsRoute = createRoute({
  method: 'get',
  path: '/flows',
  operationId: 'listFlows',
  summary: 'Geeft alle informatiestromen',
  description: 'De bedrijfsfuncties en de informatie die ertussen reist.',
  tags,
  responses: { 200: jsonResponse(flowsAnswerSchema, 'De informatiestromen.'), ...problemResponses(500) },
})

/** `GET /v1/steps`, `/v1/steps/{stepId}` and `/v1/flows`: what an advice is reckoned with. */
export const figuresApi =
  (figures: Figures) =>
  (app: OpenAPIHono<Env>): void => {
    const figuresHash = canonicalHash(figures)
    const steps = { figuresHash, steps: figures.steps.map(headOf) }
    const flows = flowsOf(figures)
    app.openapi(stepsRoute, (c) => c.json(steps, 200))
    app.openapi(flowsRoute, (c) => c.json(flows, 200))
    app.openapi(stepRoute, (c) => {
      const { stepId } = c.req.valid('param')
      const step = figures.steps.find(({ id }) => id === stepId)
      if (step === undefined) return refused(c, 'not-found') as never // the type knows JSON only, not problem documents
      return c.json({ figuresHash, ...detailOf(step, figures) }, 200)
    })
  }

const headOf = ({ id, family, nameNl, nameEn, descriptionNl, descriptionEn }: StepFigures) => ({
  id,
  family,
  nameNl,
  nameEn,
  descriptionNl,
  descriptionEn,
})

/** The unit is in the name of the field, so the figure goes without. */
function unitless<F extends AnyFigure>({ unit: _unit, ...figure }: F): Omit<F, 'unit'> {
  return figure
}

type StepDetail = Omit<z.output<typeof stepDetailSchema>, 'figuresHash'>

function detailOf(step: StepFigures, { sources }: Figures): StepDetail {
  const named = sourceIdsOf(step)
  const { trial, preFinancing, whyNoTrialNl, whyNoTrialEn } = step
  return {
    ...headOf(step),
    ...wordsOf(step),
    prerequisites: step.prerequisites,
    helpsFirst: step.helpsFirst,
    barriers: step.barriers,
    oneOffCostEur: step.oneOffCost.map(unitless),
    runningCostEurPerYear: step.yearlyRunningCost.map(unitless),
    yearlyBenefitShareOfBase: step.yearlyBenefit.map(unitless),
    ...(preFinancing ? { preFinancingShareOfCostPrice: unitless(preFinancing) } : {}),
    monthsUntilInUse: unitless(step.monthsUntilInUse),
    monthsToFullBenefit: unitless(step.monthsToFullBenefit),
    usefulLifeYears: unitless(step.usefulLifeYears),
    failureProbability: unitless(step.failureProbability),
    shareOfOneOffCostLostIfItFails: unitless(step.shareOfOneOffCostLostIfItFails),
    costTail: unitless(step.costTail),
    couplings: step.couplings,
    ...(trial ? { trial: trialOf(trial) } : {}),
    ...(whyNoTrialNl && whyNoTrialEn ? { whyNoTrialNl, whyNoTrialEn } : {}),
    furtherSources: step.furtherSources,
    sources: sources.filter(({ id }) => named.includes(id)),
  }
}

const wordsOf = (step: StepFigures) => ({
  canGoWrongNl: step.canGoWrongNl,
  canGoWrongEn: step.canGoWrongEn,
  stopIfNl: step.stopIfNl,
  stopIfEn: step.stopIfEn,
  measureNl: step.measureNl,
  measureEn: step.measureEn,
})

const trialOf = ({ howNl, howEn, ...trial }: NonNullable<StepFigures['trial']>) => ({
  howNl,
  howEn,
  costEur: unitless(trial.costEur),
  durationWeeks: unitless(trial.durationWeeks),
  warnsIfItWouldFailProbability: unitless(trial.warnsIfItWouldFail),
  warnsIfItWouldSucceedProbability: unitless(trial.warnsIfItWouldSucceed),
})

const flowsOf = ({ flows }: Figures): z.output<typeof flowsAnswerSchema> => ({
  version: flows.version,
  functions: flows.functions.map(({ id, nl, en, isOwn }) => ({ id, nameNl: nl, nameEn: en, isOwn })),
  flows: flows.flows.map(({ id, from, to, nl, en, whyNl, whyEn, family, standards, isCore }) => ({
    id,
    from,
    to,
    nameNl: nl,
    nameEn: en,
    whyNl,
    whyEn,
    family,
    standards,
    isCore,
  })),
})
