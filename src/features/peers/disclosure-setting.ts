import { z } from 'zod'
import type { DisclosureRules } from '#engine/disclosure/rules.ts'
import { type Result, ok, refuse } from '#engine/kernel/result.ts'

/** A comparison shows ten firms or nothing, and nothing where more than nine of ten say the same. */
export const MINIMUM_FIRMS = 10
const MAX_SHARE = 0.9
const PUBLIC_P_PERCENT = 10 // for counts, where no secret is set

/** `isForAmounts` says whether amounts may be published too: only with a p that nobody knows. */
export type DisclosureSetting = Readonly<{ rules: DisclosureRules; isForAmounts: boolean }>

const pSchema = z
  .string()
  .regex(/^\d{1,2}(\.\d{1,3})?$/)
  .transform(Number)
  .pipe(z.number().min(5).max(50))

/**
 * The rules of publication. DISCLOSURE_P_PERCENT is the p of the p%-rule, 5 to 50; whoever knows it can guess closer,
 * so it is never printed. An empty variable counts as absent.
 */
export function readDisclosureSetting(
  env: Readonly<Record<string, string | undefined>>,
): Result<DisclosureSetting, string> {
  const given = env['DISCLOSURE_P_PERCENT']
  const rules = { minimumFirms: MINIMUM_FIRMS, maxShare: MAX_SHARE }
  if (given === undefined || given === '') {
    return ok({ rules: { ...rules, pPercent: PUBLIC_P_PERCENT }, isForAmounts: false })
  }

  const p = pSchema.safeParse(given)
  if (!p.success) return refuse('DISCLOSURE_P_PERCENT must be a number from 5 to 50, such as 12.5.')
  return ok({ rules: { ...rules, pPercent: p.data }, isForAmounts: true })
}
