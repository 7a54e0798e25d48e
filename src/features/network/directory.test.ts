import { describe, expect, test } from 'vitest'
import type { Entry } from './contract.ts'
import { entrySchemaFor, faultsOf } from './contract.ts'
import { slugOf } from './entry-form.ts'
import { countEntries, filterEntries } from './filter-entries.ts'
import { dayOf, freshnessOf } from './freshness.ts'
import { knownOf } from './known.ts'
import { dotsOf } from './map.ts'
import { data, directory, figures, NOON, shapes } from './network-site.test-data.ts'
import { organisationsOf, seedEntries } from './seed-entries.ts'
import { uuidOf } from '#platform/uuid.ts'

const seeds = seedEntries(figures, data)
const entries: readonly Entry[] = seeds.map((content) => ({
  ...content,
  id: uuidOf('directory-entry', content.slug),
  version: 1,
  updatedAt: NOON,
  organisationId: uuidOf('organisation', content.organisation),
  organisationName: content.organisation,
  confirmedByName: undefined,
}))

describe('what is seeded', () => {
  test('fits the schema of an entry, each with its own slug', () => {
    const schema = entrySchemaFor(knownOf(directory))
    expect(seeds.flatMap((seed) => schema.safeParse(seed).error?.issues ?? [])).toEqual([])
    expect(new Set(seeds.map(({ slug }) => slug)).size).toBe(seeds.length)
  })

  test('claims no confirmation, no price, no place that is free and no address', () => {
    for (const seed of seeds) {
      expect([seed.confirmedOn, seed.priceLowEur, seed.placesFree]).toEqual([undefined, undefined, undefined])
      expect([seed.contactEmail, seed.contactPhone, seed.url]).toEqual(['', '', ''])
    }
  })

  test('knows where every named place lies, and the theme of every lab and programme', () => {
    for (const { id, place } of figures.network.fieldlabs)
      expect([id, place === undefined || data.places.some(({ name }) => name === place)]).toEqual([id, true])
    const themed = [...figures.network.fieldlabs, ...figures.network.programmes].map(({ id }) => id)
    expect(Object.keys(data.themesOf).toSorted()).toEqual(themed.toSorted())
    expect(
      seeds.flatMap(({ themes }) => themes).filter((id) => !data.themes.some((theme) => theme.id === id)),
    ).toEqual([])
  })

  test('every organisation has the number of its slug', () => {
    for (const { id, slug } of organisationsOf(figures)) expect(id).toBe(uuidOf('organisation', slug))
    expect(uuidOf('organisation', 'noord')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-/,
    )
  })
})

describe('counts', () => {
  test('are what choosing gives', () => {
    for (const filters of [{}, { kind: 'trial' }, { province: 'Zuid-Holland', words: 'delft' }]) {
      const counts = countEntries(entries, filters, NOON)
      for (const [kind, count] of counts.kind)
        expect(filterEntries(entries, { ...filters, kind }, NOON)).toHaveLength(count)
      for (const [theme, count] of counts.theme)
        expect(filterEntries(entries, { ...filters, theme }, NOON)).toHaveLength(count)
    }
  })
})

describe('days', () => {
  test('are Dutch ones', () => {
    expect(dayOf(new Date('2026-11-30T23:30:00Z'))).toBe('2026-12-01')
    expect(dayOf(new Date('2026-07-31T22:30:00Z'))).toBe('2026-08-01')
  })

  test.each([
    ['2026-11-30', 'fresh'],
    ['2026-06-03', 'fresh'], // 180 days
    ['2026-06-02', 'stale'],
  ])('confirmed on %s is %s on 30 November', (confirmedOn, freshness) => {
    expect(freshnessOf({ confirmedOn }, NOON)).toBe(freshness)
  })
})

describe('the map', () => {
  test('puts every place that is known in its own province', () => {
    const inside = ([x, y]: readonly [number, number], ring: readonly (readonly [number, number])[]) =>
      ring.reduce((isIn, [ax, ay], index) => {
        const [bx, by] = ring[(index + ring.length - 1) % ring.length]!
        return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax ? !isIn : isIn
      }, false)
    const distance = ([x, y]: readonly [number, number], ring: readonly (readonly [number, number])[]) =>
      Math.min(
        ...ring.slice(1).map(([bx, by], index) => {
          const [ax, ay] = ring[index]!
          const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)
          const t = Math.min(1, Math.max(0, along))
          return Math.hypot(ax + t * (bx - ax) - x, ay + t * (by - ay) - y)
        }),
      )
    for (const lab of figures.network.fieldlabs) {
      const place = data.places.find(({ name }) => name === lab.place)
      if (place === undefined) continue
      const at = [place.longitude, place.latitude] as const
      const within = shapes.provinces.filter(({ outlines }) => outlines.some((ring) => inside(at, ring)))
      const own = shapes.provinces.find(({ name }) => name === lab.province)
      const isOnTheShore = own?.outlines.some((ring) => distance(at, ring) < 0.03) // some 3 km
      const names = within.length === 0 && isOnTheShore ? [lab.province] : within.map(({ name }) => name)
      expect([lab.place, names]).toEqual([lab.place, [lab.province]])
    }
  })

  test('loses nothing where dots are one, and no two lie over each other', () => {
    const dots = dotsOf(entries)
    const placed = entries.filter(({ latitude }) => latitude !== undefined).length
    expect(dots.reduce((sum, { count }) => sum + count, 0)).toBe(placed)
    for (const [index, a] of dots.entries())
      for (const b of dots.slice(index + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(20)
  })
})

describe('an entry', () => {
  const schema = entrySchemaFor(knownOf(directory))
  const good = seeds[5]!
  test.each([
    [{ name: ' ' }, 'name', 'required'],
    [{ slug: 'A b' }, 'slug', 'slug'],
    [{ kind: 'robot' }, 'kind', 'choice'],
    [{ latitude: 12 }, 'latitude', 'latitude'],
    [{ latitude: undefined }, 'latitude', 'together'],
    [{ priceLowEur: 5 }, 'priceLowEur', 'together'],
    [{ priceLowEur: 5, priceHighEur: 4 }, 'priceHighEur', 'range'],
    [{ priceLowEur: 1.5, priceHighEur: 4 }, 'priceLowEur', 'whole'],
    [{ placesFree: 2 }, 'placesAsOf', 'together'],
    [{ placesAsOf: '2026-02-30', placesFree: 1 }, 'placesAsOf', 'date'],
    [{ url: 'javascript:alert(1)' }, 'url', 'url'],
    [{ contactEmail: 'x' }, 'contactEmail', 'email'],
    [{ contactPhone: 'bel ons' }, 'contactPhone', 'phone'],
    [{ steps: ['blockchain'] }, 'steps', 'choice'],
    [{ unconfirmedProvinces: ['Limburg'] }, 'unconfirmedProvinces', 'subset'],
  ])('is refused with %j', (change, field, fault) => {
    const parsed = schema.safeParse({ ...good, ...change })
    expect(parsed.success ? [] : faultsOf(parsed.error)).toContainEqual({ field, fault })
  })

  test('has a name in its address that anyone can type', () => {
    expect(slugOf('  Cobot in één dag! (RoboHouse) ')).toBe('cobot-in-een-dag-robohouse')
  })
})
