import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import type { RowLayout } from './collect-rows.ts'
import type { KeyPlace } from './number-keys.ts'
import { cut, type PanelRefusal } from './panel-refusal.ts'
import type { AskedColumn, ParquetColumn } from './repository.ts'

/**
 * The columns of a panel by what they are.
 *
 * - `never`: values of `first` that mean never joined; null is an empty field
 * - `outcomes`: the first is the main outcome
 */
export type PanelColumns = Readonly<{
  unit: string
  time: string
  first: string
  never: readonly (number | null)[]
  outcomes: readonly string[]
  covariates: readonly string[]
  weights?: string
  cluster?: string
}>

export type Asked = Readonly<{ columns: readonly AskedColumn[]; layout: RowLayout }>

export const numberColumnsOf = ({ time, first, outcomes, covariates, weights }: PanelColumns): string[] => [
  ...new Set([time, first, ...outcomes, ...covariates, ...(weights === undefined ? [] : [weights])]),
]

/** In a csv keys are text, so 007 and 7 are two firms. */
export function askCsv(columns: PanelColumns, names: readonly string[]): Result<Asked, PanelRefusal> {
  return ask(columns, names, () => 'text')
}

const WHOLE = /^U?(TINY|SMALL)INT$|^U?INTEGER$|^BIGINT$/
const LARGE = /^(UBIGINT|U?HUGEINT)$/
const BROKEN = /^(FLOAT|DOUBLE|DECIMAL\(.*)$/
const TEXT = /^(VARCHAR|UUID|ENUM\(.*)$/

export function askParquet(
  columns: PanelColumns,
  there: readonly ParquetColumn[],
): Result<Asked, PanelRefusal> {
  const types = new Map(there.map(({ name, type }) => [name, type]))
  const isNumber = (type: string) => [WHOLE, LARGE, BROKEN, /^BOOLEAN$/].some((kind) => kind.test(type))
  const isKey = (type: string) => [WHOLE, LARGE, BROKEN, TEXT].some((kind) => kind.test(type))
  const wrong = (names: readonly string[], isRight: (type: string) => boolean, expected: string) =>
    names
      .filter((name) => types.has(name) && !isRight(types.get(name)!))
      .map((column) => ({ code: 'column-type', column, found: cut(types.get(column)!), expected }) as const)
  const keys = [columns.unit, ...(columns.cluster === undefined ? [] : [columns.cluster])]
  const [first] = [
    ...wrong(numberColumnsOf(columns), isNumber, 'numbers'),
    ...wrong(keys, isKey, 'text or whole numbers'),
  ]
  const names = there.map(({ name }) => name)
  if (first) return refuse(first)
  return ask(columns, names, (name) => {
    const type = types.get(name)!
    return WHOLE.test(type) ? 'integer' : BROKEN.test(type) ? 'double' : 'text'
  })
}

function ask(
  columns: PanelColumns,
  names: readonly string[],
  kindOf: (name: string) => KeyPlace['kind'],
): Result<Asked, PanelRefusal> {
  const { unit, time, first, outcomes, covariates, weights, cluster } = columns
  const values = [...outcomes, ...covariates, ...(weights === undefined ? [] : [weights])]
  const missing = [unit, ...numberColumnsOf(columns), ...(cluster === undefined ? [] : [cluster])].find(
    (name) => !names.includes(name),
  )
  if (missing !== undefined)
    return refuse({ code: 'column-missing', column: cut(missing), columns: names.slice(0, 50).map(cut) })

  const asked: AskedColumn[] = []
  let places = 0
  const place = (name: string, as: AskedColumn['as']) => {
    asked.push({ at: names.indexOf(name), name, as })
    const at = places
    places += as === 'text' ? 2 : 1
    return at
  }
  const key = (name: string): KeyPlace => {
    const kind = kindOf(name)
    return { name, kind, at: place(name, kind === 'double' ? 'number' : kind) }
  }
  const value = (name: string) => ({ name, at: place(name, 'number') })
  const layout: RowLayout = {
    unit: key(unit),
    time: value(time),
    first: value(first),
    values: values.map(value),
    ...(weights === undefined ? {} : { weights: values.length - 1 }),
    ...(cluster === undefined ? {} : { cluster: key(cluster) }),
  }
  return ok({ columns: asked, layout })
}
