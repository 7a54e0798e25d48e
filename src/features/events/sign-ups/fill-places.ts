import { nextInLine } from '#engine/lottery/next-in-line.ts'
import type { NetworkEvent } from '../contract.ts'
import { findApplicants, findLottery } from '../lottery/repository.ts'
import { mailMovedUp } from '../mails.ts'
import { countSignUps, type Tx } from '../repository.ts'
import { findWaiting, setSignUpState, type SignUp } from './repository.ts'

type Filling = Readonly<{ event: NetworkEvent; stratum?: string | undefined; now: Date; site: string }>

/**
 * Only as Schakel itself, with the event locked: who is next moves up while places are free, and gets a mail, once.
 * After a lottery that is the next of `stratum`, where a place became free there. Gives how many moved up.
 */
export async function fillPlaces(tx: Tx, { event, stratum, now, site }: Filling): Promise<number> {
  if (event.state !== 'published' || now >= event.startsAt) return 0
  const counts = (await countSignUps(tx, [event.id])).get(event.id)
  const free = event.places - (counts?.taken ?? 0)
  if (free <= 0 || (counts?.waiting ?? 0) === 0) return 0
  const line = await inLine(tx, event, stratum)
  let moved = 0
  for (const signUp of line.slice(0, free)) {
    if (!(await setSignUpState(tx, signUp, 'placed', now))) continue
    await mailMovedUp(tx, { event, signUp: { ...signUp, state: 'placed' }, site }, now)
    moved++
  }
  return moved
}

/** Who waits, the next one first. */
async function inLine(tx: Tx, event: NetworkEvent, stratum: string | undefined): Promise<readonly SignUp[]> {
  const waiting = await findWaiting(tx, event.id)
  if (event.allotment === 'first-come') return waiting
  if ((await findLottery(tx, event.id))?.outcome !== 'drawn') return []

  const byCode = new Map(waiting.map((signUp) => [signUp.code, signUp]))
  const drawn = (await findApplicants(tx, event.id)).map(({ code, ticket, stratum: name, result }) => ({
    ...{ id: code, stratum: name, ticket, chanceShare: 0, rank: 0 },
    result: result === 'place' ? ('place' as const) : ('waiting' as const),
  }))
  const passed = new Set(drawn.map(({ id }) => id).filter((id) => !byCode.has(id)))
  const line: SignUp[] = []
  for (;;) {
    const next = nextInLine(drawn, stratum ?? '', passed)
    const signUp = next && byCode.get(next.id)
    if (next === undefined || signUp === undefined) return line
    passed.add(next.id)
    line.push(signUp)
  }
}
