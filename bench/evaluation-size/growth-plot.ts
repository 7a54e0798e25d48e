export type Road = 'plain' | 'covariates'
export type Point = Readonly<{ units: number; road: Road; seconds: number; megabytes: number }>

const WIDTH = 720
const HEIGHT = 420
const LEFT = 64
const RIGHT = 150
const TOP = 70
const BOTTOM = 56
const WORDS: Readonly<Record<Road, string>> = { plain: 'no covariates', covariates: 'doubly robust' }
const COLOURS: Readonly<Record<Road, string>> = { plain: '#4a6fa5', covariates: '#b3541e' }

/** Seconds against units, both by powers of ten; dashed, what growth in proportion to the smallest would be. */
export function growthPlot(points: readonly Point[]): string {
  const units = points.map((point) => point.units)
  const seconds = points.map((point) => point.seconds)
  const across = decades(units, LEFT, WIDTH - RIGHT)
  const up = decades(seconds, HEIGHT - BOTTOM, TOP)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Seconds against firms, both on a scale by powers of ten. Both lines rise as fast as the number of firms." font-family="system-ui, sans-serif" font-size="14">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
<text x="16" y="28" font-size="17" font-weight="600" fill="#1d2430">Ten times the firms take about ten times as long</text>
<text x="16" y="50" fill="#4c5566">Seconds from file to bands, panels of ten years, one thread</text>
${across.ticks.map((at) => line(across.place(at), TOP, across.place(at), HEIGHT - BOTTOM, '#e3e7ee') + label(across.place(at), HEIGHT - BOTTOM + 22, at.toLocaleString('en'), 'middle')).join('\n')}
${up.ticks.map((at) => line(LEFT, up.place(at), WIDTH - RIGHT, up.place(at), '#e3e7ee') + label(LEFT - 8, up.place(at) + 5, `${at} s`, 'end')).join('\n')}
${label((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, 'firms', 'middle')}
${(['plain', 'covariates'] as const).map((road) => series(points, road, across.place, up.place)).join('\n')}
</svg>
`
}

type Place = (value: number) => number

function series(points: readonly Point[], road: Road, across: Place, up: Place): string {
  const own = points.filter((point) => point.road === road).sort((a, b) => a.units - b.units)
  const [first, last] = [own[0]!, own.at(-1)!]
  const along = own.map(({ units, seconds }) => `${round(across(units))} ${round(up(seconds))}`).join('L')
  const inProportion = (first.seconds * last.units) / first.units
  return [
    `<path d="M${round(across(first.units))} ${round(up(first.seconds))}L${round(across(last.units))} ${round(up(inProportion))}" stroke="${COLOURS[road]}" stroke-dasharray="3 5" fill="none" opacity=".6"/>`,
    `<path d="M${along}" stroke="${COLOURS[road]}" stroke-width="2" fill="none"/>`,
    ...own.map(
      ({ units, seconds }) =>
        `<circle cx="${round(across(units))}" cy="${round(up(seconds))}" r="4" fill="${COLOURS[road]}"/>`,
    ),
    `<text x="${WIDTH - RIGHT + 10}" y="${round(up(last.seconds)) + 5}" fill="${COLOURS[road]}" font-weight="600">${WORDS[road]}</text>`,
  ].join('\n')
}

/** A scale by powers of ten, with whole powers around the values as ticks. */
function decades(values: readonly number[], from: number, to: number) {
  const low = Math.floor(Math.log10(Math.min(...values)))
  const high = Math.ceil(Math.log10(Math.max(...values)))
  const place: Place = (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from)
  return { place, ticks: Array.from({ length: high - low + 1 }, (_, k) => Number(`1e${low + k}`)) }
}

const line = (x1: number, y1: number, x2: number, y2: number, stroke: string) =>
  `<path d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}" stroke="${stroke}"/>`
const label = (x: number, y: number, words: string, anchor: string) =>
  `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="#4c5566">${words}</text>`
const round = (value: number) => Math.round(value * 10) / 10
