import { expect, test } from 'vitest'
import { cellOf, keyOf, pathOf, sizeClassOf } from './firm-cell.ts'

test.each([
  [1, '10-19'],
  [19, '10-19'],
  [20, '20-49'],
  [49, '20-49'],
  [50, '50-99'],
  [100, '100-250'],
  [2000, '100-250'],
])('a firm of %i is in class %s', (employees, sizeClass) => {
  expect(sizeClassOf(employees)).toBe(sizeClass)
})

test('a cell names what the firm told, the sector by two digits', () => {
  expect(cellOf({ employees: 45, sector: '25.62', businessType: 'subcontractor' })).toEqual({
    sizeClass: '20-49',
    sector: '25',
    businessType: 'subcontractor',
  })
  expect(cellOf({ sector: '25621' })).toEqual({ sector: '25' })
  expect(cellOf({})).toEqual({})
})

test('the groups of a firm go from all firms to its own kind and stop at what is unknown', () => {
  const keys = (cell: Parameters<typeof pathOf>[0]) => pathOf(cell).map(keyOf)
  expect(keys({ sizeClass: '20-49', businessType: 'subcontractor', sector: '25' })).toEqual([
    '//',
    '20-49//',
    '20-49/subcontractor/',
    '20-49/subcontractor/25',
  ])
  expect(keys({ sizeClass: '20-49', sector: '25' })).toEqual(['//', '20-49//'])
  expect(keys({ businessType: 'subcontractor', sector: '25' })).toEqual(['//'])
})
