import { BARRIERS } from '#engine/advice/step.ts'
import { CARRIERS } from '#engine/flows/flow.ts'
import { cellOf } from '#engine/population/firm-cell.ts'
import type { Ratio } from '#engine/population/population-prior.ts'
import type { Figures } from '#features/figures/index.ts'
import type { Scan } from '#features/scan/index.ts'
import { twoDigits } from '#platform/numbers.ts'
import { type PeerScan, readPeerScan } from './contract.ts'

/** The part of a scan that counts along in the comparison: what was told, and only as coarse as that needs. */
export function peerScanOf({ firm }: Pick<Scan, 'firm'>, figures: Figures): PeerScan {
  const { employees, businessType, sector } = firm
  const isCore = new Set(figures.flows.flows.filter((flow) => flow.isCore).map(({ id }) => id))
  const carriers = Object.entries(firm.flows).filter(
    ([id, state]) => isCore.has(id) && (CARRIERS as readonly string[]).includes(state ?? ''),
  )
  const steps = figures.steps.flatMap(({ id }) => {
    const isInUse = stepState(firm, id)
    return isInUse === undefined ? [] : [[id, isInUse]]
  })
  return readPeerScan({
    cell: cellOf({
      ...(employees === undefined ? {} : { employees }),
      ...(sector === undefined ? {} : { sector: sector.sbiCode }),
      ...(businessType === undefined ? {} : { businessType }),
    }),
    carriers: Object.fromEntries(carriers),
    barriers: Object.fromEntries(
      BARRIERS.flatMap((barrier) =>
        firm.barriers[barrier] === undefined ? [] : [[barrier, firm.barriers[barrier]]],
      ),
    ),
    stepsInUse: Object.fromEntries(steps),
    ratios: ratiosOf(firm),
  })
}

/** Is it in use; undefined where the firm did not say. */
function stepState({ stepsInUse, stepsNotInUse }: Scan['firm'], id: string): boolean | undefined {
  if (stepsInUse.includes(id)) return true
  return stepsNotInUse === 'all-others' || stepsNotInUse.includes(id) ? false : undefined
}

/** Two digits that count; a ratio of something untold is untold. */
function ratiosOf(firm: Scan['firm']): Partial<Record<Ratio, number>> {
  const { employees, machines, turnoverEurPerYear, spareCashEur, freeCashFlowEurPerMonth } = firm
  const ratios: Record<Ratio, number | undefined> = {
    turnoverEurPerEmployee: ratio(turnoverEurPerYear, employees),
    machinesPerEmployee: ratio(machines, employees),
    spareCashShareOfTurnover: ratio(spareCashEur, turnoverEurPerYear),
    freeCashFlowShareOfTurnover: ratio(
      freeCashFlowEurPerMonth,
      turnoverEurPerYear && turnoverEurPerYear / 12,
    ),
  }
  return Object.fromEntries(Object.entries(ratios).filter(([, value]) => value !== undefined))
}

const ratio = (above: number | undefined, below: number | undefined) =>
  above === undefined || below === undefined || below === 0 ? undefined : twoDigits(above / below)
