import { expect, test } from 'vitest'
import type { z } from 'zod'
import { canonicalHash } from '#platform/canonical-hash.ts'
import type { Ctx } from '#platform/context.ts'
import { createApp } from '#platform/http.ts'
import { flowsAnswerSchema, stepDetailSchema, stepsSchema } from './api-schema.ts'
import { figuresFeature } from './figures-feature.ts'
import { readFigures } from './load-figures.ts'

const read = readFigures('data')
if (!read.ok) throw new Error('data/ does not load')
const figures = read.value
const app = createApp({
  features: [figuresFeature(figures)],
  ctx: { db: undefined as unknown as Ctx['db'], now: () => new Date() },
  config: {},
  report: ({ error }) => {
    throw error
  },
})

/** The answer as its schema describes it; anything more or less fails. */
async function answerOf<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const answer: unknown = await (await app.request(path)).json()
  const parsed = schema.parse(answer)
  expect(parsed).toEqual(answer)
  return parsed
}

test('/v1/steps gives all steps, as its schema says', async () => {
  const answer = await answerOf('/v1/steps', stepsSchema)
  expect(answer.steps.map(({ id }) => id)).toEqual(figures.steps.map(({ id }) => id))
  expect(answer.figuresHash).toBe(canonicalHash(figures))
})

test.each(figures.steps.map(({ id }) => id))(
  '/v1/steps/%s fits its schema and leaves out nothing it names',
  async (id) => {
    const answer = await answerOf(`/v1/steps/${id}`, stepDetailSchema)
    const known = new Set(answer.sources.map(({ id: source }) => source))
    const named = [...JSON.stringify(answer).matchAll(/"sources":\[("[^\]]*")\]/g)].flatMap(([, ids = '']) =>
      JSON.parse(`[${ids}]`),
    )
    expect([...named, ...answer.furtherSources].filter((source) => !known.has(source))).toEqual([])
  },
)

test('a figure has its unit in the name of its field, and the numbers of the data', async () => {
  const answer = await answerOf('/v1/steps/erp-introduction', stepDetailSchema)
  expect(answer.oneOffCostEur[0]).toMatchObject({
    driver: 'erp-user',
    kind: 'invoice',
    p10: 4000,
    p50: 8000,
    p90: 20000,
    grade: 'published',
  })
  expect(answer.runningCostEurPerYear[0]).toMatchObject({ p50: 1500, grade: 'vendor' })
  expect(answer.monthsUntilInUse).toMatchObject({ p10: 7, p50: 14, p90: 28 })
  expect(answer.trial?.warnsIfItWouldFailProbability).toMatchObject({ value: 0.4 })
  expect(JSON.stringify(answer)).not.toContain('"unit"')
})

test('/v1/flows gives functions and flows that fit together', async () => {
  const answer = await answerOf('/v1/flows', flowsAnswerSchema)
  expect(answer.functions).toHaveLength(16)
  expect(answer.flows).toHaveLength(36)
  expect(answer.flows.filter(({ isCore }) => isCore)).toHaveLength(11)
})

test.each([
  ['/v1/steps/no-such-step', 404],
  ['/v1/steps/constructor', 404],
  ['/v1/steps/No%20Step', 400],
  ['/v1/steps/', 404],
])('%s answers %i as a problem document with the version of the API', async (path, status) => {
  const answer = await app.request(path)
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(answer.headers.get('API-Version')).toMatch(/^\d+\.\d+\.\d+$/)
  expect(await answer.json()).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) })
})

test('any site may read the figures', async () => {
  expect((await app.request('/v1/steps')).headers.get('access-control-allow-origin')).toBe('*')
})

test('the description of the API names the three addresses, and is the same as JSON and as YAML', async () => {
  const [json, yaml] = [await app.request('/v1/openapi.json'), await app.request('/v1/openapi.yaml')]
  const text = await json.text()
  expect(await yaml.text()).toBe(text)
  expect(Object.keys(JSON.parse(text).paths)).toEqual(
    expect.arrayContaining(['/steps', '/steps/{stepId}', '/flows']),
  )
})
