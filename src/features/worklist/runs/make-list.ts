import { randomUUID } from 'node:crypto'
import { type Actor, asActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import type { RunCause } from '../contract.ts'
import { dealTalks } from '../matching-input.ts'
import type { WorklistPorts } from '../ports.ts'
import { RUN_DAYS } from '../terms.ts'
import { decideAside } from './decide-aside.ts'
import { type Decided, leftOutOf } from './decide.ts'
import { SCHAKEL } from './publish-seeds.ts'
import { type Gathered, readInputs } from './read-inputs.ts'
import { emptyRunsBefore, insertRun, type Run, type RunParts } from './repository.ts'

const DAY_MS = 86_400_000

/**
 * Matches the whole network as it is now and keeps what went in and what came out. Between reading and writing no
 * transaction is open.
 */
export async function makeList(
  ctx: Pick<Ctx, 'db' | 'now'>,
  ports: WorklistPorts,
  cause: RunCause,
  actor: Pick<Actor, 'accountId'> = SCHAKEL,
): Promise<Run> {
  const now = ctx.now()
  const gathered = await readInputs(ctx, ports, now)
  const decided = await decideAside(gathered.inputs)
  if (decided.faults.length > 0) throw new Error(`the matching is not proven: ${decided.faults.join('; ')}`)
  const run = runOf(gathered, decided, cause, now)
  await asActor(ctx.db, SCHAKEL, async (tx) => {
    await insertRun(tx, run, partsOf(gathered, decided))
    await emptyRunsBefore(tx, new Date(now.getTime() - RUN_DAYS * DAY_MS))
    await appendAudit(
      tx,
      { actor, action: `worklist made: ${cause}`, object: `run ${run.id} inputs ${run.inputsHash}` },
      now,
    )
  })
  return run
}

const runOf = ({ inputs, seed }: Gathered, decided: Decided, cause: RunCause, madeAt: Date): Run => ({
  id: randomUUID(),
  week: seed.week,
  cause,
  terms: inputs.terms,
  inputsHash: decided.inputsHash,
  outcomeHash: decided.outcomeHash,
  firms: inputs.firms.length,
  offers: inputs.offers.length,
  matches: decided.matching.matches.length,
  eurPerPoint: decided.matching.eurPerEmployeePerPoint,
  madeAt,
})

/** What is kept per firm, offer and match. Pure. */
export function partsOf({ inputs, offers, hubs, beforehand }: Gathered, decided: Decided): RunParts {
  const { matching, talks } = decided
  const talked = new Set(talks.flatMap(({ firms }) => firms))
  const others = new Set(matching.matches.flatMap(({ kind, firm }) => (kind === 'talk' ? [] : [firm])))
  const places = new Map(
    talks.flatMap(({ offer, firms }) => {
      const hub = hubs.find(({ organisationId }) => organisationId === offers.get(offer)?.organisationId)
      const accounts = dealTalks(firms.length, hub?.seats ?? [])
      return firms.map((firm, at) => [`${firm} ${offer}`, { rank: at + 1, accountId: accounts[at] }] as const)
    }),
  )
  const nowhere = { rank: undefined, accountId: undefined }
  return {
    firms: inputs.firms.map((input, at) => {
      const { waiting } = matching.firms[at]!
      const outcome = {
        hasTalk: talked.has(input.id),
        hasOther: others.has(input.id),
        beforehand: beforehand.get(input.id),
      }
      return {
        input,
        leftOut: leftOutOf(input, outcome, inputs.terms),
        waitsTooLong: waiting !== 'within-promise',
      }
    }),
    offers: inputs.offers.map((input, at) => {
      const { name = input.id, path = '', organisationId } = offers.get(input.id) ?? {}
      const { placesLeft, pricePoints, neededFrom } = matching.offers[at]!
      return { input, name, path, organisationId, placesLeft, pricePoints, neededFrom }
    }),
    matches: matching.matches.map((match) => ({
      ...match,
      ...(places.get(`${match.firm} ${match.offer}`) ?? nowhere),
    })),
  }
}
