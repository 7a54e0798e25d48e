/** What a referral goes through. `agreed` is of a peer alone: both sides said yes, and get to know each other. */
export const STATES = [
  'offered',
  'accepted',
  'agreed',
  'contacted',
  'helped',
  'result',
  'declined',
  'withdrawn',
] as const
export type State = (typeof STATES)[number]

/** The firm; who receives it, an organisation or a peer; the adviser who refers; Schakel itself. */
export const SIDES = ['firm', 'receiver', 'adviser', 'schakel'] as const
export type Side = (typeof SIDES)[number]

export const DEEDS = [
  'refer',
  'accept',
  'agree',
  'contact',
  'help',
  'tell',
  'decline',
  'withdraw',
  'remind',
] as const
export type Deed = (typeof DEEDS)[number]

export type Target = 'entry' | 'peer'
/** Where a referral is, and who told a result already. */
export type Position = Readonly<{ target: Target; state: State; toldBy: readonly Side[] }>

const ANYBODY = ['firm', 'receiver', 'adviser'] as const
type Rule = Readonly<{ from: readonly State[]; by: readonly Side[]; to: State; only?: Target }>

/** Every transition there is. */
const RULES: Readonly<Partial<Record<Deed, readonly Rule[]>>> = {
  accept: [{ from: ['offered'], by: ['firm'], to: 'accepted' }],
  agree: [{ from: ['accepted'], by: ['receiver'], to: 'agreed', only: 'peer' }],
  contact: [
    { from: ['accepted'], by: ANYBODY, to: 'contacted', only: 'entry' },
    { from: ['agreed'], by: ['firm', 'receiver'], to: 'contacted', only: 'peer' },
  ],
  help: [{ from: ['contacted'], by: ANYBODY, to: 'helped' }],
  tell: [
    { from: ['helped'], by: ANYBODY, to: 'result' },
    { from: ['result'], by: ANYBODY, to: 'result' },
  ],
  decline: [
    { from: ['offered'], by: ['firm'], to: 'declined' },
    { from: ['accepted'], by: ['receiver'], to: 'declined' },
  ],
  withdraw: [
    { from: ['offered'], by: ['adviser', 'schakel'], to: 'withdrawn' },
    { from: ['accepted', 'agreed', 'contacted'], by: ['firm', 'adviser', 'schakel'], to: 'withdrawn' },
    { from: ['agreed', 'contacted'], by: ['receiver'], to: 'withdrawn' },
  ],
}

/**
 * Where a deed of one side leads; undefined where it is not allowed. A result is told once by each side. Pure.
 */
export function nextState({ target, state, toldBy }: Position, deed: Deed, side: Side): State | undefined {
  if (deed === 'tell' && toldBy.includes(side)) return undefined
  const rule = RULES[deed]?.find(
    ({ from, by, only }) =>
      from.includes(state) && by.includes(side) && (only === undefined || only === target),
  )
  return rule?.to
}

/** What one side can do now. */
export const deedsOf = (position: Position, side: Side): readonly Deed[] =>
  DEEDS.filter((deed) => nextState(position, deed, side) !== undefined)

/** Nothing can be done any more, except telling a result. */
export const isEnded = (state: State): boolean =>
  state === 'result' || state === 'declined' || state === 'withdrawn'

/** Who is to do something: of a peer the one who asked makes contact. */
export function turnOf({ target, state }: Pick<Position, 'target' | 'state'>): '' | 'firm' | 'receiver' {
  if (isEnded(state)) return ''
  if (state === 'offered' || state === 'helped') return 'firm'
  if (target === 'entry' || state === 'accepted') return 'receiver'
  return 'firm'
}
