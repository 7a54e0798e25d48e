import { ok, type Result, refuse } from '#engine/kernel/result.ts'

/** For whom somebody may act, as the provider says it; with a branch, for that one alone. */
export type ProvenFirm = Readonly<{ kvkNumber: string; branchNumber: string | undefined }>

type Claims = Readonly<Record<string, unknown>>

/**
 * Reads the numbers from the claims. A restriction that is there and cannot be read is a refusal: to pass it over would
 * give more than was given.
 */
export function readProvenFirm(
  claims: Claims,
  { kvkClaim, branchClaim }: Readonly<{ kvkClaim: string; branchClaim: string }>,
): Result<ProvenFirm, 'no-firm'> {
  const kvkNumber = oneText(claims[kvkClaim])
  if (kvkNumber === undefined || !/^\d{8}$/.test(kvkNumber)) return refuse('no-firm')
  if (!isThere(claims[branchClaim])) return ok({ kvkNumber, branchNumber: undefined })

  const branchNumber = oneText(claims[branchClaim])
  if (branchNumber === undefined || !/^\d{12}$/.test(branchNumber)) return refuse('no-firm')
  return ok({ kvkNumber, branchNumber })
}

const isThere = (claim: unknown) => claim !== undefined && claim !== null

/** Some brokers give a list of one. */
function oneText(claim: unknown): string | undefined {
  const value: unknown = Array.isArray(claim) && claim.length === 1 ? claim[0] : claim
  return typeof value === 'string' ? value.trim() : undefined
}
