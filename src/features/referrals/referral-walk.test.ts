import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { describeOnDatabases } from '../../../test/database.ts'
import type { Actor } from '#platform/actor.ts'
import { moveReferral } from './move-referral.ts'
import {
  ANNA,
  ownerOf,
  parts,
  type ReferralSite,
  referralSite,
  STRANGER,
} from './pages/referral-site.test-data.ts'
import {
  DEEDS,
  type Deed,
  deedsOf,
  isEnded,
  nextState,
  type Position,
  type Side,
  type Target,
  turnOf,
} from './referral-machine.ts'

type Try = Readonly<{ actor: Actor; as: 'firm' | 'receiver' | 'adviser'; side: Side | undefined }>

/** Who tries, from which page, and on which side that is once the firm said yes. */
const triesOf = (target: Target, coordinator: Actor): readonly Try[] => [
  { actor: ownerOf(2), as: 'firm', side: 'firm' },
  { actor: ANNA, as: 'adviser', side: 'adviser' },
  target === 'entry'
    ? { actor: coordinator, as: 'receiver', side: 'receiver' }
    : { actor: ownerOf(3), as: 'firm', side: 'receiver' },
  { actor: ownerOf(1), as: 'firm', side: undefined },
  { actor: STRANGER, as: 'adviser', side: undefined },
  { actor: coordinator, as: 'adviser', side: undefined },
  { actor: ANNA, as: 'firm', side: undefined },
]

/** Of two steps in three something that is allowed, so that a walk gets somewhere. */
const step = fc.record({
  who: fc.nat(6),
  deed: fc.constantFrom(...DEEDS),
  pick: fc.nat(20),
  isMeant: fc.integer({ min: 0, max: 2 }).map((n) => n > 0),
  isLate: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
const walk = fc.array(step, { minLength: 4, maxLength: 16 })

describeOnDatabases('a referral to which anybody does anything in any order', (use) => {
  /** All that there is of it. */
  const look = async (id: string) =>
    (
      await sql<
        Record<string, unknown>
      >`select r.state, r.turn, r.version, r.accepted_at is not null as "isAccepted",
        r.agreed_at is not null as "isAgreed", r.remind_at is not null as "isTimed", o.outcome,
        (select count(*)::int from referral_event e where e.referral_id = r.id) as events,
        (select coalesce(string_agg(c.side, ' ' order by c.side), '') from referral_contact c
          where c.referral_id = r.id) as contacts
        from referral r join attention_offer o on o.id = r.offer_id where r.id = ${id}`.execute(use().db)
    ).rows[0]

  const expected = ({ target, state }: Position, deeds: readonly Deed[]) => {
    const isAccepted = deeds.includes('accept')
    const isAgreed = deeds.includes('agree')
    const isOff = state === 'declined' || state === 'withdrawn'
    const given = [...(isAccepted ? ['firm'] : []), ...(isAgreed ? ['receiver'] : [])]
    return {
      ...{ state, turn: turnOf({ target, state }), version: 1 + deeds.length, events: 1 + deeds.length },
      ...{ isAccepted, isAgreed, isTimed: !isEnded(state), contacts: isOff ? '' : given.join(' ') },
      outcome: state === 'offered' ? '' : isAccepted ? 'accepted' : state,
    }
  }

  const chosen = (one: Step, tries: readonly Try[], position: Position) => {
    const meant = tries.flatMap((each) =>
      each.side === undefined ? [] : deedsOf(position, each.side).map((deed) => ({ ...each, deed })),
    )
    const random = { ...tries[one.who]!, deed: one.deed }
    return one.isMeant && meant.length > 0 ? meant[one.pick % meant.length]! : random
  }

  async function walkOne(
    site: ReferralSite,
    target: Target,
    id: string,
    steps: readonly Step[],
  ): Promise<void> {
    const tries = triesOf(target, site.coordinator)
    let position: Position = { target, state: 'offered', toldBy: [] }
    const deeds: Deed[] = []
    for (const one of steps) {
      const { actor, as, side, deed } = chosen(one, tries, position)
      const isThere = side !== undefined && (side !== 'receiver' || deeds.includes('accept'))
      const next = isThere && !one.isLate ? nextState(position, deed, side) : undefined
      const version = 1 + deeds.length - (one.isLate ? 1 : 0)
      const form = {
        deed,
        version,
        words: 'x',
        eurPerYear: 5,
        contactName: 'x',
        phone: '050 1234567',
        email: '',
      }
      const moved = await moveReferral(site.ctx, parts, actor, { id, as, form })
      expect(moved).toEqual(
        next === undefined
          ? { ok: false, error: { why: isThere ? 'changed' : 'not-found' } }
          : { ok: true, value: next },
      )
      if (next !== undefined) {
        const toldBy = deed === 'tell' && side !== undefined ? [...position.toldBy, side] : position.toldBy
        position = { target, state: next, toldBy }
        deeds.push(deed)
      }
      expect(await look(id)).toEqual(expected(position, deeds))
    }
  }

  test.each(['entry', 'peer'] as const)('is never half done (%s)', async (target) => {
    const site = await referralSite(use())
    const peerOfferId = await site.peer(3, { most: 12 })
    await fc.assert(
      fc.asyncProperty(walk, async (steps) => {
        await sql`delete from referral`.execute(use().db)
        await sql`delete from attention_offer`.execute(use().db)
        const id = await site.referred(2, target === 'peer' ? { peerOfferId } : undefined)
        await walkOne(site, target, id, steps)
      }),
      { numRuns: 6, endOnFailure: true },
    )
  })
})
