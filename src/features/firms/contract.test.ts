import { expect, test } from 'vitest'
import { engineFirm, firmSchemaFor } from './contract.ts'

const STEPS = ['erp', 'portal', 'cobot']
const schema = firmSchemaFor({ flows: ['F01'], steps: STEPS, bases: ['energy-cost'] })
const inUse = (file: object) => engineFirm(schema.parse(file), STEPS).stepsInUse

test('a step is in use, not in use, or unknown', () => {
  expect(inUse({ stepsInUse: ['erp'], stepsNotInUse: ['cobot'] })).toEqual({ erp: true, cobot: false })
  expect(inUse({ stepsInUse: ['erp'], stepsNotInUse: 'all-others' })).toEqual({
    erp: true,
    portal: false,
    cobot: false,
  })
  expect(inUse({ stepsInUse: ['erp'] })).toEqual({ erp: true })
  expect(inUse({})).toEqual({})
})

test('a step that is in both lists is refused, together with whatever else is wrong', () => {
  const read = schema.safeParse({
    stepsInUse: ['erp', 'cobot'],
    stepsNotInUse: ['cobot'],
    employees: 20,
    turnoverEurPerYear: 45_000,
  })
  expect(read.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
    ['stepsNotInUse', 'says the opposite of stepsInUse for cobot'],
    ['turnoverEurPerYear', expect.stringContaining('EUR 2250 per employee')],
  ])
})

test('a step that nobody knows is refused in either list', () => {
  const read = schema.safeParse({ stepsInUse: ['magic'], stepsNotInUse: ['magic'] })
  expect(new Set(read.error?.issues.map(({ path }) => path[0]))).toEqual(
    new Set(['stepsInUse', 'stepsNotInUse']),
  )
})

test('an amount can have a level, beside the amount itself too', () => {
  const assumptions = { bases: { 'energy-cost': 40_000 }, baseLevels: { 'energy-cost': 'more' } } as const
  expect(engineFirm(schema.parse({ assumptions }), STEPS).assumptions).toEqual(assumptions)
})

test.each([
  [{ 'energy-cost': 'huge' }, 'assumptions.baseLevels.energy-cost', /"less"\|"usual"\|"more"/],
  [{ 'gas-cost': 'more' }, 'assumptions.baseLevels', /gas-cost/],
  [{ 'energy-cost': 40_000 }, 'assumptions.baseLevels.energy-cost', /"less"\|"usual"\|"more"/],
])('the level in %j is refused by name', (baseLevels, where, why) => {
  const issues = schema.safeParse({ assumptions: { baseLevels } }).error?.issues ?? []
  expect(issues).toHaveLength(1)
  expect(issues[0]!.path.join('.')).toBe(where)
  expect(issues[0]!.message).toMatch(why)
})
