import type { LotteryDraw } from '#engine/lottery/draw-lottery.ts'
import { chanceOfPlace } from '#engine/lottery/draw-lottery.ts'
import { PROTOCOL } from '#engine/lottery/lottery-terms.ts'
import type { NetworkEvent } from '../contract.ts'
import { termsOf } from './draw.ts'
import type { ListedApplicant, Lottery } from './repository.ts'

/**
 * All that anyone needs to check a lottery, in the form that `schakel lottery verify` and oracle/verify_lottery.py
 * read. Codes, never firms. `draw` is there once lots were drawn.
 */
export function lotteryFile(
  event: Pick<NetworkEvent, 'slug' | 'titleNl' | 'startsAt' | 'deadlineAt'>,
  lottery: Lottery,
  listed: readonly ListedApplicant[],
) {
  return {
    method: 'docs/methods/lottery.md of Schakel',
    event: {
      slug: event.slug,
      title: event.titleNl,
      startsAt: event.startsAt.toISOString(),
      deadlineAt: event.deadlineAt.toISOString(),
    },
    drawId: lottery.id,
    announcedAt: lottery.announcedAt.toISOString(),
    closedAt: lottery.closedAt?.toISOString(),
    drawnAt: lottery.drawnAt?.toISOString(),
    outcome: lottery.outcome === '' ? undefined : lottery.outcome,
    strataBy: lottery.strata,
    terms: termsOf(lottery),
    applicants:
      lottery.closedAt === null ? undefined : listed.map(({ code, stratum }) => ({ id: code, stratum })),
    ...(lottery.outcome === 'drawn' ? { draw: drawOf(lottery, listed) } : {}),
    ...(lottery.outcome === 'room-for-all' ? { secret: lottery.secret } : {}),
  }
}
export type LotteryFile = ReturnType<typeof lotteryFile>

/** As it is stored; whether it is right is for whoever verifies it to say. */
function drawOf(lottery: Lottery, listed: readonly ListedApplicant[]): LotteryDraw {
  const chance = chanceOfPlace(lottery.places, listed.length)
  return {
    protocol: PROTOCOL,
    secret: lottery.secret,
    ...(lottery.publicValue === '' ? {} : { publicValue: lottery.publicValue }),
    seed: lottery.seed,
    strata: lottery.strataPlaces,
    applicants: listed.map(({ code, stratum, chanceShare, ticket, rank, result, waitingNumber }) => ({
      ...{ id: code, stratum, chanceShare: chanceShare ?? chance, ticket, rank: rank ?? 0 },
      result: result === 'place' ? 'place' : 'waiting',
      ...(waitingNumber === null ? {} : { waitingNumber }),
    })),
  }
}
