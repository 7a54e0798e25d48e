import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type FigureProblem, problemLine } from './contract.ts'
import { readFigures } from './load-figures.ts'

const root = mkdtempSync(join(tmpdir(), 'schakel-figures-'))
afterAll(() => rmSync(root, { recursive: true }))

// biome-ignore lint/suspicious/noExplicitAny: a fault is planted in raw JSON, of any shape
type Json = any
type Fault = Readonly<{ file: string; plant: (content: Json) => unknown }>

let copies = 0
const copyOfData = () => {
  const directory = join(root, String(copies++), 'data')
  cpSync('data', directory, { recursive: true })
  return directory
}

/** Problems of the shipped data with faults planted; `plant` changes its argument. */
function problemsWith(...faults: readonly Fault[]): readonly FigureProblem[] {
  const directory = copyOfData()
  for (const { file, plant } of faults) {
    const path = join(directory, file)
    const content: Json = JSON.parse(readFileSync(path, 'utf8'))
    plant(content)
    writeFileSync(path, JSON.stringify(content))
  }
  const read = readFigures(directory)
  return read.ok ? [] : read.error
}
const linesWith = (...faults: readonly Fault[]) => problemsWith(...faults).map(problemLine)

const ERP = 'steps/erp-introduction.json'

test('a copy without faults loads', () => {
  expect(linesWith()).toEqual([])
})

test.each<[string, string, (content: Json) => unknown, string]>([
  [
    'P10 above P50',
    ERP,
    (s) => (s.oneOffCost[0].p50 = 1),
    'data/steps/erp-introduction.json › oneOffCost[0].p50: must not be below p10 (4000 > 1)',
  ],
  [
    'P50 above P90',
    ERP,
    (s) => (s.failureProbability.p90 = 0.2),
    'data/steps/erp-introduction.json › failureProbability.p90: must not be below p50 (0.26 > 0.2)',
  ],
  [
    'an order broken in a parameter',
    'parameters.json',
    (p) => (p.firmFactorCorrelation.p10 = 0.4),
    'data/parameters.json › firmFactorCorrelation.p50: must not be below p10 (0.4 > 0.3)',
  ],
  [
    'a prerequisite that does not exist',
    ERP,
    (s) => s.prerequisites.push('teleport'),
    "data/steps/erp-introduction.json › prerequisites[1]: no step is called 'teleport'",
  ],
  [
    'a helpful step that does not exist',
    ERP,
    (s) => (s.helpsFirst[0] = 'teleport'),
    "data/steps/erp-introduction.json › helpsFirst[0]: no step is called 'teleport'",
  ],
  [
    'a helpful step that is a prerequisite',
    ERP,
    (s) => s.helpsFirst.push('master-data-cleanup'),
    "data/steps/erp-introduction.json › helpsFirst[2]: 'master-data-cleanup' is a prerequisite already",
  ],
  [
    'a base that does not exist',
    ERP,
    (s) => (s.yearlyBenefit[0].base = 'gold'),
    "data/steps/erp-introduction.json › yearlyBenefit[0].base: no base is called 'gold'",
  ],
  [
    'a coupling with an unknown function',
    ERP,
    (s) => (s.couplings[0].to = 'moon'),
    "data/steps/erp-introduction.json › couplings[0].to: no function is called 'moon'",
  ],
  [
    'a source that does not exist',
    ERP,
    (s) => (s.oneOffCost[2].sources = ['hearsay']),
    "data/steps/erp-introduction.json › oneOffCost[2].sources[0]: no source is called 'hearsay'",
  ],
  [
    'a further source that does not exist',
    ERP,
    (s) => s.furtherSources.push('hearsay'),
    "data/steps/erp-introduction.json › furtherSources[1]: no source is called 'hearsay'",
  ],
  [
    'a published figure without a source',
    ERP,
    (s) => (s.oneOffCost[0].sources = []),
    "data/steps/erp-introduction.json › oneOffCost[0].sources: grade 'published' needs a source whose figure was seen",
  ],
  [
    'a vendor figure whose number was never seen',
    ERP,
    (s) => (s.yearlyRunningCost[0].sources = ['haug-2011']),
    "data/steps/erp-introduction.json › yearlyRunningCost[0].sources: grade 'vendor' needs a source whose figure was seen",
  ],
  [
    'a step called otherwise than its file',
    ERP,
    (s) => (s.id = 'erp'),
    "data/steps/erp-introduction.json › id: must be 'erp-introduction', as the file is called",
  ],
  [
    'a base inside a base that does not exist',
    'population.json',
    (p) => (p.bases[1].partOf = 'gold'),
    "data/population.json › bases[1].partOf: no base is called 'gold'",
  ],
  [
    'a base counted per something unknown',
    'population.json',
    (p) => {
      p.bases[1].terms[0].per = 'moon'
    },
    "data/population.json › bases[1].terms[0].per: 'moon' is neither a base nor one of firm, employee, machine, turnover, own-product-turnover",
  ],
  [
    'a base inside itself',
    'population.json',
    (p) => (p.bases[0].partOf = 'labour-production'),
    'data/population.json › bases: partOf goes round: labour-total → labour-production → labour-total',
  ],
  [
    'a driver left out',
    'population.json',
    (p) => p.drivers.pop(),
    "data/population.json › drivers: 'unit-in-field' is missing",
  ],
  [
    'a driver twice',
    'population.json',
    (p) => p.drivers.push(p.drivers[0]),
    "data/population.json › drivers[15]: 'firm' is there already",
  ],
  [
    'carriers that do not add up',
    'population.json',
    (p) => (p.carrierShare.paper.value = 0.5),
    'data/population.json › carrierShare: adds up to 1.25, not to 1',
  ],
  [
    'size classes that do not add up',
    'population.json',
    (p) => (p.sizeClassShare['10-19'].value = 0.49),
    'data/population.json › sizeClassShare: adds up to 1.1, not to 1',
  ],
  [
    'a sector left out of an effect',
    'population.json',
    (p) => delete p.effects.carriers.sector['28'],
    'data/population.json › effects.carriers.sector.28: is missing',
  ],
  [
    'an effect of an unknown sector',
    'population.json',
    (p) => (p.effects.ownProductShare.sector['10'] = p.effects.ownProductShare.sector['25']),
    "data/population.json › effects.ownProductShare.sector.10: no sector is called '10'",
  ],
  [
    'a flow that travels differently but does not exist',
    'population.json',
    (p) => (p.flowCarrierOdds.F99 = p.flowCarrierOdds.F12),
    "data/population.json › flowCarrierOdds.F99: no flow is called 'F99'",
  ],
  [
    'a step without a share of firms that have it',
    'population.json',
    (p) => delete p.stepInUseShare['10-19']['mes-light'],
    'data/population.json › stepInUseShare.10-19.mes-light: is missing',
  ],
  [
    'a step in use at more firms than what it needs',
    'population.json',
    (p) => (p.stepInUseShare['100-250']['cad-erp-coupling'].value = 0.7),
    "data/population.json › stepInUseShare.100-250.cad-erp-coupling: is more common than 'pdm-introduction', which it needs",
  ],
  [
    'a barrier fixed by an unknown step',
    'parameters.json',
    (p) => (p.barrierFix.skills.step = 'hire'),
    "data/parameters.json › barrierFix.skills.step: no step is called 'hire'",
  ],
  ['a barrier left out', 'barriers.json', (b) => b.pop(), "data/barriers.json: 'finance' is missing"],
  [
    'a careful owner who dares more than a bold one',
    'parameters.json',
    (p) => (p.addedTroubleAllowed.careful.value = 0.5),
    'data/parameters.json › addedTroubleAllowed: careful must not allow more than normal, nor normal more than bold',
  ],
  [
    'two prices of an hour',
    'handling.json',
    (h) => (h.eurPerHour.value = 50),
    'data/handling.json › eurPerHour.value: is 50, but parameters.json says 46',
  ],
  [
    'a source twice',
    'sources.json',
    (s) => s.push(s[0]),
    "data/sources.json › [79]: 'aberdeen-edi' is there already",
  ],
  [
    'a fieldlab of an unknown hub',
    'network.json',
    (n) => {
      n.fieldlabs[0].hub = 'mars'
    },
    "data/network.json › fieldlabs[0].hub: no hub is called 'mars'",
  ],
  [
    'a fieldlab outside the provinces of its hub',
    'network.json',
    (n) => (n.fieldlabs[0].province = 'Zeeland'),
    "data/network.json › fieldlabs[0].province: 'Zeeland' is not a province of hub 'noord'",
  ],
  [
    'a trial of an unknown step',
    'network.json',
    (n) => (n.fieldlabs[0].trials[0].step = 'teleport'),
    "data/network.json › fieldlabs[0].trials[0].step: no step is called 'teleport'",
  ],
  [
    'a trial of a step that cannot be tried',
    'network.json',
    (n) => (n.fieldlabs[0].trials[0].step = 'data-agreements'),
    "data/network.json › fieldlabs[0].trials[0].step: 'data-agreements' has no trial",
  ],
  [
    'a province of two hubs',
    'network.json',
    (n) => n.hubs[1].provinces.push('Drenthe'),
    "data/network.json › hubs[1].provinces[2]: belongs to hub 'noord' already",
  ],
  [
    'a flow to nowhere',
    'flows.json',
    (f) => (f.flows[0].to = 'moon'),
    "data/flows.json › flows[0].to: no function is called 'moon'",
  ],
  [
    'a flow without a count of messages',
    'handling.json',
    (h) => delete h.messagesPerWeekPerEmployee.F01,
    'data/handling.json › messagesPerWeekPerEmployee.F01: is missing',
  ],
  [
    'messages of an unknown flow',
    'handling.json',
    (h) => (h.messagesPerWeekPerEmployee.F99 = h.messagesPerWeekPerEmployee.F01),
    "data/handling.json › messagesPerWeekPerEmployee.F99: no flow is called 'F99'",
  ],
])('%s is refused, with file and path', (_fault, file, plant, line) => {
  expect(linesWith({ file, plant })).toContain(line)
})

test.each<[string, string, (content: Json) => unknown, string]>([
  ['an unknown field of a step', ERP, (s) => (s.colour = 'blue'), 'data/steps/erp-introduction.json'],
  [
    'an unknown field of a figure',
    ERP,
    (s) => (s.oneOffCost[0].median = 3),
    'data/steps/erp-introduction.json › oneOffCost[0]',
  ],
  [
    'an unknown field of a parameter',
    'parameters.json',
    (p) => (p.eurPerHour.median = 3),
    'data/parameters.json › eurPerHour',
  ],
  [
    'an unknown driver',
    ERP,
    (s) => (s.oneOffCost[0].driver = 'horse'),
    'data/steps/erp-introduction.json › oneOffCost[0].driver',
  ],
  [
    'an unknown way to money',
    ERP,
    (s) => (s.yearlyBenefit[0].cashType = 'magic'),
    'data/steps/erp-introduction.json › yearlyBenefit[0].cashType',
  ],
  [
    'an unknown barrier',
    ERP,
    (s) => (s.barriers[0] = 'mood'),
    'data/steps/erp-introduction.json › barriers[0]',
  ],
  [
    'an unknown tail',
    ERP,
    (s) => (s.costTail.value = 'short'),
    'data/steps/erp-introduction.json › costTail.value',
  ],
  [
    'a figure without a grade',
    ERP,
    (s) => delete s.monthsUntilInUse.grade,
    'data/steps/erp-introduction.json › monthsUntilInUse.grade',
  ],
  [
    'a figure without a reason',
    ERP,
    (s) => (s.monthsUntilInUse.why = ' '),
    'data/steps/erp-introduction.json › monthsUntilInUse.why',
  ],
  [
    'a figure in another unit',
    ERP,
    (s) => (s.monthsUntilInUse.unit = 'years'),
    'data/steps/erp-introduction.json › monthsUntilInUse.unit',
  ],
  [
    'a probability of one',
    ERP,
    (s) => (s.failureProbability.p90 = 1),
    'data/steps/erp-introduction.json › failureProbability.p90',
  ],
  [
    'a probability below zero',
    'parameters.json',
    (p) => (p.cyberLoss.chancePerYear.value = -0.1),
    'data/parameters.json › cyberLoss.chancePerYear.value',
  ],
  [
    'a chance of a warning above one',
    ERP,
    (s) => (s.trial.warnsIfItWouldFail.value = 1.2),
    'data/steps/erp-introduction.json › trial.warnsIfItWouldFail.value',
  ],
  [
    'a negative cost',
    ERP,
    (s) => (s.oneOffCost[0].p10 = -1),
    'data/steps/erp-introduction.json › oneOffCost[0].p10',
  ],
  [
    'a step with neither trial nor reason',
    ERP,
    (s) => delete s.trial,
    'data/steps/erp-introduction.json › trial',
  ],
  [
    'a driver counted per something else',
    'population.json',
    (p) => (p.drivers[0].per = 'moon'),
    'data/population.json › drivers[0].per',
  ],
  [
    'a barrier without a share',
    'population.json',
    (p) => delete p.barrierShare.ip,
    'data/population.json › barrierShare.ip',
  ],
  [
    'an unknown barrier with a share',
    'population.json',
    (p) => (p.barrierShare.mood = p.barrierShare.ip),
    'data/population.json › barrierShare',
  ],
  [
    'a size class left out of an effect',
    'population.json',
    (p) => delete p.effects.carriers.sizeClass['50-99'],
    'data/population.json › effects.carriers.sizeClass.50-99',
  ],
  [
    'a factor of zero',
    'population.json',
    (p) => (p.effects.productStepsInUse.businessType.subcontractor.value = 0),
    'data/population.json › effects.productStepsInUse.businessType.subcontractor.value',
  ],
  [
    'an effect on a barrier that does not exist',
    'population.json',
    (p) => (p.effects.barriers.mood = p.effects.barriers.ip),
    'data/population.json › effects.barriers',
  ],
  [
    'an amount in the unit of another quantity',
    'population.json',
    (p) => (p.bases[0].terms[0].ownProduct.unit = 'share of turnover'),
    'data/population.json › bases[0].terms[0].ownProduct.unit',
  ],
  [
    'a source with an address that is none',
    'sources.json',
    (s) => (s[0].url = 'somewhere'),
    'data/sources.json › [0].url',
  ],
  [
    'a core flow without a question',
    'flows.json',
    (f) => delete f.flows[2].questionNl,
    'data/flows.json › flows[2]',
  ],
])('%s is refused at its place', (_fault, file, plant, place) => {
  const lines = linesWith({ file, plant })
  expect(
    lines.filter((line) => line.startsWith(`${place}: `)),
    lines.join('\n'),
  ).not.toEqual([])
})

test('a thread must begin each flow where the one before it ends', () => {
  const plant = (content: Json) => {
    content.threads[0].flows = ['F03', 'F06']
  }
  expect(linesWith({ file: 'threads.json', plant })).toEqual([
    expect.stringMatching(
      /^data\/threads\.json › threads\[0\]\.flows\[1\]: begins at '.+', but F03 ends at 'sales'$/,
    ),
  ])
})

test('steps that need each other are refused with the way round, hard and soft order together', () => {
  const lines = linesWith({
    file: 'steps/master-data-cleanup.json',
    plant: (step) => step.helpsFirst.push('erp-introduction'),
  })
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/prerequisites: steps that need each other: /)
  expect(lines[0]).toContain('master-data-cleanup → erp-introduction')
})

test('all problems are told at once, also when a file does not fit at all', () => {
  const directory = copyOfData()
  const file = (name: string) => join(directory, name)
  writeFileSync(file('sectors.json'), '{ not json')
  rmSync(file('barriers.json'))
  const erp: Json = JSON.parse(readFileSync(file(ERP), 'utf8'))
  erp.colour = 'blue'
  erp.oneOffCost[1].p10 = 'many'
  writeFileSync(file(ERP), JSON.stringify(erp))

  const read = readFigures(directory)
  const lines = read.ok ? [] : read.error.map(problemLine)
  expect(lines.filter((line) => line.startsWith('data/sectors.json: cannot be read'))).toHaveLength(1)
  expect(lines.filter((line) => line.startsWith('data/barriers.json: cannot be read'))).toHaveLength(1)
  expect(lines.filter((line) => line.startsWith(`data/${ERP}`))).toHaveLength(2)
  expect(lines).toHaveLength(4) // nothing follows from what could not be read
})

test('a folder that is not there is a refusal, not a crash', () => {
  const read = readFigures(join(root, 'nowhere'))
  expect(read.ok).toBe(false)
  expect(read.ok ? [] : read.error.map(({ path }) => path)).toContain('')
})
