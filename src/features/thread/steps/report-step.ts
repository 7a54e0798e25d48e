import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { mayActFor } from '#features/identity/index.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import type { StepReport } from './contract.ts'
import type { ToldStep } from './read-step.ts'
import {
  findStepReport,
  insertStepReport,
  removeStepReport,
  setStepReport,
  stepReportsOf,
} from './repository.ts'

type Db = Pick<Ctx, 'db' | 'now'>

export const findStepReports = (
  { db }: Pick<Ctx, 'db'>,
  actor: Actor,
  firmId: string,
): Promise<readonly StepReport[]> =>
  asActor(db, actor, async (tx) => (mayActFor(actor, firmId) ? stepReportsOf(tx, [firmId]) : []))

/** One of the own reports. */
export const findOwnReport = (
  { db }: Pick<Ctx, 'db'>,
  actor: Actor,
  id: string,
): Promise<Result<StepReport, 'not-found'>> =>
  asActor(db, actor, async (tx) => {
    const report = await findStepReport(tx, id)
    return report !== undefined && mayActFor(actor, report.firmId) ? ok(report) : refuse('not-found')
  })

/** A firm says that it took a step. Refused with what it said before of the same step and state. */
export const reportStep = (
  { db, now }: Db,
  actor: Actor,
  firmId: string,
  told: ToldStep,
): Promise<Result<string, 'not-found' | StepReport>> =>
  asActor(db, actor, async (tx) => {
    if (!mayActFor(actor, firmId)) return refuse('not-found')
    const [id, at] = [randomUUID(), now()]
    if (!(await insertStepReport(tx, { ...told, id, firmId, accountId: actor.accountId, at }))) {
      const before = (await stepReportsOf(tx, [firmId])).find(
        ({ stepId, state }) => stepId === told.stepId && state === told.state,
      )
      return refuse(before ?? 'not-found')
    }
    await appendAudit(tx, { actor, action: `step reported: ${told.state}`, object: `firm ${firmId}` }, at)
    return ok(id)
  })

/** Changes what was said. Refused with what stands there now where somebody saved it in the meantime. */
export const changeReport = (
  { db, now }: Db,
  actor: Actor,
  id: string,
  { told, version }: Readonly<{ told: Omit<ToldStep, 'stepId' | 'state'>; version: number }>,
): Promise<Result<void, 'not-found' | StepReport>> =>
  asActor(db, actor, async (tx) => {
    const report = await findStepReport(tx, id)
    if (report === undefined || !mayActFor(actor, report.firmId)) return refuse('not-found')
    if (!(await setStepReport(tx, id, told, { version, at: now() })))
      return refuse((await findStepReport(tx, id)) ?? 'not-found')
    await appendAudit(tx, { actor, action: 'step report changed', object: `firm ${report.firmId}` }, now())
    return ok(undefined)
  })

export const dropReport = ({ db, now }: Db, actor: Actor, id: string): Promise<Result<string, 'not-found'>> =>
  asActor(db, actor, async (tx) => {
    const report = await findStepReport(tx, id)
    if (report === undefined || !mayActFor(actor, report.firmId)) return refuse('not-found')
    await removeStepReport(tx, id)
    await appendAudit(tx, { actor, action: 'step report removed', object: `firm ${report.firmId}` }, now())
    return ok(report.firmId)
  })
