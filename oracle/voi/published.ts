import { readFileSync } from 'node:fs'

const FOLDER = new URL('../../fixtures/voi/', import.meta.url)

const linesOf = (file: string) =>
  readFileSync(new URL(file, FOLDER), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','))

type Table = Readonly<Record<string, Float64Array>>

function numbersIn(file: string): Table {
  const [head = [], ...rows] = linesOf(file)
  return Object.fromEntries(head.map((name, i) => [name, Float64Array.from(rows, (row) => Number(row[i]))]))
}

/** The column of that name. */
export function column(table: Table, name: string): Float64Array {
  const values = table[name]
  if (values === undefined) throw new Error(`no column ${name}`)
  return values
}

export type Expected = Readonly<{
  model: string
  quantity: string
  parameters: string
  size: number
  eurPerUnit: number
  method: string
  value: number
  origin: string
}>

/** All lines of `expected.csv`. */
export function expectedValues(): readonly Expected[] {
  const [, ...rows] = linesOf('expected.csv')
  return rows.map(([model, quantity, parameters, size, eurPerUnit, method, value, origin]) => ({
    model: model ?? '',
    quantity: quantity ?? '',
    parameters: parameters ?? '',
    size: Number(size),
    eurPerUnit: Number(eurPerUnit),
    method: method ?? '',
    value: Number(value),
    origin: origin ?? '',
  }))
}

/** The published value of one quantity; the first line that fits. */
export function expectedValue(wanted: Partial<Expected>): number {
  const fits = (line: Expected) =>
    Object.entries(wanted).every(([key, value]) => line[key as keyof Expected] === value)
  const line = expectedValues().find(fits)
  if (line === undefined) throw new Error(`nothing is known of ${JSON.stringify(wanted)}`)
  return line.value
}

/** The chemotherapy model: its parameters, and net benefit of the two treatments by what a life year is worth. */
export function chemo() {
  const table = numbersIn('chemo.csv')
  return {
    parameter: (name: string) => column(table, name),
    netBenefit: (eurPerUnit: number) =>
      ['SoC', 'Novel'].map((treatment) => {
        const cost = column(table, `c_${treatment}`)
        return column(table, `e_${treatment}`).map((effect, n) => eurPerUnit * effect - cost[n]!)
      }),
  }
}

/** EVSI per person of the trial, by size. */
export function chemoTrial(): ReadonlyArray<Readonly<{ size: number; evsiEur: number }>> {
  const table = numbersIn('chemo-trial.csv')
  return Array.from(column(table, 'n'), (size, i) => ({ size, evsiEur: column(table, 'evsi')[i]! }))
}

/** The two-normal example: doing nothing against p1 − p2. */
export function twoNormals() {
  const table = numbersIn('normal.csv')
  const p1 = column(table, 'p1')
  const p2 = column(table, 'p2')
  return { p1, p2, options: [new Float64Array(p1.length), p1.map((value, n) => value - p2[n]!)] }
}
