import type { StudyData } from '#engine/evaluation/group-time/study-data.ts'

/**
 * What was handled otherwise than plainly; a report repeats it.
 *
 * - `missing-outcome`: rows without main outcome, out of `data` and in `missing`
 * - `empty-first-is-never`: rows with an empty first time, read as never joined
 * - others: how a csv is written
 */
export type PanelHandling = Readonly<{
  code:
    | 'missing-outcome'
    | 'empty-first-is-never'
    | 'byte-order-mark'
    | 'separator-semicolon'
    | 'separator-tab'
    | 'separator-bar'
    | 'decimal-comma'
  count?: number
  column?: string
}>

/**
 * A panel as typed arrays.
 *
 * - `rows`: in the file; those in `data` and in `missing` together
 * - `data`: rows with a main outcome, in the order of the file; never joined is `NEVER`. Clusters are numbered from 0
 * - `otherOutcomes`: by column, for the rows of `data`
 * - `missing`: rows without main outcome; `row` from 1. Units with no other rows have the highest numbers
 * - `unitNames`: what the file calls a unit; a name is made when it is asked for
 * - `isInOrder`: rows of `data` stand by unit and rising time
 * - `fileHash`: SHA-256 of the bytes
 */
export type PanelRead = Readonly<{
  rows: number
  data: StudyData
  otherOutcomes: ReadonlyMap<string, Float64Array>
  missing: Readonly<{ unit: Int32Array; time: Int32Array; first: Int32Array; row: Int32Array }>
  unitNames: (index: number) => string
  isInOrder: boolean
  handled: readonly PanelHandling[]
  fileHash: string
}>
