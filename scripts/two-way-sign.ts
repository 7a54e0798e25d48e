import { aggregateEffects } from '../src/engine/evaluation/group-time/aggregate-effects.ts'
import { groupTimeEffects } from '../src/engine/evaluation/group-time/group-time-effects.ts'
import { DEFAULT_SETTINGS, NEVER, type StudyData } from '../src/engine/evaluation/group-time/study-data.ts'
import { twoWayEffect } from '../src/engine/evaluation/two-way/two-way-effect.ts'
import { normalQuantile } from '../src/engine/kernel/normal.ts'
import { makeRng } from '../src/engine/kernel/rng.ts'

const YEARS = Array.from({ length: 10 }, (_, step) => 2015 + step)
const GROUPS = [
  { first: 2016, firms: 200 },
  { first: 2021, firms: 200 },
  { first: NEVER, firms: 40 },
] as const
const GAIN = 0.3 // more with every year since joining, the same for everybody
const Z = normalQuantile(0.975)

/** An invented panel in which everybody who joins gains .3 more every year; shocks are independent. */
export function growingGains(): StudyData & Readonly<{ truth: number }> {
  const rng = makeRng(1, 1)
  const rows: { unit: number; time: number; first: number; outcome: number }[] = []
  let [unit, gained, treated] = [0, 0, 0]
  for (const { first, firms } of GROUPS)
    for (let firm = 0; firm < firms; firm++, unit++) {
      const level = normalQuantile(rng())
      for (const time of YEARS) {
        const gain = first !== NEVER && time >= first ? GAIN * (time - first + 1) : 0
        if (gain > 0) treated++
        gained += gain
        rows.push({
          unit,
          time,
          first,
          outcome: level + 0.5 * (time - 2015) + gain + 0.5 * normalQuantile(rng()),
        })
      }
    }
  return {
    unit: Int32Array.from(rows, (row) => row.unit),
    time: Int32Array.from(rows, (row) => row.time),
    first: Int32Array.from(rows, (row) => row.first),
    outcome: Float64Array.from(rows, (row) => row.outcome),
    truth: gained / treated,
  }
}

type Estimate = Readonly<{ estimate: number; standardError: number }>

/** What two-way fixed effects and group-time effects (mean over all firm-years since joining) say of that panel. */
export function bothAnswers(data: StudyData): Readonly<{ twoWay: Estimate; groupTime: Estimate }> {
  const twoWay = twoWayEffect(data)
  const result = groupTimeEffects(data, { ...DEFAULT_SETTINGS, controls: 'not-yet' })
  const simple = result.ok ? aggregateEffects(result.value, 'simple') : result
  if (!twoWay.ok || !simple.ok) throw new Error('the invented panel cannot be estimated')
  return { twoWay: twoWay.value, groupTime: simple.value.overall }
}

const WORDS = {
  en: {
    title: 'Everybody who joined gained; two-way fixed effects deny it',
    joined: (year: number) => `joined in ${year}`,
    never: 'never joined',
    paths: 'Mean outcome of three groups of invented firms',
    answers: 'Mean effect of taking part',
    truth: 'the truth, put in',
    groupTime: 'by group and time',
    twoWay: 'two-way fixed effects',
    note: 'Invented: 440 firms in ten years, .3 more with each year since joining. Ranges: 95 %. scripts/generate.ts',
    number: (value: number) => value.toFixed(2).replace('-', '−'),
  },
  nl: {
    title: 'Wie meedeed, ging vooruit; vaste effecten zeggen achteruit',
    joined: (year: number) => `mee sinds ${year}`,
    never: 'nooit mee',
    paths: 'Gemiddelde uitkomst van drie groepen verzonnen bedrijven',
    answers: 'Gemiddeld effect van meedoen',
    truth: 'de waarheid, zelf bedacht',
    groupTime: 'per groep en jaar',
    twoWay: 'vaste effecten voor bedrijf en jaar',
    note: 'Verzonnen: 440 bedrijven in tien jaar, 0,3 meer met elk jaar sinds de start. Marges: 95 %. scripts/generate.ts',
    number: (value: number) => value.toFixed(2).replace('-', '−').replace('.', ','),
  },
} as const

const [INK, QUIET, ACCENT, WARM] = ['#1b2430', '#5b6470', '#0f4c5c', '#b3541e']
const text = (x: number, y: number, words: string, more = '') =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${words}</text>`

/** The picture of the docs: raw paths above, the three answers below. */
export function twoWaySignPicture(language: 'en' | 'nl'): string {
  const words = WORDS[language]
  const data = growingGains()
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 500" role="img" font-family="system-ui, sans-serif" font-size="14" fill="${INK}">`,
    `<title>${words.title}</title>`,
    '<rect width="720" height="500" fill="#fdfcf9"/>',
    text(24, 34, words.title, 'font-size="19" font-weight="700"'),
    ...pathsPart(data, words),
    ...answersPart(data, words),
    text(24, 482, words.note, `font-size="12" fill="${QUIET}"`),
    '</svg>',
  ].join('\n')}\n`
}

type Words = (typeof WORDS)['en' | 'nl']

function pathsPart(data: StudyData, words: Words): string[] {
  const x = (year: number) => 40 + (year - 2015) * 58
  const y = (value: number) => 270 - value * 25
  const lines = GROUPS.flatMap(({ first }) => {
    const means = YEARS.map((year) => meanOf(data, first, year))
    const [colour, dash] =
      first === NEVER ? [QUIET, ' stroke-dasharray="5 4"'] : [first === 2016 ? ACCENT : INK, '']
    const points = means.map((mean, step) => `${x(YEARS[step]!).toFixed(1)},${y(mean).toFixed(1)}`).join(' ')
    const start = YEARS.indexOf(first)
    return [
      `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="2"${dash}/>`,
      ...(start >= 0
        ? [`<circle cx="${x(first).toFixed(1)}" cy="${y(means[start]!).toFixed(1)}" r="5" fill="${colour}"/>`]
        : []),
      text(
        x(2024) + 10,
        y(means.at(-1)!) + 5,
        first === NEVER ? words.never : words.joined(first),
        `fill="${colour}"`,
      ),
    ]
  })
  const years = [2015, 2016, 2021, 2024].map((year) =>
    text(x(year), 304, String(year), `text-anchor="middle" font-size="12" fill="${QUIET}"`),
  )
  return [
    text(24, 62, words.paths, `fill="${QUIET}"`),
    `<line x1="40" x2="${x(2024)}" y1="286" y2="286" stroke="${QUIET}"/>`,
    ...lines,
    ...years,
  ]
}

function meanOf({ first, time, outcome }: StudyData, group: number, year: number): number {
  let [sum, count] = [0, 0]
  for (let row = 0; row < first.length; row++)
    if (first[row] === group && time[row] === year) {
      sum += outcome[row]!
      count++
    }
  return sum / count
}

function answersPart(data: StudyData & Readonly<{ truth: number }>, words: Words): string[] {
  const { twoWay, groupTime } = bothAnswers(data)
  const x = (value: number) => 320 + value * 200
  const rows = [
    { name: words.truth, estimate: data.truth, standardError: 0, colour: INK },
    { name: words.groupTime, ...groupTime, colour: ACCENT },
    { name: words.twoWay, ...twoWay, colour: WARM },
  ]
  return [
    text(24, 346, words.answers, `fill="${QUIET}"`),
    `<line x1="${x(0)}" x2="${x(0)}" y1="356" y2="448" stroke="${QUIET}"/>`,
    text(x(0), 462, '0', `text-anchor="middle" font-size="12" fill="${QUIET}"`),
    ...rows.flatMap(({ name, estimate, standardError, colour }, row) => {
      const y = 374 + 32 * row
      const [low, high] = [x(estimate - Z * standardError), x(estimate + Z * standardError)]
      return [
        text(24, y + 5, name, `fill="${colour}"`),
        `<line x1="${low.toFixed(1)}" x2="${high.toFixed(1)}" y1="${y}" y2="${y}" stroke="${colour}" stroke-width="3"/>`,
        `<circle cx="${x(estimate).toFixed(1)}" cy="${y}" r="5" fill="${colour}"/>`,
        text(high + 12, y + 5, words.number(estimate), `font-weight="700" fill="${colour}"`),
      ]
    }),
  ]
}
