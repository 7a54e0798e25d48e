import { expect, test } from 'vitest'
import { type Actor, type DutyKind, systemActor } from '#platform/actor.ts'
import { sideOf } from './policies.ts'
import { type Deed, deedsOf, type Side, STATES, type State, type Target } from './referral-machine.ts'

const TOLD = { firm: ['tell'], receiver: ['tell'], adviser: ['tell'] } as const
const ON = ['help', 'withdraw'] as const
const BOTH = {
  offered: { firm: ['accept', 'decline'], adviser: ['withdraw'] },
  contacted: { firm: ON, receiver: ON, adviser: ON },
  ...{ helped: TOLD, result: TOLD, declined: {}, withdrawn: {} },
} as const
const MEET = ['contact', 'withdraw'] as const

/** Who may do what, written out: every target, state and side; what is not here is not allowed. */
const RIGHTS: Readonly<Record<Target, Partial<Record<State, Partial<Record<Side, readonly Deed[]>>>>>> = {
  entry: { ...BOTH, accepted: { firm: MEET, receiver: ['contact', 'decline'], adviser: MEET } },
  peer: {
    ...BOTH,
    accepted: { firm: ['withdraw'], receiver: ['agree', 'decline'], adviser: ['withdraw'] },
    agreed: { firm: MEET, receiver: MEET, adviser: ['withdraw'] },
  },
}

test.each(['entry', 'peer'] as const)(
  'every side of a referral to a %s may do this and nothing else',
  (target) => {
    for (const state of STATES) {
      if (target === 'entry' && state === 'agreed') continue
      for (const side of ['firm', 'receiver', 'adviser'] as const)
        expect(deedsOf({ target, state, toldBy: [] }, side), `${state} ${side}`).toEqual(
          RIGHTS[target][state]?.[side] ?? [],
        )
    }
  },
)

test('a result is told once by each side', () => {
  for (const side of ['firm', 'receiver', 'adviser'] as const) {
    expect(deedsOf({ target: 'entry', state: 'result', toldBy: [side] }, side)).toEqual([])
    expect(deedsOf({ target: 'entry', state: 'result', toldBy: [] }, side)).toEqual(['tell'])
  }
})

const actor = (firmIds: readonly string[], kind?: DutyKind, organisationId?: string): Actor => ({
  ...{ accountId: 'someone', firmIds, secondFactorAt: undefined },
  duties: kind === undefined ? [] : [{ kind, organisationId }],
})
type Shared = Parameters<typeof sideOf>[1]
const ENTRY: Shared = {
  firmId: 'firm',
  peerFirmId: undefined,
  organisationId: 'hub',
  receiverId: 'lab',
  state: 'accepted',
  receiverIsBureau: false,
  target: 'entry',
  wasAccepted: true,
}
const PEER: Shared = { ...ENTRY, target: 'peer', peerFirmId: 'peer', receiverId: undefined }
const PAGES = ['firm', 'receiver', 'adviser'] as const
const sides = (who: Actor, referral: Shared) => PAGES.map((as) => sideOf(who, referral, as) ?? '-')

test('each stands on its own side, and nobody else on any', () => {
  expect(sides(actor(['firm']), ENTRY)).toEqual(['firm', '-', '-'])
  expect(sides(actor([], 'adviser', 'hub'), ENTRY)).toEqual(['-', '-', 'adviser'])
  expect(sides(actor([], 'coordinator', 'lab'), ENTRY)).toEqual(['-', 'receiver', '-'])
  expect(sides(actor([], 'adviser', 'lab'), ENTRY)).toEqual(['-', 'receiver', '-'])
  expect(sides(actor(['peer']), PEER)).toEqual(['receiver', '-', '-'])
  for (const who of [
    actor([]),
    actor(['other']),
    actor([], 'adviser', 'other'),
    actor([], 'coordinator', 'hub'),
    actor([], 'administrator'),
    systemActor('bureau'),
  ])
    for (const referral of [ENTRY, PEER]) expect(sides(who, referral)).toEqual(['-', '-', '-'])
})

test('who receives stands nowhere before the firm said yes; the bureau only for its own entries', () => {
  expect(sides(actor([], 'coordinator', 'lab'), { ...ENTRY, wasAccepted: false })).toEqual(['-', '-', '-'])
  expect(sides(actor(['peer']), { ...PEER, wasAccepted: false })).toEqual(['-', '-', '-'])
  expect(sides(actor([], 'bureau'), { ...ENTRY, receiverIsBureau: true })).toEqual(['-', 'receiver', '-'])
})
