import type { Entry, EntryContent, EntryField } from './contract.ts'
import type { DirectoryData } from './directory-data.ts'

/** What stands in the form, as it was typed; a list for boxes. */
export type Typed = Readonly<{
  text: Readonly<Record<string, string>>
  several: Readonly<Record<string, readonly string[]>>
}>

export const TEXT_FIELDS = [
  'name',
  'summaryNl',
  'summaryEn',
  'state',
  'place',
  'latitude',
  'longitude',
  'priceLowEur',
  'priceHighEur',
  'days',
  'placesFree',
  'placesAsOf',
  'contactEmail',
  'contactPhone',
  'url',
  'source',
  'kind',
  'organisation',
] as const satisfies readonly EntryField[]
export const LIST_FIELDS = ['provinces', 'themes', 'steps'] as const satisfies readonly EntryField[]
const NUMBER_FIELDS: readonly string[] = [
  'latitude',
  'longitude',
  'priceLowEur',
  'priceHighEur',
  'days',
  'placesFree',
]

/** An entry as the form shows it; degrees with a comma. */
export function typedOf(content: Partial<EntryContent>): Typed {
  const cell = (field: EntryField) => {
    const value = content[field]
    if (value === undefined) return ''
    return field === 'latitude' || field === 'longitude' ? String(value).replace('.', ',') : String(value)
  }
  return {
    text: Object.fromEntries(TEXT_FIELDS.map((field) => [field, cell(field)])),
    several: Object.fromEntries(LIST_FIELDS.map((field) => [field, content[field] ?? []])),
  }
}

export const readTyped = (form: URLSearchParams): Typed => ({
  text: Object.fromEntries(
    TEXT_FIELDS.map((field) => [field, (form.get(field) ?? '').replaceAll('\r\n', '\n').trim()]),
  ),
  several: Object.fromEntries(LIST_FIELDS.map((field) => [field, form.getAll(field)])),
})

/**
 * What was typed as values for the schema. What the form does not ask stays as it was; a known place brings its own
 * coordinates where none were given.
 */
export function valuesOf(
  { text, several }: Typed,
  current: Entry | undefined,
  { places }: DirectoryData,
): Record<string, unknown> {
  const values: Record<string, unknown> = { ...text, ...several }
  for (const field of NUMBER_FIELDS) values[field] = numberOf(text[field] ?? '')
  if (values['placesAsOf'] === '') values['placesAsOf'] = undefined
  const known = places.find(({ name }) => name.toLowerCase() === text['place']?.toLowerCase())
  if (known !== undefined && values['latitude'] === undefined && values['longitude'] === undefined)
    Object.assign(values, { latitude: known.latitude, longitude: known.longitude })
  if (current === undefined)
    return { ...values, slug: slugOf(text['name'] ?? ''), unconfirmedProvinces: [], status: 'sourced' }
  return {
    ...values,
    slug: current.slug,
    kind: current.kind,
    organisation: current.organisation,
    unconfirmedProvinces: current.unconfirmedProvinces.filter((name) => several['provinces']?.includes(name)),
    status: current.status,
    foundOn: current.foundOn,
    confirmedOn: current.confirmedOn,
    confirmedBy: current.confirmedBy,
  }
}

/** "1.500" and "52,01" as people write them; what is no number is told apart from nothing. */
function numberOf(text: string): number | undefined {
  const bare = text.replaceAll(/[€\s]/g, '')
  if (bare === '') return undefined
  if (/^\d{1,3}(\.\d{3})+$/.test(bare)) return Number(bare.replaceAll('.', ''))
  return /^\d+([.,]\d+)?$/.test(bare) ? Number(bare.replace(',', '.')) : Number.NaN
}

/** A name as it stands in an address: "Cobot (RoboHouse)" → "cobot-robohouse". */
export const slugOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '')
