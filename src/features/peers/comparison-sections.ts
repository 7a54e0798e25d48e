import { html } from 'hono/html'
import type { Figures } from '#features/figures/index.ts'
import type { Language } from '#platform/i18n.ts'
import { heading, paragraph, smallPrint, table } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import type { Compared } from './compare.ts'
import { messages } from './messages.ts'
import { WAYS, type Way } from './peer-questions.ts'
import { amountText, classText, groupName, questionName } from './peer-words.ts'
import { tenths } from './tenths.ts'

type View = Readonly<{ figures: Figures; language: Language; scanLink?: string }>

/** A question of which something is shown. */
type Shown = Compared & Readonly<{ group: NonNullable<Compared['group']> }>
const isShown = (compared: Compared): compared is Shown => compared.group !== undefined

/** Per flow: a sentence, the four ways in whole firms out of ten, the own answer marked, and the source. */
export function flowSection(compared: readonly Compared[], view: View): Content {
  const shown = compared.filter(isShown)
  if (shown.length === 0) return ''
  return [heading(2, messages(view.language)('compare.flows')), shown.map((flow) => flowBlock(flow, view))]
}

function flowBlock(flow: Shown, view: View): Html {
  const { language, figures } = view
  const t = messages(language)
  const name = questionName(flow.id, figures, language)
  const counts = flow.group.outOfTen ?? []
  const most = Math.max(...counts)
  const group = groupName(flow.group.group, language)
  const sentences = WAYS.filter((_, index) => counts[index] === most).map((way) =>
    t(`compare.sentence.${way}`, t('compare.tenOf', most), group),
  )
  const rows = WAYS.map((way, index) => [
    wayCell(way, flow, language),
    tenthCell(counts[index] ?? 0, language),
  ])
  return html`<section class="peers-flow">
${heading(3, name)}
${paragraph(sentences.join(' '))}
${table({ caption: name, hideCaption: true, columns: [{ label: t('compare.way') }, { label: t('compare.tenth') }], rows })}
${view.scanLink === undefined || flow.own !== undefined ? '' : paragraph(t('compare.yours.unknown'))}
${sourceLine([flow], language)}
</section>`
}

/** The own answer is marked with words, not with colour alone. */
function wayCell(way: Way, { own }: Shown, language: Language): Content {
  const t = messages(language)
  const words = capital(t(`way.${way}`))
  return own === way ? html`${words} ${mark(t('compare.you'))}` : words
}

const mark = (words: string) => html`<strong class="peers-own">${words}</strong>`

function tenthCell(count: number, language: Language): Html {
  const t = messages(language)
  return tenths(count, count === 0 ? t('compare.fewTen') : t('compare.tenOf', count))
}

/** Steps or barriers: one table per group, since of some things only a larger group may be shown. */
export function yesNoSection(kind: 'steps' | 'barriers', compared: readonly Compared[], view: View): Content {
  const { language, figures } = view
  const t = messages(language)
  const shown = compared.filter(isShown)
  if (shown.length === 0) return ''
  const groups = [...new Set(shown.map(({ group }) => group.group))].toSorted(smallestFirst)
  const tables = groups.map((group) => {
    const rows = shown.filter((question) => question.group.group === group)
    return [
      table({
        caption: t(`compare.${kind}.in`, groupName(group, language)),
        columns: [{ label: t('compare.thing') }, { label: t('compare.tenth') }],
        rows: rows.map((row) => [
          thingCell(questionName(row.id, figures, language), row, language),
          tenthCell(row.group.outOfTen?.[0] ?? 0, language),
        ]),
      }),
      sourceLine(rows, language),
    ]
  })
  return [heading(2, t(`compare.${kind}`)), html`<div class="peers-flow">${tables}</div>`]
}

function thingCell(name: string, { own }: Shown, language: Language): Content {
  const t = messages(language)
  return own === 'yes' || own === 'no' ? html`${name} ${mark(t('compare.yourAnswer', t(own)))}` : name
}

/** The group most like this firm first: of one kind, of one size, all. */
const smallestFirst = (a: string, b: string) => rankOf(a) - rankOf(b)
const rankOf = (group: string) => (group === 'all' ? 2 : group.includes('/') ? 0 : 1)

/** Amounts: the class of the middle firm, and the own amount. */
export function ratioSection(compared: readonly Compared[], view: View): Content {
  const { language, figures, scanLink } = view
  const t = messages(language)
  const shown = compared.filter(isShown)
  if (shown.length === 0) return ''
  const blocks = shown.map((ratio) => {
    const range = classText(ratio.id, ratio.group.medianCategory ?? '', language)
    const own =
      ratio.ownAmount === undefined
        ? t('compare.yours.unknown')
        : t('compare.yours', `${t('about')} ${amountText(ratio.id, ratio.ownAmount, language)}`)
    return html`<section class="peers-flow">
${heading(3, questionName(ratio.id, figures, language))}
${paragraph(t('compare.median', groupName(ratio.group.group, language), range))}
${scanLink === undefined ? '' : paragraph(own)}
${sourceLine([ratio], language)}
</section>`
  })
  return [heading(2, t('compare.ratios')), blocks]
}

/** How many firms, and as of when; the oldest quarter of them all. */
function sourceLine(shown: readonly Shown[], language: Language): Html {
  const t = messages(language)
  const firms = shown.map(({ group }) => group.firms)
  const quarters = [...new Set(shown.map(({ group }) => group.asOf))].toSorted()
  const [year = '', quarter = ''] = (quarters[0] ?? '').split('-Q')
  const [low, high] = [Math.min(...firms), Math.max(...firms)]
  const when = t('compare.quarter', quarter, year, quarters.length > 1)
  return smallPrint(t('compare.source', t('compare.firms', low, high), when))
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
