import { z } from 'zod'

/** A talk for many, a look inside a firm, or working on something together. */
export const KINDS = ['visit', 'seminar', 'workshop'] as const
export type EventKind = (typeof KINDS)[number]

/** How places are given when more sign up than there are. */
export const ALLOTMENTS = ['first-come', 'lottery'] as const
export type Allotment = (typeof ALLOTMENTS)[number]

/** Groups that each get their share of the places of a lottery. */
export const STRATA = ['none', 'size', 'region'] as const
export type Strata = (typeof STRATA)[number]

/** What the seed of a lottery is made of beside a secret: the national draw, something of their own, or nothing. */
export const PUBLIC_KINDS = ['lotto', 'own', 'none'] as const
export type PublicKind = (typeof PUBLIC_KINDS)[number]

export const SIZE_CLASSES = ['1-9', '10-49', '50-249', '250+'] as const
export const REGIONS = ['Noord', 'Oost', 'Zuid', 'West'] as const

export const SIGN_UP_STATES = [
  'signed-up', // waits for the lottery
  'placed',
  'waiting', // on the waiting list
  'confirmed', // has a place and said to come
  'cancelled',
  'attended',
  'absent',
] as const
export type SignUpState = (typeof SIGN_UP_STATES)[number]

/** States in which a place is taken. */
export const WITH_PLACE = ['placed', 'confirmed', 'attended', 'absent'] as const
export const hasPlace = (state: SignUpState): boolean => WITH_PLACE.some((one) => one === state)

/** What whoever organises it tells of an event; times are instants. */
export type EventContent = Readonly<{
  kind: EventKind
  titleNl: string
  titleEn: string // '' is the Dutch one
  descriptionNl: string
  descriptionEn: string
  place: string // '' where it is online only
  province: string // '' is none
  onlineUrl: string // shown to who has a place
  startsAt: Date
  endsAt: Date
  deadlineAt: Date
  places: number
  peoplePerPlace: number // how many people of a firm may come on one place
  priceEur: number // per place, 0 is free
  steps: readonly string[]
  allotment: Allotment
  strata: Strata
  publicKind: PublicKind
  publicSource: string // of 'own'
}>

export type NetworkEvent = EventContent &
  Readonly<{
    id: string
    slug: string
    state: 'draft' | 'published' | 'cancelled'
    organisationId: string
    organisationSlug: string
    organisationName: string
    isOfBureau: boolean
    version: number
    sequence: number
    createdAt: Date
    updatedAt: Date
  }>

/** How full it is. */
export type Counts = Readonly<{ taken: number; waiting: number; signedUp: number }>
export const NO_COUNTS: Counts = { taken: 0, waiting: 0, signedUp: 0 }

export const placesFree = ({ places }: Pick<NetworkEvent, 'places'>, { taken }: Counts): number =>
  Math.max(0, places - taken)

/** Can a firm still sign up? */
export const isOpen = (
  { state, deadlineAt }: Pick<NetworkEvent, 'state' | 'deadlineAt'>,
  now: Date,
): boolean => state === 'published' && now < deadlineAt

export const signUpFormSchema = z.object({
  firm: z.uuid(),
  name: z.string().trim().min(1).max(120),
  people: z.coerce.number().int().min(1).max(20),
  size: z.enum(SIZE_CLASSES).optional(),
  region: z.enum(REGIONS).optional(),
})

export const USEFUL = ['much', 'some', 'none'] as const
export const WILL_ACT = ['yes', 'maybe', 'no'] as const
export const RECOMMENDS = ['yes', 'no'] as const
export const feedbackFormSchema = z.object({
  useful: z.enum(USEFUL),
  willAct: z.enum(WILL_ACT),
  recommends: z.enum(RECOMMENDS),
})
export type Feedback = z.infer<typeof feedbackFormSchema>

/** Fewer answers than this say too much of one firm: no counts then. */
export const LEAST_ANSWERS = 5
