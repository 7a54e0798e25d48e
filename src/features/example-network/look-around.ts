import type { DutyKind } from '#platform/actor.ts'

/** As whom a visitor of an invented network may look around. */
export const ROLES = ['ondernemer', 'adviseur', 'fieldlab', 'bureau'] as const
export type Role = (typeof ROLES)[number]

type LookAround = Readonly<{
  role: Role
  kind: DutyKind | 'entrepreneur'
  slug: string // of the organisation
  email: string
}>

/** Four of its people; the addresses are under a name that nobody can have (RFC 2606). */
export const LOOK_AROUND: readonly LookAround[] = [
  { role: 'ondernemer', kind: 'entrepreneur', slug: '', email: 'ondernemer@voorbeeld.example' },
  { role: 'adviseur', kind: 'adviser', slug: 'zilverdijk', email: 'adviseur@voorbeeld.example' },
  { role: 'fieldlab', kind: 'coordinator', slug: 'lichtspoor', email: 'coordinator@voorbeeld.example' },
  { role: 'bureau', kind: 'bureau', slug: 'bureau', email: 'bureau@voorbeeld.example' },
]
