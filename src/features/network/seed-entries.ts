import { PROVINCES } from '#features/firms/index.ts'
import type { Figures } from '#features/figures/index.ts'
import { uuidOf } from '#platform/uuid.ts'
import { hubSlug } from './addresses.ts'
import type { EntryContent, Organisation } from './contract.ts'
import type { DirectoryData } from './directory-data.ts'

export const BUREAU_SLUG = 'bureau'
const BUREAU: Organisation = organisation('bureau', BUREAU_SLUG, 'Programmabureau Smart Industry')

/** Hubs, fieldlabs and the bureau, each with the number that its slug gives. */
export const organisationsOf = ({ network }: Figures): readonly Organisation[] => [
  BUREAU,
  ...network.hubs.map(({ id, name }) => organisation('hub', id, name)),
  ...network.fieldlabs.map(({ id, name }) => organisation('fieldlab', id, name)),
]

function organisation(kind: Organisation['kind'], slug: string, name: string): Organisation {
  return { id: uuidOf('organisation', slug), kind, slug, name }
}

/** What data/network.json knows, as entries that nobody has confirmed. A trial is our reading of a theme. */
export const seedEntries = (figures: Figures, data: DirectoryData): readonly EntryContent[] => [
  ...figures.network.hubs.map((hub) => hubEntry(hub, data)),
  ...figures.network.fieldlabs.flatMap((lab) => [
    fieldlabEntry(lab, data),
    ...lab.trials.map(({ step, status }) => trialEntry(lab, step, status, figures, data)),
  ]),
  ...figures.network.programmes.map((programme) => programmeEntry(programme, data)),
]

type Network = Figures['network']
type Fieldlab = Network['fieldlabs'][number]

const nothingTold = {
  state: 'published',
  place: '',
  unconfirmedProvinces: [],
  themes: [],
  steps: [],
  contactEmail: '',
  contactPhone: '',
  url: '',
  source: '',
} as const satisfies Partial<EntryContent>

const provincesOf = (names: readonly string[]) => PROVINCES.filter((province) => names.includes(province))

function hubEntry(hub: Network['hubs'][number], { gatheredOn }: DirectoryData): EntryContent {
  return {
    ...nothingTold,
    slug: hubSlug(hub.id),
    kind: 'hub',
    name: hub.name,
    summaryNl: 'Het eerste adres voor elke vraag over digitaliseren in de regio. Weet wie u verder helpt.',
    summaryEn: 'The first place to ask anything about digitalisation in the region. Knows who can help you.',
    organisation: hub.id,
    provinces: provincesOf(hub.provinces),
    unconfirmedProvinces: provincesOf(hub.unconfirmedProvinces),
    status: hub.status,
    foundOn: gatheredOn,
  }
}

const placeOf = (lab: Fieldlab, { places }: DirectoryData) => {
  const found = places.find(({ name }) => name === lab.place)
  return {
    place: lab.place ?? '',
    provinces: provincesOf(lab.province === undefined ? [] : [lab.province]),
    ...(found === undefined ? {} : { latitude: found.latitude, longitude: found.longitude }),
  }
}

function fieldlabEntry(lab: Fieldlab, data: DirectoryData): EntryContent {
  return {
    ...nothingTold,
    ...placeOf(lab, data),
    slug: lab.id,
    kind: 'fieldlab',
    name: lab.name,
    summaryNl: `Fieldlab voor ${lab.themeNl}.`,
    summaryEn: `Fieldlab for ${lab.themeEn}.`,
    organisation: lab.id,
    themes: data.themesOf[lab.id] ?? [],
    status: lab.status,
    foundOn: data.gatheredOn,
  }
}

/** The slug of the trial of a step at a fieldlab. */
export const trialSlug = (labId: string, stepId: string) => `${labId}-${stepId}`

function trialEntry(
  lab: Fieldlab,
  stepId: string,
  status: Fieldlab['status'],
  { steps }: Figures,
  data: DirectoryData,
): EntryContent {
  const step = steps.find(({ id }) => id === stepId)
  return {
    ...nothingTold,
    ...placeOf(lab, data),
    slug: trialSlug(lab.id, stepId),
    kind: 'trial',
    name: `${step?.nameNl ?? stepId}: proef bij ${lab.name}`,
    summaryNl: step?.trial?.howNl ?? lab.themeNl,
    summaryEn: step?.trial?.howEn ?? lab.themeEn,
    organisation: lab.id,
    themes: data.themesOf[lab.id] ?? [],
    steps: [stepId],
    status,
    foundOn: data.gatheredOn,
  }
}

function programmeEntry(programme: Network['programmes'][number], data: DirectoryData): EntryContent {
  return {
    ...nothingTold,
    slug: programme.id,
    kind: 'programme',
    name: programme.name,
    summaryNl: programme.doesNl,
    summaryEn: programme.doesEn,
    organisation: BUREAU_SLUG,
    provinces: [...PROVINCES],
    themes: data.themesOf[programme.id] ?? [],
    status: programme.status,
    foundOn: data.gatheredOn,
  }
}
