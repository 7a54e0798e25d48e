import type { Evaluation } from '#engine/evaluation/programme/evaluation.ts'
import type { StudyFile } from './study-contract.ts'

/** Raised when the same panel and study give another result. */
export const EVALUATION_METHOD = 'evaluation-2'

/**
 * All that is kept of one evaluation: its `evaluation.json`, and what the report is written from.
 *
 * - `panel.handled`: what was done with odd rows; nothing is dropped that is not in it
 * - `registration`: `before` where the study file was registered before this run, `never` where it was not; a moment is
 *   ISO 8601 in UTC
 * - `receipt`: gives the same result to the last digit, with `schakel replay`
 */
export type EvaluationRecord = Readonly<{
  study: StudyFile
  panel: Readonly<{ name: string; bytes: number; rows: number; handled: readonly Handled[] }>
  registration: Registration
  evaluation: Evaluation
  receipt: EvaluationReceipt
}>

export type Handled = Readonly<{ code: string; count?: number; column?: string }>

export type Registration =
  | Readonly<{ state: 'registered'; at: string; panelSeen: boolean }>
  | Readonly<{ state: 'never' }>

export type EvaluationReceipt = Readonly<{
  evaluatedAt: string
  engineVersion: string
  runtime: string
  method: string
  studyHash: string
  panelHash: string
  seed: number
  resultHash: string
}>
