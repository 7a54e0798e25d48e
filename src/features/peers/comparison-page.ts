import { html } from 'hono/html'
import type { Figures } from '#features/figures/index.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { date } from '#platform/numbers.ts'
import {
  actions,
  bulletList,
  heading,
  link,
  linkButton,
  paragraph,
  smallPrint,
} from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { peersPath } from './addresses.ts'
import { type Compared, groupsShown } from './compare.ts'
import { flowSection, ratioSection, yesNoSection } from './comparison-sections.ts'
import type { Snapshot } from './contract.ts'
import { MINIMUM_FIRMS } from './disclosure-setting.ts'
import { messages } from './messages.ts'
import { groupName, questionName } from './peer-words.ts'

export type ComparisonView = Readonly<{
  figures: Figures
  language: Language
  snapshot: Snapshot | undefined
  compared: readonly Compared[]
  groups: readonly string[] // all there are, in order
  scanLink?: string // of the firm that looks; absent on the open page
  like?: string // the group most like that firm
  group?: string // the group that the open page is about
}>

/** How comparable firms do it, next to this firm's own answers; or, without a scan, how a group of firms does. */
export function comparisonPage(view: ComparisonView): Html {
  const { language, snapshot, scanLink, group = 'all' } = view
  const t = messages(language)
  const isOpen = scanLink === undefined
  const back = isOpen ? undefined : pathIn(language, peersPath.answers(scanLink))
  const path = isOpen
    ? group === 'all'
      ? peersPath.open
      : peersPath.openGroup(group)
    : peersPath.compare(scanLink)
  const main = html`${heading(1, t('compare.title'))}
${paragraph(leadOf(view), { lead: true })}
${snapshot === undefined ? nothingYet(view) : [tables(view), footline(view, snapshot)]}
${isOpen ? '' : actions(linkButton(pathIn(language, peersPath.consent(scanLink)), t('compare.count'), { kind: 'secondary' }))}`
  return page({
    title: t('compare.title'),
    language,
    path,
    main,
    ...(back === undefined ? {} : { backHref: back }),
  })
}

function leadOf({ scanLink, like = 'all', language }: ComparisonView): string {
  const t = messages(language)
  if (scanLink === undefined) return t('compare.lead.open')
  return like === 'all' ? t('compare.lead.all') : t('compare.lead', groupName(like, language))
}

function nothingYet({ language }: ComparisonView): Content {
  const t = messages(language)
  return [
    paragraph(html`<strong>${t('compare.none')}</strong>`),
    paragraph(t('compare.none.why', MINIMUM_FIRMS)),
  ]
}

const isOf = (kind: string) => (compared: Compared) => compared.id.startsWith(`${kind}:`)

function tables(view: ComparisonView): Content {
  const { compared, language, scanLink } = view
  const t = messages(language)
  const shown = compared.filter(({ group }) => group !== undefined)
  return [
    scanLink === undefined ? groupLinks(view) : paragraph(t('compare.wider')),
    flowSection(shown.filter(isOf('flow')), view),
    yesNoSection('steps', shown.filter(isOf('step')), view),
    yesNoSection('barriers', shown.filter(isOf('barrier')), view),
    ratioSection(shown.filter(isOf('ratio')), view),
    hiddenSection(view),
  ]
}

/** Of what nothing is said; a number of firms stands here neither, since that says something too. */
function hiddenSection({ compared, figures, language }: ComparisonView): Content {
  const t = messages(language)
  const hidden = compared.filter(({ group }) => group === undefined)
  if (hidden.length === 0) return ''
  return [
    heading(2, t('compare.hidden')),
    paragraph(t('compare.hidden.why')),
    bulletList(hidden.map(({ id }) => questionName(id, figures, language))),
  ]
}

function groupLinks({ snapshot, groups, group = 'all', language }: ComparisonView): Content {
  const t = messages(language)
  const nameOf = (id: string) => (id === 'all' ? t('group.every') : groupName(id, language))
  const shown = snapshot === undefined ? [] : groupsShown(snapshot.content, groups)
  const items = shown.map((id) =>
    id === group
      ? html`<strong aria-current="true">${nameOf(id)}</strong>`
      : link(pathIn(language, id === 'all' ? peersPath.open : peersPath.openGroup(id)), nameOf(id)),
  )
  if (shown.length < 2) return ''
  return [
    html`<nav class="peers-groups" aria-label="${t('compare.groups')}">${bulletList(items)}</nav>`,
    smallPrint(t('compare.groups.hint')),
  ]
}

const footline = ({ language }: ComparisonView, { madeAt }: Snapshot): Content =>
  smallPrint(messages(language)('compare.made', date(madeAt, language)))
