import { addFirm } from '#features/thread/index.ts'
import type { Actor } from '#platform/actor.ts'
import { type CastFirm, noDuties } from './cast.ts'
import { done, type Filling } from './filling.ts'

/** A firm that is there by now, and whoever acts for it. */
export type Arrived = Readonly<{ firm: CastFirm; firmId: string; actor: Actor }>

/** Firms come in the course of the year; what each does then begins with its arrival. */
export function planArrivals(filling: Filling, onArrival: readonly ((arrived: Arrived) => void)[]): void {
  const { year, cast, ctx } = filling
  for (const firm of cast.firms) {
    year.plan(year.from + firm.arrives * (year.until - year.from), async () => {
      const { name, person: contact } = firm
      const nobody = noDuties(firm.accountId)
      const firmId = done(await addFirm(ctx, nobody, { name, kvk: '', contact, phone: '', version: 0 }))
      const actor = { ...nobody, firmIds: [firmId] }
      const arrived: Arrived = { firm, firmId, actor }
      filling.arrived.set(firmId, arrived)
      for (const begin of onArrival) begin(arrived)
    })
  }
}
