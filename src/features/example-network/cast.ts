import { type InventedFirm as EngineFirm, CHUNK, inventFirms } from '#engine/country/invented-firm.ts'
import type { Catalogue } from '#engine/advice/catalogue.ts'
import type { Firm } from '#engine/advice/firm.ts'
import type { Province } from '#features/firms/index.ts'
import type { Actor, DutyKind } from '#platform/actor.ts'
import { uuidOf } from '#platform/uuid.ts'
import { type Chance, chanceOf, STREAMS } from './chance.ts'
import { addressOf, inventFirmName, inventPerson } from './invented-names.ts'
import { HUBS, LABS } from './network-data.ts'
import { LOOK_AROUND } from './look-around.ts'

/** Somebody who works for the network. */
export type Colleague = Readonly<{
  accountId: string
  name: string
  email: string
  kind: DutyKind
  slug: string // of the organisation
  actor: Actor
}>

/** A firm and whoever acts for it. */
export type CastFirm = Readonly<{
  n: number
  name: string
  person: string
  email: string
  accountId: string
  province: Province
  hub: string // slug
  told: Firm // all that it could tell
  arrives: number // share of the year
}>

export type Cast = Readonly<{ colleagues: readonly Colleague[]; firms: readonly CastFirm[] }>

export const BUREAU = 'bureau'
export const organisationId = (slug: string): string => uuidOf('organisation', slug)

/** Keeps the firms' draws apart from those of any advice and of any simulated country. */
const EXAMPLE_OFFSET = 2 ** 42

/** Everybody in the invented network, from the seed alone. Pure. */
export function inventCast(catalogue: Catalogue, seed: number, count: number): Cast {
  const chance = chanceOf(seed, STREAMS.cast)
  return { colleagues: colleaguesOf(chance), firms: firmsOf(catalogue, seed, count, chance) }
}

function colleaguesOf(chance: Chance): readonly Colleague[] {
  const all = [
    ...HUBS.flatMap(({ id, advisers }) =>
      Array.from({ length: advisers }, (_, n) => colleague('adviser', id, n, chance)),
    ),
    ...LABS.map(({ id }) => colleague('coordinator', id, 0, chance)),
    colleague('bureau', BUREAU, 0, chance),
    colleague('bureau', BUREAU, 1, chance),
  ]
  return all
}

function colleague(kind: DutyKind, slug: string, n: number, chance: Chance): Colleague {
  const known = LOOK_AROUND.find((one) => one.kind === kind && one.slug === slug)
  const name = inventPerson(chance.rng)
  const email = n === 0 && known !== undefined ? known.email : addressOf(name, `${slug}${'abc'[n]}`)
  const accountId = uuidOf('invented-account', email)
  const isOfOne = kind === 'adviser' || kind === 'coordinator'
  const duties = [{ kind, organisationId: isOfOne ? organisationId(slug) : undefined }]
  return { ...{ kind, slug, name, email, accountId }, actor: { ...noDuties(accountId), duties } }
}

export const noDuties = (accountId: string): Actor => ({
  ...{ accountId, firmIds: [], duties: [], secondFactorAt: undefined },
})

function firmsOf(catalogue: Catalogue, seed: number, count: number, chance: Chance): readonly CastFirm[] {
  const invented: EngineFirm[] = []
  for (let chunk = 0; chunk * CHUNK < count; chunk++)
    invented.push(...inventFirms(catalogue, seed + EXAMPLE_OFFSET, chunk))
  return invented.slice(0, count).map(({ number, toldAll }) => castFirm(number, toldAll, chance))
}

function castFirm(n: number, told: Firm, chance: Chance): CastFirm {
  const name = inventFirmName(n, told.sector ?? '')
  const person = inventPerson(chance.rng)
  const known = LOOK_AROUND.find(({ kind }) => kind === 'entrepreneur')
  const isKnown = n === 0 && known !== undefined
  const email = isKnown ? known.email : addressOf(person, name)
  const province = isKnown ? 'Gelderland' : provinceBy(chance.rng())
  const hub = HUBS.find(({ provinces }) => provinces.includes(province))!.id
  const arrives = isKnown ? 0.05 : chance.isOne(0.35) ? chance.between(0, 0.12) : chance.between(0.12, 0.97)
  return {
    n,
    name,
    person,
    email,
    accountId: uuidOf('invented-account', email),
    province,
    hub,
    told,
    arrives,
  }
}

/** Of a hundred firms, so many in each; an invention. */
const SHARES: readonly (readonly [Province, number])[] = [
  ...([
    ['Groningen', 4],
    ['Fryslân', 5],
    ['Drenthe', 4],
    ['Overijssel', 12],
    ['Flevoland', 3],
  ] as const),
  ...([
    ['Gelderland', 15],
    ['Utrecht', 6],
    ['Noord-Holland', 11],
    ['Zuid-Holland', 14],
  ] as const),
  ...([
    ['Zeeland', 3],
    ['Noord-Brabant', 16],
    ['Limburg', 7],
  ] as const),
]

function provinceBy(place: number): Province {
  let left = place * 100
  for (const [province, share] of SHARES) {
    left -= share
    if (left < 0) return province
  }
  return 'Noord-Brabant'
}
