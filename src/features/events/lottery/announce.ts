import { randomBytes, randomUUID } from 'node:crypto'
import { commitmentOf } from '#engine/lottery/lottery-terms.ts'
import { date } from '#platform/numbers.ts'
import type { EventContent, NetworkEvent } from '../contract.ts'
import type { Tx } from '../repository.ts'
import { saturdayAfter } from '../when.ts'
import { insertLottery } from './repository.ts'

/** In words that leave no choice. Always in Dutch: the words go into the seed. */
export function publicSourceOf({
  publicKind,
  publicSource,
  deadlineAt,
}: Pick<EventContent, 'publicKind' | 'publicSource' | 'deadlineAt'>): string {
  if (publicKind === 'none') return ''
  if (publicKind === 'own') return publicSource
  const on = date(saturdayAfter(deadlineAt), 'nl')
  return `Lottotrekking van zaterdag ${on}: de zes getallen, oplopend, met een spatie ertussen`
}

/** A name is used once: it has the address of the event in it. */
export const lotteryName = (slug: string): string => `Loting ${slug}`

/** Only as Schakel itself: fixes how lots will be drawn, before anybody signs up. Nobody gets to see the secret. */
export async function announceLottery(tx: Tx, event: NetworkEvent, at: Date): Promise<void> {
  const secret = randomBytes(32).toString('hex')
  await insertLottery(
    tx,
    {
      ...{ eventId: event.id, id: randomUUID(), name: lotteryName(event.slug), places: event.places },
      ...{ strata: event.strata, commitment: commitmentOf(secret), publicSource: publicSourceOf(event) },
      announcedAt: at,
    },
    secret,
  )
}
