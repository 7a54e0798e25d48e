import { uuidOf } from '#platform/uuid.ts'
import type { Entry, Organisation } from './contract.ts'
import { type Directory, freshnessText, summaryOf } from './entry-words.ts'
import { freshnessOf } from './freshness.ts'

/** JSON as HSDS names its fields. */
export type Item = Readonly<Record<string, unknown>>

export type HsdsView = Readonly<{
  directory: Directory
  entries: readonly Entry[] // published
  organisations: readonly Organisation[]
  now: Date
}>

/** Every offer is a service; a fieldlab as such is an organization. */
export const servicesIn = ({ entries }: HsdsView): readonly Entry[] =>
  entries.filter(({ kind }) => kind !== 'fieldlab')

/** Only what has a value: HSDS knows no null. */
const given = (fields: Readonly<Record<string, unknown>>): Item =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''))

/** A service with what it has one of; its lists are in `fullService`. */
export function basicService(view: HsdsView, entry: Entry): Item {
  const isFresh = freshnessOf(entry, view.now) === 'fresh'
  return given({
    id: entry.id,
    organization_id: entry.organisationId,
    name: entry.name,
    description: summaryOf(entry, 'nl'),
    url: entry.url,
    email: entry.contactEmail,
    status: 'active',
    alert: isFresh ? undefined : freshnessText(entry, 'nl', view.now),
    assured_date: entry.confirmedOn,
    last_modified: entry.updatedAt.toISOString(),
    organization: organizationOf(view, entry.organisationId),
  })
}

/** A service with all that hangs on it. */
export function fullService(view: HsdsView, entry: Entry): Item {
  const place = locationOf(entry)
  return given({
    ...basicService(view, entry),
    service_areas: entry.provinces.map((name) => ({
      id: uuidOf('service-area', `${entry.id}/${name}`),
      service_id: entry.id,
      name,
      ...(entry.unconfirmedProvinces.includes(name) ? { description: 'Niet bevestigd.' } : {}),
    })),
    service_at_locations:
      place === undefined
        ? []
        : [
            {
              id: serviceAtLocationId(entry),
              service_id: entry.id,
              location_id: place['id'],
              location: place,
            },
          ],
    cost_options: costOf(entry),
    phones:
      entry.contactPhone === '' ? undefined : [{ id: uuidOf('phone', entry.id), number: entry.contactPhone }],
    attributes: attributesOf(view, entry, 'service'),
  })
}

function costOf({ id, priceLowEur, priceHighEur }: Entry): readonly Item[] {
  if (priceLowEur === undefined || priceHighEur === undefined) return []
  const amounts = priceLowEur === priceHighEur ? [priceLowEur] : [priceLowEur, priceHighEur]
  return amounts.map((amount, index) => ({
    id: uuidOf('cost-option', `${id}/${index}`),
    service_id: id,
    option: amounts.length === 1 ? 'prijs' : index === 0 ? 'vanaf' : 'tot',
    currency: 'eur',
    amount,
  }))
}

/** An organization with what it has one of. What it is comes from its own entry. */
export function basicOrganization({ entries }: HsdsView, { id, kind, name }: Organisation): Item {
  const own = entries.find((entry) => entry.organisationId === id && entry.kind === kind)
  return given({
    id,
    name,
    description: own === undefined ? name : summaryOf(own, 'nl'),
    website: own?.url,
    email: own?.contactEmail,
  })
}

/** An organization with its places and themes; with its services when asked. */
export function fullOrganization(view: HsdsView, organisation: Organisation, withServices = false): Item {
  const kept = view.entries.filter(({ organisationId }) => organisationId === organisation.id)
  const own = kept.find(({ kind }) => kind === organisation.kind)
  const places = new Map(
    kept.map(locationOf).flatMap((place) => (place === undefined ? [] : [[place['id'], place] as const])),
  )
  return given({
    ...basicOrganization(view, organisation),
    locations: [...places.values()],
    attributes: own === undefined ? [] : attributesOf(view, own, 'organization'),
    services: withServices
      ? servicesIn({ ...view, entries: kept }).map((entry) => fullService(view, entry))
      : undefined,
  })
}

const organizationOf = (view: HsdsView, id: string): Item | undefined => {
  const found = view.organisations.find((organisation) => organisation.id === id)
  return found && basicOrganization(view, found)
}

/** A town, not a building: no street is known, so there is no address. */
function locationOf({ organisationId, place, latitude, longitude }: Entry): Item | undefined {
  if (latitude === undefined && place === '') return undefined
  return given({
    id: uuidOf('location', `${organisationId}/${place}/${latitude ?? ''}/${longitude ?? ''}`),
    location_type: 'physical',
    organization_id: organisationId,
    name: place,
    latitude,
    longitude,
  })
}

const serviceAtLocationId = ({ id }: Entry) => uuidOf('service-at-location', id)

/** A service where it is given; for services with a place only. */
export function serviceAtLocation(view: HsdsView, entry: Entry): Item | undefined {
  const place = locationOf(entry)
  if (place === undefined) return undefined
  return {
    id: serviceAtLocationId(entry),
    service_id: entry.id,
    location_id: place['id'],
    service: basicService(view, entry),
    location: place,
  }
}

const TAXONOMIES = [
  { code: 'kind', name: 'Soort', description: 'Wat er in de lijst staat.' },
  { code: 'theme', name: 'Thema', description: 'Techniek of onderwerp, naar onze indeling.' },
  { code: 'step', name: 'Stap', description: 'Een stap van digitalisering zoals Schakel die kent.' },
] as const
type TaxonomyCode = (typeof TAXONOMIES)[number]['code']

const KIND_NAMES = {
  hub: 'Hub',
  fieldlab: 'Fieldlab',
  trial: 'Proef',
  expert: 'Expert',
  course: 'Cursus',
  programme: 'Landelijk programma',
} as const satisfies Record<Entry['kind'], string>

export const taxonomies = (): readonly Item[] =>
  TAXONOMIES.map(({ code, name, description }) => ({ id: uuidOf('taxonomy', code), name, description }))

/** All terms of all three taxonomies. */
export function taxonomyTerms({
  directory: { figures, data },
}: Pick<HsdsView, 'directory'>): readonly Item[] {
  return [
    ...Object.entries(KIND_NAMES).map(([code, name]) => termOf('kind', code, name, name)),
    ...data.themes.map(({ id, nameNl }) => termOf('theme', id, nameNl, nameNl)),
    ...figures.steps.map(({ id, nameNl, descriptionNl }) => termOf('step', id, nameNl, descriptionNl)),
  ]
}

function termOf(taxonomy: TaxonomyCode, code: string, name: string, description: string): Item {
  return {
    id: termId(taxonomy, code),
    code,
    name,
    description,
    taxonomy: TAXONOMIES.find((candidate) => candidate.code === taxonomy)?.name ?? taxonomy,
    taxonomy_id: uuidOf('taxonomy', taxonomy),
    language: 'nl',
  }
}

const termId = (taxonomy: TaxonomyCode, code: string) => uuidOf('taxonomy-term', `${taxonomy}/${code}`)

/** The terms that hold for an entry, by number. */
export const termIdsOf = ({ kind, themes, steps }: Entry): readonly string[] => [
  termId('kind', kind),
  ...themes.map((id) => termId('theme', id)),
  ...steps.map((id) => termId('step', id)),
]

/** To which taxonomy a term belongs, by number. */
export const taxonomyIdsOf = ({ themes, steps }: Entry): readonly string[] => [
  uuidOf('taxonomy', 'kind'),
  ...(themes.length > 0 ? [uuidOf('taxonomy', 'theme')] : []),
  ...(steps.length > 0 ? [uuidOf('taxonomy', 'step')] : []),
]

function attributesOf(view: HsdsView, entry: Entry, entity: 'service' | 'organization'): readonly Item[] {
  const linkId = entity === 'service' ? entry.id : entry.organisationId
  const ids = termIdsOf(entry)
  return taxonomyTerms(view)
    .filter((term) => ids.some((id) => id === term['id']))
    .map((term) => ({
      id: uuidOf('attribute', `${linkId}/${String(term['id'])}`),
      link_id: linkId,
      link_entity: entity,
      taxonomy_term_id: term['id'],
      taxonomy_term: term,
    }))
}
