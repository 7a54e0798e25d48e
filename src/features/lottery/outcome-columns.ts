import { ok, type Result, refuse } from '#engine/kernel/result.ts'

/** Which columns hold what: `tookPart` is 0 or 1, `covariates` are numbers, `cluster` is any text. */
export type OutcomeColumns = Readonly<{
  outcome: string
  tookPart?: string
  covariates: readonly string[]
  cluster?: string
}>

type Values = Readonly<Record<string, unknown>>

/** What the options say; a column has one use. */
export function outcomeColumns(values: Values): Result<OutcomeColumns, string> {
  const textOf = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined)
  const [tookPart, cluster, list] = [textOf('took-part'), textOf('cluster'), textOf('covariates')]
  const columns = {
    outcome: textOf('outcome') ?? 'outcome',
    ...(tookPart === undefined ? {} : { tookPart }),
    covariates: list === undefined ? [] : list.split(',').map((name) => name.trim()),
    ...(cluster === undefined ? {} : { cluster }),
  }
  if (columns.covariates.includes(''))
    return refuse('--covariates takes names of columns with commas between')
  const used = columnsUsed(columns)
  const twice = used.find((name, at) => used.indexOf(name) !== at)
  return twice === undefined ? ok(columns) : refuse(`column ${twice} is asked for twice`)
}

/** All columns that must be there, each once. */
export const columnsUsed = (columns: OutcomeColumns): readonly string[] => [
  'id',
  columns.outcome,
  ...columnsOfEverybody(columns),
]

/** Those that everybody of the draw must have, outcome or not. */
export const columnsOfEverybody = ({ tookPart, covariates, cluster }: OutcomeColumns): readonly string[] =>
  [tookPart, ...covariates, cluster].filter((name) => name !== undefined)
