import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  DEEDS,
  type Deed,
  deedsOf,
  isEnded,
  nextState,
  type Position,
  SIDES,
  type Side,
  STATES,
  type State,
  type Target,
  turnOf,
} from './referral-machine.ts'

const walk = (target: Target, steps: readonly (readonly [Deed, Side])[]) => {
  let position: Position = { target, state: 'offered', toldBy: [] }
  const passed: State[] = ['offered']
  for (const [deed, side] of steps) {
    const state = nextState(position, deed, side)
    if (state === undefined) continue
    position = { target, state, toldBy: deed === 'tell' ? [...position.toldBy, side] : position.toldBy }
    passed.push(state)
  }
  return { position, passed }
}
const steps = fc.array(fc.tuple(fc.constantFrom(...DEEDS), fc.constantFrom(...SIDES)), { maxLength: 60 })
const target = fc.constantFrom<Target>('entry', 'peer')

describe('the life of a referral', () => {
  test('to a fieldlab: offered, accepted, contact made, helped, result', () => {
    const { passed } = walk('entry', [
      ['accept', 'firm'],
      ['contact', 'receiver'],
      ['help', 'receiver'],
      ['tell', 'firm'],
      ['tell', 'receiver'],
    ])
    expect(passed).toEqual(['offered', 'accepted', 'contacted', 'helped', 'result', 'result'])
  })

  test('to a peer: nobody makes contact before both said yes', () => {
    const { passed } = walk('peer', [
      ['contact', 'firm'],
      ['accept', 'firm'],
      ['contact', 'firm'],
      ['contact', 'receiver'],
      ['agree', 'firm'],
      ['agree', 'adviser'],
      ['agree', 'receiver'],
      ['contact', 'firm'],
    ])
    expect(passed).toEqual(['offered', 'accepted', 'agreed', 'contacted'])
  })

  test('only the firm answers an offer, and an adviser never answers for anybody', () => {
    fc.assert(
      fc.property(target, steps, (to, deeds) => {
        const { passed } = walk(
          to,
          deeds.filter(([, side]) => side !== 'firm'),
        )
        expect(passed.every((state) => state === 'offered' || state === 'withdrawn')).toBe(true)
      }),
    )
  })

  test('whatever is tried in whatever order: it only goes on, and what is over stays over', () => {
    const order: Readonly<Record<State, number>> = {
      ...{
        offered: 0,
        accepted: 1,
        agreed: 2,
        contacted: 3,
        helped: 4,
        result: 5,
        declined: 6,
        withdrawn: 6,
      },
    }
    fc.assert(
      fc.property(target, steps, (to, deeds) => {
        const { passed, position } = walk(to, deeds)
        passed.slice(1).forEach((state, at) => {
          const before = passed[at]!
          expect(order[state] > order[before] || (state === 'result' && before === 'result')).toBe(true)
        })
        if (passed.includes('contacted')) expect(passed.includes('agreed')).toBe(to === 'peer')
        if (passed.includes('helped')) expect(passed).toContain('contacted')
        expect(new Set(position.toldBy).size).toBe(position.toldBy.length)
        expect(position.toldBy.length > 0).toBe(position.state === 'result')
      }),
    )
  })

  test('somebody can always do something until it is over, and it is the turn of who can go on', () => {
    for (const to of ['entry', 'peer'] as const)
      for (const state of STATES) {
        const isPossible = !(to === 'entry' && state === 'agreed')
        if (!isPossible) continue
        const turn = turnOf({ target: to, state })
        expect(turn === '').toBe(isEnded(state))
        if (turn === '') continue
        const deeds = deedsOf({ target: to, state, toldBy: [] }, turn)
        expect(
          deeds.some((deed) => !['withdraw', 'decline'].includes(deed)),
          `${to} ${state}`,
        ).toBe(true)
        expect(deedsOf({ target: to, state, toldBy: [] }, 'adviser').length > 0).toBe(true)
      }
  })

  test('nobody refers or reminds by a deed on the page', () => {
    for (const state of STATES)
      for (const side of SIDES)
        for (const deed of ['refer', 'remind'] as const)
          expect(nextState({ target: 'entry', state, toldBy: [] }, deed, side)).toBeUndefined()
  })
})
