import { verdictCode } from '#engine/evaluation/programme/verdict.ts'
import type { Interval } from '#engine/evaluation/sensitivity/event-study.ts'
import type { Html } from '#platform/ui/content.ts'
import {
  box,
  centred,
  type Drawing,
  dot,
  figure,
  line,
  padded,
  type Scale,
  scale,
  text,
  widthOf,
} from './drawing.ts'
import { pictureMessages } from './messages-pictures.ts'
import type { ReportView } from './report-view.ts'

const EDGE = 8 // between the drawing and the side of the picture
const TOP = 46 // below the names of the two marks

/** The estimate and its margin beside two marks: no difference, and what counts as enough. */
export function rangePicture(view: ReportView): Html {
  const { evaluation, study, words, language, verdictInterval } = view
  const t = pictureMessages(language)
  const { overall, verdict } = evaluation
  const code = verdictCode(verdict.interval, Math.abs(words.smallest))
  const outcome = study.outcome.name[language]
  const best = words.sided(overall.estimate, words.step(overall))
  const wide = isStretched(view) ? verdictInterval : undefined
  return figure({
    title: t(verdict.code === code ? `range.${code}` : 'range.firstSight'),
    label: t('range.label', outcome, best, words.range(verdictInterval), words.threshold),
    note: t(wide ? 'range.noteWide' : 'range.note', outcome, levelWords(study.level, view)),
    mark: study.invented ? t('invented') : undefined,
    draw: (width) => drawRange(view, width, overall, wide),
  })
}

/** Is the verdict about a wider margin than that of the estimate? */
export const isStretched = ({ evaluation: { overall }, verdictInterval }: ReportView): boolean =>
  verdictInterval.low < overall.low - 1e-12 || verdictInterval.high > overall.high + 1e-12

/** "95 van de 100". */
function levelWords(level: number, { language, count }: ReportView): string {
  const of = level > 0.99 ? 1_000 : 100
  return pictureMessages(language)('ofStudies', count(level * of), count(of))
}

function drawRange(
  view: ReportView,
  width: number,
  own: Interval & Readonly<{ estimate: number }>,
  wide: Interval | undefined,
): Drawing {
  const { words, language } = view
  const t = pictureMessages(language)
  const { told } = words
  const all = [0, words.smallest, own.low, own.high, wide?.low ?? 0, wide?.high ?? 0]
  const x = scale(padded(all.map(told), 0.12), [EDGE, width - EDGE])
  const at: Scale = (value) => x(told(value))
  const floor = wide ? 188 : 128
  const best = t('best', words.brief(own.estimate, words.step(own)))
  const body = [
    ...marks(view, at, width, floor),
    ...bar(view, own, { at, y: 90, width, kind: 'bar' }),
    dot(at(own.estimate), 90, 6, 'point'),
    text({
      x: centred(at(own.estimate), best, width),
      y: 72,
      content: best,
      anchor: 'middle',
      kind: 'strong',
    }),
    ...(wide ? stretched(view, wide, at, width) : []),
    line(EDGE, floor, width - EDGE, floor, 'axis'),
    ...sides(view, width, floor + 18),
  ]
  return { height: floor + 26, body }
}

/** The two marks, named above, and the field beyond "enough". */
function marks({ words, language, study }: ReportView, at: Scale, width: number, floor: number): Html[] {
  const t = pictureMessages(language)
  const [none, enough] = [at(0), at(words.smallest)]
  const higher = study.outcome.betterIs === 'higher'
  const [from, to] = higher ? [enough, width - EDGE] : [EDGE, enough]
  const name = t('enough', words.briefThreshold)
  return [
    box(from, TOP, to - from, floor - TOP, 'field'),
    line(none, 22, none, floor, 'zero'),
    line(enough, 40, enough, floor, 'threshold'),
    text({ x: centred(none, t('noDifference'), width), y: 16, content: t('noDifference'), anchor: 'middle' }),
    outwards(enough, name, higher, width),
  ]
}

/** Away from the mark of no difference where there is room, so that its line stays free. */
function outwards(x: number, name: string, isRight: boolean, width: number): Html {
  const start = isRight ? x - 4 : x + 4
  const room = isRight ? width - start : start
  if (room < widthOf(name))
    return text({ x: centred(x, name, width), y: 36, content: name, anchor: 'middle' })
  return text({ x: start, y: 36, content: name, anchor: isRight ? 'start' : 'end' })
}

type Bar = Readonly<{ at: Scale; y: number; width: number; kind: string }>

/** An interval with its ends in words, side by side, or under each other where they do not fit. */
function bar({ words }: ReportView, { low, high }: Interval, { at, y, width, kind }: Bar): Html[] {
  const step = words.step({ low, high })
  const [from, to] = [words.brief(low, step), words.brief(high, step)]
  const left = centred(at(low), from, width)
  const right = centred(at(high), to, width)
  const overlap = (widthOf(from) + widthOf(to)) / 2 + 10 - (right - left)
  const move = Math.max(0, overlap / 2)
  return [
    line(at(low), y, at(high), y, kind),
    line(at(low), y - 6, at(low), y + 6, 'cap'),
    line(at(high), y - 6, at(high), y + 6, 'cap'),
    text({ x: centred(left - move, from, width), y: y + 24, content: from, anchor: 'middle' }),
    text({ x: centred(right + move, to, width), y: y + 24, content: to, anchor: 'middle' }),
  ]
}

function stretched(view: ReportView, wide: Interval, at: Scale, width: number): Html[] {
  const name = pictureMessages(view.language)('withBreak')
  const middle = centred((at(wide.low) + at(wide.high)) / 2, name, width)
  return [
    text({ x: middle, y: 140, content: name, anchor: 'middle', kind: 'soft' }),
    ...bar(view, wide, { at, y: 152, width, kind: 'bar-thin' }),
  ]
}

function sides({ study, language }: ReportView, width: number, y: number): Html[] {
  const t = pictureMessages(language)
  const higher = study.outcome.betterIs === 'higher'
  return [
    text({ x: EDGE, y, content: `← ${t(higher ? 'worse' : 'better')}`, kind: 'soft' }),
    text({ x: width - EDGE, y, content: `${t(higher ? 'better' : 'worse')} →`, anchor: 'end', kind: 'soft' }),
  ]
}
