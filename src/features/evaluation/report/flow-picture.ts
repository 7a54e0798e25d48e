import type { Html } from '#platform/ui/content.ts'
import { xOfTen } from '#platform/numbers.ts'
import { box, type Drawing, figure, line, text } from './drawing.ts'
import type { FlowStages, Stage } from './flow-stages.ts'
import { flowMessages } from './messages-flow.ts'
import { pictureMessages } from './messages-pictures.ts'
import type { ReportView } from './report-view.ts'

const TOP = 26 // below the names of the two sides
const BOX = 46
const STEP = 72 // from one box to the next
const GAP = 14 // between the two sides
const WIDEST = 250 // of a box

/** Six boxes on each side, from who applied to who is in the analysis; what nobody knows is dashed. */
export function flowPicture(stages: FlowStages, view: ReportView): Html {
  const { study, language, units, count } = view
  const t = flowMessages(language)
  const [took, analysed] = [stages.participants[3]!.count!, stages.participants[5]!.count!]
  const said = (side: readonly Stage[]) =>
    side
      .map(({ key, count: known }) => `${t(key)}: ${known === undefined ? t('notKnown') : count(known)}`)
      .join(', ')
  return figure({
    title:
      took === analysed
        ? t('findingAll', count(took), units)
        : t('finding', count(took), units, count(analysed), xOfTen(analysed / took, language)),
    label: t('label', said(stages.participants), said(stages.others)),
    mark: study.invented ? pictureMessages(language)('invented') : undefined,
    draw: (width) => draw(stages, view, width),
  })
}

function draw(stages: FlowStages, { language, count }: ReportView, width: number): Drawing {
  const t = flowMessages(language)
  const wide = Math.min(WIDEST, (width - GAP) / 2)
  const side = (name: 'participants' | 'others', x: number): readonly Html[] => [
    text({ x, y: 16, content: t(name), kind: 'strong' }),
    ...stages[name].flatMap((stage, k) => [
      ...(k > 0 ? arrow(stages[name][k - 1]!, stage, { x, y: TOP + k * STEP, count }) : []),
      ...stageBox(stage, {
        x,
        y: TOP + k * STEP,
        width: wide,
        name: t(stage.key),
        none: t('notKnown'),
        count,
      }),
    ]),
  ]
  return {
    height: TOP + 5 * STEP + BOX + 4,
    body: [
      ...side('participants', 1),
      ...side('others', 1 + wide + Math.min(GAP + width / 20, width - 2 * wide - 2)),
    ],
  }
}

type Place = Readonly<{ x: number; y: number; count: (value: number) => string }>

function stageBox(
  { count: known }: Stage,
  { x, y, width, name, none, count }: Place & Readonly<{ width: number; name: string; none: string }>,
): readonly Html[] {
  return [
    box(x, y, width - 2, BOX, known === undefined ? 'stage-unknown' : 'stage'),
    text({
      x: x + 10,
      y: y + 19,
      content: known === undefined ? none : count(known),
      kind: known === undefined ? 'soft' : 'strong',
    }),
    text({ x: x + 10, y: y + 37, content: name }),
  ]
}

/** Down to the next box, with how many fell away; to who did not take part nothing leads. */
function arrow(before: Stage, { key, count: known }: Stage, { x, y, count }: Place): readonly Html[] {
  if (key === 'stage.compared') return []
  const [from, to, at] = [y - STEP + BOX + 3, y - 3, x + 16]
  const lost = before.count === undefined || known === undefined ? 0 : before.count - known
  return [
    line(at, from, at, to, 'flow-line'),
    line(at - 4, to - 5, at, to, 'flow-line'),
    line(at + 4, to - 5, at, to, 'flow-line'),
    ...(lost > 0
      ? [text({ x: at + 12, y: (from + to) / 2 + 5, content: `−${count(lost)}`, kind: 'soft' })]
      : []),
  ]
}
