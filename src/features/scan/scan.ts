import type { FirmFile } from '#features/firms/index.ts'
import type { Figures } from '#features/figures/index.ts'
import type { ScanRow } from './contract.ts'
import { firmOfAnswers } from './firm-of-answers.ts'

/** Answers are kept this long after the last one. */
export const DAYS_KEPT = 30

const DAY_MS = 24 * 60 * 60 * 1000

/** A scan as whoever has its link may see it. */
export type Scan = ScanRow &
  Readonly<{
    link: string // the secret itself: only for addresses of pages
    firm: FirmFile // what the answers say, through the one door
  }>

export const scanOf = (link: string, row: ScanRow, figures: Figures): Scan => ({
  ...row,
  link,
  firm: firmOfAnswers(row.answers, figures),
})

export const expiryFrom = (at: Date) => new Date(at.getTime() + DAYS_KEPT * DAY_MS)
