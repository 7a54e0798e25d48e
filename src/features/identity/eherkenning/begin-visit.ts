import { ok, type Result } from '#engine/kernel/result.ts'
import type { Ctx } from '#platform/context.ts'
import { linkHashOf } from '#platform/link-holder.ts'
import { countAttempt, type TooMany } from '../count-attempt.ts'
import { ATTEMPT_LIVES_MS, TRY_LIMITS } from '../limits.ts'
import { asVisitorWith } from '../repository.ts'
import type { Provider } from './provider.ts'
import { insertAttempt } from './repository.ts'

export type BegunVisit = Readonly<{ state: string; url: string }>
type Refusal = 'away' | TooMany

/** Sends somebody to the provider of identities; `state` goes into a cookie, so that nobody else can come back. */
export async function beginVisit(
  ctx: Ctx,
  provider: Provider,
  { returnPath, visitorAddress }: Readonly<{ returnPath: string; visitorAddress: string }>,
): Promise<Result<BegunVisit, Refusal>> {
  const counted = await countAttempt(ctx, TRY_LIMITS.startsFromVisitor, visitorAddress)
  if (!counted.ok) return counted
  const begun = await provider.begin()
  if (!begun.ok) return begun

  const { state, nonce, codeVerifier, url } = begun.value
  const stateHash = linkHashOf(state)
  const expiresAt = new Date(ctx.now().getTime() + ATTEMPT_LIVES_MS)
  await asVisitorWith(ctx.db, 'attempt', stateHash, (tx) =>
    insertAttempt(tx, { stateHash, nonce, codeVerifier, returnPath, expiresAt }),
  )
  return ok({ state, url })
}
