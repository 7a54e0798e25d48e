import type { GroupPath } from '#engine/evaluation/programme/evaluation.ts'
import { NEVER } from '#engine/evaluation/group-time/study-data.ts'
import { list } from '#platform/numbers.ts'
import type { Html } from '#platform/ui/content.ts'
import {
  type Drawing,
  figure,
  line,
  type Look,
  padded,
  path,
  type Scale,
  scale,
  text,
  ticks,
} from './drawing.ts'
import { pictureMessages } from './messages-pictures.ts'
import { plain } from './numerals.ts'
import type { ReportView } from './report-view.ts'

const MOST = 12
const COLUMNS = { wide: 3, narrow: 1 } as const
const PANEL = 150 // height, words included
const LEFT = 52

/** Raw means of each group beside those that never took part, before any model. */
export function pathsPicture(view: ReportView): Html {
  const { evaluation, study, language, count } = view
  const t = pictureMessages(language)
  const never = evaluation.paths.find(({ group }) => group === NEVER)
  const joined = evaluation.paths.filter(({ group }) => group !== NEVER)
  const largest = joined.toSorted((a, b) => b.units - a.units).slice(0, MOST)
  const shown = joined.filter((group) => largest.includes(group))
  const some =
    shown.length < joined.length ? ` ${t('paths.some', count(shown.length), count(joined.length))}` : ''
  return figure({
    title: t('paths.title', study.outcome.name[language]),
    label: t(
      'paths.label',
      list(
        shown.map(({ group, units }) => t('paths.group', String(group), count(units))),
        language,
      ),
    ),
    note: `${t(never ? 'paths.note' : 'paths.noteAlone')}${some}`,
    mark: study.invented ? t('invented') : undefined,
    draw: (width, look) => drawPaths(view, shown, never, { width, look }),
  })
}

type Line = readonly (readonly [time: number, change: number])[]
type Pair = Readonly<{ group: GroupPath; own: Line; never: Line }>

/** The change of a mean since the last time before a group joined, as it is told; empty where that time is not there. */
function changeSince(path: GroupPath | undefined, base: number, view: ReportView): Line {
  const start = path?.points.find(({ time }) => time === base)?.mean
  if (path === undefined || start === undefined) return []
  return path.points.map(({ time, mean }) => [time, view.words.told(mean - start)] as const)
}

function pairOf(group: GroupPath, never: GroupPath | undefined, view: ReportView): Pair {
  const before = group.points.filter(({ time }) => time < group.group)
  const base = before.at(-1)?.time ?? group.points[0]?.time ?? view.time.first
  return { group, own: changeSince(group, base, view), never: changeSince(never, base, view) }
}

function drawPaths(
  view: ReportView,
  shown: readonly GroupPath[],
  never: GroupPath | undefined,
  { width, look }: Readonly<{ width: number; look: Look }>,
): Drawing {
  const pairs = shown.map((group) => pairOf(group, never, view))
  const columns = Math.min(COLUMNS[look], Math.max(1, shown.length))
  const changes = pairs.flatMap(({ own, never: other }) => [...own, ...other].map(([, change]) => change))
  const bounds = padded([0, ...changes], 0.08)
  const body = pairs.map((pair, k) => {
    const left = (k % columns) * (width / columns)
    const top = Math.floor(k / columns) * PANEL
    return drawPanel(view, pair, { left, top, width: width / columns, bounds })
  })
  return { height: Math.ceil(shown.length / columns) * PANEL, body }
}

type Panel = Readonly<{ left: number; top: number; width: number; bounds: readonly [number, number] }>

function drawPanel(
  view: ReportView,
  { group, own, never }: Pair,
  { left, top, width, bounds }: Panel,
): Html[] {
  const { time, language, count } = view
  const [floor, roof] = [top + PANEL - 30, top + 26]
  const right = left + width - 14
  const x = scale([time.first, time.last], [left + LEFT, right])
  const y = scale(bounds, [floor, roof])
  const placed = (points: Line) => points.map(([at, change]) => [x(at), y(change)] as const)
  const start = x(group.group - 0.5)
  const isInside = group.group > time.first && group.group <= time.last
  return [
    text({
      x: left + LEFT,
      y: top + 16,
      content: pictureMessages(language)('paths.group', String(group.group), count(group.units)),
      kind: 'strong',
    }),
    ...valueLines(view, bounds, y, { left: left + LEFT, right }),
    ...(isInside ? [line(start, roof, start, floor, 'start')] : []),
    path(placed(never), 'line-thin'),
    path(placed(own), 'line-thick'),
    text({ x: left + LEFT, y: floor + 16, content: String(time.first), kind: 'soft' }),
    text({ x: right, y: floor + 16, content: String(time.last), anchor: 'end', kind: 'soft' }),
  ]
}

function valueLines(
  { words, language }: ReportView,
  bounds: readonly [number, number],
  y: Scale,
  { left, right }: Readonly<{ left: number; right: number }>,
): Html[] {
  const marks = ticks(...bounds)
  const step = marks.length > 1 ? 10 ** Math.floor(Math.log10(marks[1]! - marks[0]!) + 1e-9) : 1
  const shown = marks.filter(
    (value) => value === marks[0] || value === marks.at(-1) || Math.abs(value) < step / 2,
  )
  return shown.flatMap((value) => [
    line(left, y(value), right, y(value), Math.abs(value) < step / 2 ? 'zero' : 'grid'),
    text({
      x: left - 5,
      y: y(value) + 5,
      content: `${plain(value, step, language)}${words.isPercent ? '%' : ''}`,
      anchor: 'end',
      kind: 'soft',
    }),
  ])
}
