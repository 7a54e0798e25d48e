import type { Feature } from '#platform/feature.ts'
import { worklistCommands } from './commands.ts'
import { worklistPages } from './pages.ts'
import { worklistPersonalData } from './personal-data.ts'
import type { WorklistParts } from './ports.ts'
import { prepare, weeklyList } from './runs/weekly-list.ts'

export { ROUTES as WORKLIST_ROUTES } from './addresses.ts'
export type { FirmNeed } from './contract.ts'
export type { Room } from './matching-input.ts'
export type { SharedAdvice } from './need-of-advice.ts'
export type { NamedOffer } from './network-offers.ts'
export type { OfferingRefusal, Proposal, WorklistPorts } from './ports.ts'
export { findWorklist, type ToCall, type ToOffer, type Worklist } from './find-worklist.ts'
export { markFirm, offerToFirm } from './mark-firm.ts'
export { findNeed } from './repository.ts'
export { setHours } from './set-hours.ts'
export { shareNeed, withdrawNeed } from './share-need.ts'

/** Whom advisers should speak with this week, and why. */
export function worklistFeature({ figures, ports = {} }: WorklistParts): Feature {
  return {
    name: 'worklist',
    pages: (app) => worklistPages(app, { figures, ports }),
    commands: worklistCommands(ports),
    onStart: (ctx) => prepare(ctx, ctx.now()),
    tasks: [weeklyList(ports)],
    personalData: worklistPersonalData,
  }
}
