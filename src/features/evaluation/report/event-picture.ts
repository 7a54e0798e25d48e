import type { EventEffect } from '#engine/evaluation/programme/evaluation.ts'
import type { Html } from '#platform/ui/content.ts'
import { box, type Drawing, dot, figure, line, padded, type Scale, scale, text, ticks } from './drawing.ts'
import { pictureMessages } from './messages-pictures.ts'
import { plain } from './numerals.ts'
import type { ReportView } from './report-view.ts'

const LEFT = 62
const TOP = 14
const HEIGHT = 260

/** Effects by time since joining, each with its own margin and the band around all of them. */
export function eventPicture(view: ReportView): Html {
  const { evaluation, study, language, time } = view
  const t = pictureMessages(language)
  const { events } = evaluation
  const [first, last] = [events[0]!, events.at(-1)!]
  return figure({
    title: t('events.title', study.outcome.name[language]),
    label: t('events.label', time.event(first.event), time.event(last.event)),
    note: t('events.note'),
    mark: study.invented ? t('invented') : undefined,
    draw: (width) => drawEvents(view, width),
  })
}

function drawEvents(view: ReportView, width: number): Drawing {
  const { evaluation, words, language, time } = view
  const t = pictureMessages(language)
  const { events } = evaluation
  const told = ({ event: _, ...effect }: EventEffect) => [effect.band.low, effect.band.high].map(words.told)
  const bounds = padded([0, words.told(words.smallest), ...events.flatMap(told)], 0.05)
  const y = scale(bounds, [HEIGHT, TOP])
  const [first, last] = [events[0]!.event, events.at(-1)!.event]
  const x = scale([first - 0.5, last + 0.5], [LEFT, width - 8])
  const enough = t('enough', words.briefThreshold)
  const threshold = y(words.told(words.smallest))
  const body = [
    ...valueAxis(view, bounds, y, width),
    line(LEFT, threshold, width - 8, threshold, 'threshold'),
    ...startLine(x(-0.5), first, t('start')),
    ...events.flatMap((effect) => oneEvent(effect, x, (value) => y(words.told(value)))),
    ...eventLabels(events, x),
    text({ x: width - 8, y: threshold - 5, content: enough, anchor: 'end', kind: 'soft' }),
    text({
      x: (LEFT + width) / 2,
      y: HEIGHT + 38,
      content: t('eventAxis', t(time.areYears ? 'year' : 'period')),
      anchor: 'middle',
      kind: 'soft',
    }),
  ]
  return { height: HEIGHT + 44, body }
}

function valueAxis(
  { words, language }: ReportView,
  [low, high]: readonly [number, number],
  y: Scale,
  width: number,
): Html[] {
  const marks = ticks(low, high)
  const step = marks.length > 1 ? 10 ** Math.floor(Math.log10(marks[1]! - marks[0]!) + 1e-9) : 1
  return marks.flatMap((value) => [
    line(LEFT, y(value), width - 8, y(value), Math.abs(value) < step / 2 ? 'zero' : 'grid'),
    text({
      x: LEFT - 6,
      y: y(value) + 5,
      content: `${plain(value, step, language)}${words.isPercent ? '%' : ''}`,
      anchor: 'end',
      kind: 'soft',
    }),
  ])
}

const startLine = (x: number, first: number, name: string): Html[] =>
  first < 0
    ? [line(x, TOP, x, HEIGHT, 'start'), text({ x: x + 5, y: TOP + 10, content: name, kind: 'soft' })]
    : []

function oneEvent(effect: EventEffect, x: Scale, y: Scale): Html[] {
  const at = x(effect.event)
  if (effect.reference) return [dot(at, y(0), 5, 'point-open')]
  const { band, low, high, estimate } = effect
  return [
    line(at, y(band.low), at, y(band.high), 'band'),
    line(at - 5, y(band.low), at + 5, y(band.low), 'band'),
    line(at - 5, y(band.high), at + 5, y(band.high), 'band'),
    box(at - 2.5, y(high), 5, y(low) - y(high), 'bar-solid'),
    dot(at, y(estimate), 5, 'point'),
  ]
}

/** Every event, or every few where they would touch. */
function eventLabels(events: readonly EventEffect[], x: Scale): Html[] {
  const gap = events.length > 1 ? x(events[1]!.event) - x(events[0]!.event) : 100
  const every = Math.max(1, Math.ceil(28 / gap))
  return events
    .filter(({ event }) => event % every === 0)
    .map(({ event }) =>
      text({
        x: x(event),
        y: HEIGHT + 18,
        content: `${event < 0 ? '−' : event > 0 ? '+' : ''}${Math.abs(event)}`,
        anchor: 'middle',
      }),
    )
}
