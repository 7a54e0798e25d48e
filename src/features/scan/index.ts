import type { Feature } from '#platform/feature.ts'
import { type ScanParts, scanPages } from './pages.ts'
import { scanPersonalData } from './personal-data.ts'
import { keepRemovingExpiredScans } from './remove-expired-scans.ts'

export { flowStateText } from './answer-text.ts'
export { changeAnswers } from './change-answers.ts'
export { type Answers, type AnswersPatch, NO_ANSWERS, withAnswers } from './contract.ts'
export { findScan } from './find-scan.ts'
export { firmOfAnswers, knownIdsOf } from './firm-of-answers.ts'
export { type KeepAtFirm, keepAtFirm } from './keep-at-firm.ts'
export { missingPage } from './missing-page.ts'
export { oddsText } from './odds-text.ts'
export { openQuestions, pricerOf } from './next-question.ts'
export type { ScanParts } from './pages.ts'
export { isAnswered, mayAskAdvice, type Question, questionsOf } from './questions.ts'
export { type AmountProblem, readEuros } from './read-amount.ts'
export { setScanKept } from './repository.ts'
export { saveAnswer } from './save-answer.ts'
export { removeExpiredScans } from './remove-expired-scans.ts'
export { saveAssumptions } from './save-assumptions.ts'
export { DAYS_KEPT, type Scan } from './scan.ts'
export { startScan } from './start-scan.ts'

/** The front page and the scan. Pages and use cases for others are in this file. */
export const scanFeature = (parts: ScanParts): Feature => ({
  name: 'scan',
  pages: (app) => scanPages(app, parts),
  onStart: keepRemovingExpiredScans,
  personalData: scanPersonalData,
})
