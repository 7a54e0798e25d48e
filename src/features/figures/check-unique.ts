import type { FigureProblem } from './contract.ts'

/** An id may be given once. */
export function checkUnique(file: string, path: string, ids: readonly string[]): FigureProblem[] {
  return ids.flatMap((id, i) =>
    ids.indexOf(id) === i ? [] : [{ file, path: `${path}[${i}]`, message: `'${id}' is there already` }],
  )
}
