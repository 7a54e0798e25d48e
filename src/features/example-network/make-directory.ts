import type { Figures } from '#features/figures/index.ts'
import { confirmEntry, type EntryContent, hubSlug, makeEntry, trialSlug } from '#features/network/index.ts'
import { PROVINCES } from '#features/firms/index.ts'
import type { Actor } from '#platform/actor.ts'
import { BUREAU } from './cast.ts'
import { chanceOf, STREAMS } from './chance.ts'
import { EXPERTS_AND_COURSES } from './directory-data.ts'
import { DAY_MS, done, type Filling } from './filling.ts'
import { HUBS, type InventedLab, LABS } from './network-data.ts'

/** What the keepers put in the directory at the beginning of the year; most of it is confirmed again later. */
export async function makeDirectory(filling: Filling): Promise<void> {
  const { ctx, year, seed, parts } = filling
  const chance = chanceOf(seed, STREAMS.directory)
  for (const content of entriesOf(parts.figures, ctx.now().toISOString().slice(0, 10))) {
    const keeper = keeperOf(filling, content.organisation)
    done(await makeEntry(ctx, keeper, content))
    if (content.kind === 'programme' || chance.isOne(0.2)) continue
    const at = year.until - chance.between(1, 150) * DAY_MS
    year.plan(at, async () => {
      done(await confirmEntry(ctx, keeper, content.slug, 1))
    })
  }
}

function keeperOf({ cast }: Filling, slug: string): Actor {
  const keeper = cast.colleagues.find((one) => one.slug === slug)
  if (keeper === undefined) throw new Error(`nobody keeps the entries of ${slug}`)
  return keeper.actor
}

const NOTHING_TOLD: Omit<EntryContent, keyof Told> = {
  ...({ state: 'published', status: 'unconfirmed' } as const),
  ...{ summaryEn: '', place: '', provinces: [], unconfirmedProvinces: [], themes: [], steps: [] },
  ...{ contactEmail: '', contactPhone: '', url: '', source: '' },
}

type Told = Pick<EntryContent, 'slug' | 'kind' | 'name' | 'summaryNl' | 'organisation'>
const told = (content: Told & Partial<EntryContent>): EntryContent => ({ ...NOTHING_TOLD, ...content })

function entriesOf(figures: Figures, today: string): readonly EntryContent[] {
  const confirmed = (slug: string) => ({ confirmedOn: today, confirmedBy: slug })
  const hubs = HUBS.map(({ id, name, provinces }) =>
    told({
      ...{ slug: hubSlug(id), kind: 'hub', name, organisation: id, provinces: [...provinces] },
      summaryNl: `Eerste adres voor elke vraag over digitaliseren in ${provinces.join(', ')}.`,
      ...{ contactEmail: `vraag@${id}.example`, ...confirmed(id) },
    }),
  )
  const others = EXPERTS_AND_COURSES.map((one) =>
    told({
      ...one,
      ...(one.placesFree === undefined ? {} : { placesAsOf: today }),
      ...{
        provinces: [...PROVINCES],
        contactEmail: `${one.slug}@voorbeeld.example`,
        ...confirmed(one.organisation),
      },
    }),
  )
  const programmes = figures.network.programmes.map(({ id, name, doesNl, doesEn, status }) =>
    told({
      ...{ slug: id, kind: 'programme', name, summaryNl: doesNl, summaryEn: doesEn, status },
      ...{ organisation: BUREAU, provinces: [...PROVINCES] },
    }),
  )
  return [...hubs, ...LABS.flatMap((lab) => entriesOfLab(lab, figures, today)), ...others, ...programmes]
}

function entriesOfLab(lab: InventedLab, { steps }: Figures, today: string): readonly EntryContent[] {
  const { id, name, place, province, themes, summaryNl, trials } = lab
  const shared = {
    ...{ organisation: id, place, ...PLACES[place], provinces: [province], themes: [...themes] },
    ...{ contactEmail: `proef@${id}.example`, confirmedOn: today, confirmedBy: id },
  }
  return [
    told({ ...shared, slug: id, kind: 'fieldlab', name, summaryNl }),
    ...trials.map(({ step: stepId, ...terms }) => {
      const step = steps.find((one) => one.id === stepId)
      return told({
        ...{ ...shared, ...terms, slug: trialSlug(id, stepId), kind: 'trial' as const, steps: [stepId] },
        ...{ name: `${step?.nameNl ?? stepId}: proef bij ${name}`, placesAsOf: today },
        summaryNl: step?.trial?.howNl ?? summaryNl,
      })
    }),
  ]
}

/** Towns on the map, to a tenth of a degree or better; our own estimate. */
const PLACES: Readonly<Record<string, Readonly<{ latitude: number; longitude: number }>>> = {
  Emmen: { latitude: 52.78, longitude: 6.9 },
  Enschede: { latitude: 52.22, longitude: 6.89 },
  Zwolle: { latitude: 52.51, longitude: 6.09 },
  Eindhoven: { latitude: 51.44, longitude: 5.48 },
  Helmond: { latitude: 51.48, longitude: 5.66 },
  Rotterdam: { latitude: 51.92, longitude: 4.48 },
  Velsen: { latitude: 52.46, longitude: 4.62 },
  Haarlem: { latitude: 52.38, longitude: 4.64 },
  Vlissingen: { latitude: 51.44, longitude: 3.57 },
}
