import type { StudyData, StudySettings } from './study-data.ts'

export type Row = Readonly<Record<string, string>>

/** Rows of a file of fixtures/causal; no value in these files holds a comma. */
export function rowsOfFile(text: string): Row[] {
  const [head, ...lines] = text.trim().split(/\r?\n/)
  const columns = head!.replaceAll('"', '').split(',')
  return lines.map((line) => {
    const values = line.replaceAll('"', '').split(',')
    return Object.fromEntries(columns.map((column, k) => [column, values[k]!]))
  })
}

export const wholeColumn = (rows: readonly Row[], column: string) =>
  Int32Array.from(rows, (row) => Number(row[column]))

export const numberColumn = (rows: readonly Row[], column: string) =>
  Float64Array.from(rows, (row) => Number(row[column]))

/** 0 … n − 1 for the labels of a column, in order of appearance. */
export function labelColumn(rows: readonly Row[], column: string): Int32Array {
  const labels = new Map<string, number>()
  return Int32Array.from(rows, (row) => {
    const label = labels.get(row[column]!) ?? labels.size
    labels.set(row[column]!, label)
    return label
  })
}

export function mpdta(rows: readonly Row[]): StudyData & { lpop: Float64Array } {
  return {
    unit: labelColumn(rows, 'countyreal'),
    time: wholeColumn(rows, 'year'),
    outcome: numberColumn(rows, 'lemp'),
    first: wholeColumn(rows, 'first.treat'),
    lpop: numberColumn(rows, 'lpop'),
  }
}

export function syntheticPanel(rows: readonly Row[]): StudyData & { x: Float64Array; cl: Int32Array } {
  return {
    unit: labelColumn(rows, 'id'),
    time: wholeColumn(rows, 't'),
    outcome: numberColumn(rows, 'y'),
    first: wholeColumn(rows, 'g'),
    x: numberColumn(rows, 'x'),
    cl: labelColumn(rows, 'cl'),
  }
}

export function countyMortality(rows: readonly Row[]): StudyData & { weights: Float64Array } {
  return {
    unit: labelColumn(rows, 'county_code'),
    time: wholeColumn(rows, 'year'),
    outcome: numberColumn(rows, 'crude_rate_20_64'),
    first: wholeColumn(rows, 'treat_year'),
    weights: numberColumn(rows, 'set_wt'),
  }
}

/**
 * Earnings in 1975 and 1978 as a panel of two times. The "treated" are controls of an experiment and got nothing; the
 * others are a survey sample.
 */
export function experimentalControls(rows: readonly Row[]): StudyData {
  const both = [
    ...rows.map((row) => ({ ...row, year: '1975' })),
    ...rows.map((row) => ({ ...row, year: '1978' })),
  ]
  const covariates = ['age', 'educ', 'black', 'married', 'nodegree', 'hisp', 're74']
  return {
    unit: Int32Array.from(both.keys(), (k) => k % rows.length),
    time: wholeColumn(both, 'year'),
    outcome: Float64Array.from(both, (row: Row) => Number(row[row['year'] === '1975' ? 're75' : 're78'])),
    first: Int32Array.from(both, (row: Row) => (row['experimental'] === '1' ? 1978 : 0)),
    covariates: covariates.map((column) => numberColumn(both, column)),
  }
}

const ESTIMATORS = { dr: 'doubly-robust', ipw: 'inverse-weighting', reg: 'regression' } as const

/** Settings under the names that the reference files use. */
export function namedSettings(estimator: string, controls: string, base: string): Partial<StudySettings> {
  return {
    estimator: ESTIMATORS[estimator as keyof typeof ESTIMATORS],
    controls: controls === 'nevertreated' ? 'never' : 'not-yet',
    base: base === 'universal' ? 'universal' : 'varying',
  }
}
