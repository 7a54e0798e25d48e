import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { GENERATED } from '../scripts/generate.ts'
import { bothAnswers, growingGains } from '../scripts/two-way-sign.ts'

const schemaText = readFileSync('generated/firm.schema.json', 'utf8')
const isFirm = new Ajv2020({ allErrors: true }).compile(JSON.parse(schemaText))
const firmNamed = (name: string) => JSON.parse(readFileSync(`fixtures/firms/${name}`, 'utf8'))
const firms = readdirSync('fixtures/firms').filter((name) => name.endsWith('.json'))

test.each(Object.entries(GENERATED))(
  'generated/%s is what scripts/generate.ts makes (run it and commit)',
  (name, make) => {
    expect(readFileSync(`generated/${name}`, 'utf8')).toBe(make())
  },
)

test.each(firms)('fixtures/firms/%s fits the JSON Schema of a firm', (name) => {
  isFirm(firmNamed(name))
  expect(isFirm.errors ?? []).toEqual([])
})

test('there are six invented firms', () => {
  expect(firms).toHaveLength(6)
})

test.each([
  ['an unknown field', { employes: 12 }],
  ['a negative number of people', { employees: -1 }],
  ['half a person', { employees: 12.5 }],
  ['a turnover of 0', { turnoverEurPerYear: 0 }],
  ['a flow that does not exist', { flows: { F99: 'paper' } }],
  ['a carrier that does not exist', { flows: { F03: 'fax' } }],
  ['a step that does not exist', { stepsInUse: ['blockchain'] }],
  ['a share above 1', { assumptions: { contributionMargin: 1.2 } }],
  ['a number as text', { machines: '16' }],
])('%s does not fit', (_what, firm) => {
  expect(isFirm(firm)).toBe(false)
})

const docs = readFileSync('docs/firm-file.md', 'utf8')

test('docs/firm-file.md names every field and every allowed word', () => {
  const words = new Set<string>()
  const collect = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { properties, enum: values } = node as { properties?: object; enum?: readonly string[] }
    for (const name of Object.keys(properties ?? {})) words.add(name)
    if (values !== undefined && values.length <= 12) for (const value of values) words.add(value)
    for (const child of Object.values(node)) collect(child)
  }
  collect(JSON.parse(schemaText))
  expect([...words].filter((word) => !docs.includes(word))).toEqual([])
})

test('the example in docs/firm-file.md fits', () => {
  const [, example = ''] = docs.match(/```json\n([\s\S]*?)```/) ?? []
  isFirm(JSON.parse(example))
  expect(isFirm.errors ?? []).toEqual([])
})

const isStudy = new Ajv2020({ allErrors: true }).compile(
  JSON.parse(readFileSync('generated/study.schema.json', 'utf8')),
)
const examples = readdirSync('docs/examples', { withFileTypes: true }).filter((entry) => entry.isDirectory())

test.each(examples.map(({ name }) => name))(
  'docs/examples/%s/study.json fits the JSON Schema of a study',
  (name) => {
    isStudy(JSON.parse(readFileSync(`docs/examples/${name}/study.json`, 'utf8')))
    expect(isStudy.errors ?? []).toEqual([])
  },
)

test('a study without a smallest effect, or with a field of its own, does not fit', () => {
  const study = JSON.parse(readFileSync('docs/examples/training-grants/study.json', 'utf8'))
  expect(isStudy({ ...study, outcome: { ...study.outcome, smallestEffect: undefined } })).toBe(false)
  expect(isStudy({ ...study, colour: 'red' })).toBe(false)
})

test('in the picture of docs/methods/evaluation-coverage.md two-way fixed effects has the sign wrong, beyond chance', () => {
  const data = growingGains()
  const { twoWay, groupTime } = bothAnswers(data)
  expect(data.truth).toBeCloseTo(1.27, 2)
  expect(twoWay.estimate + 1.96 * twoWay.standardError).toBeLessThan(0)
  expect(Math.abs(groupTime.estimate - data.truth)).toBeLessThan(1.96 * groupTime.standardError)
})
