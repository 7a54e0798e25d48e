import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { date } from '#platform/numbers.ts'
import type { PageLink, ThreadItem } from '#platform/personal-data.ts'
import {
  actions,
  bulletList,
  heading,
  link,
  linkButton,
  notice,
  paragraph,
  smallPrint,
} from '#platform/ui/components.ts'
import { attribute, type Content, type Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { ROUTES, withFirm } from './addresses.ts'
import type { Thread } from './find-thread.ts'
import { messages } from './messages.ts'
import type { OwnFirm } from './repository.ts'

export type ThreadView = Thread &
  Readonly<{
    language: Language
    firms: readonly OwnFirm[]
    firm: OwnFirm | undefined // the one that is shown; undefined: none was named yet
    showAll?: boolean
    links?: readonly PageLink[] // of other features
    hasDuty?: boolean // does something for the network: need not have a firm
    saved?: 'firm' | 'scan' | 'gone' | undefined
  }>

/** So many of what happened are shown at once. */
const SHOWN = 30

export function threadPage(view: ThreadView): Html {
  const { language, firm, firms, saved } = view
  const t = messages(language)
  const title = firm === undefined ? t('thread.title') : t('thread.of', firmName(firm, language))
  const main = html`${heading(1, firm === undefined ? t('thread.title') : firmName(firm, language))}
${saved === undefined ? '' : notice('ok', t(`saved.${saved}`))}
${workLinks(view)}
${top(view)}
${firms.length > 1 ? firmSwitch(view) : ''}
${heading(2, t('thread.turn'))}
${view.yourTurn.length === 0 ? paragraph(t('thread.turn.none')) : itemList(view.yourTurn, language)}
${heading(2, t('thread.happened'))}
${happened(view)}
${heading(2, t('thread.do'))}
${waysOn(view)}`
  return page({ title, language, path: ROUTES.thread, main })
}

export const firmName = ({ name, kvkNumber }: OwnFirm, language: Language): string => {
  const t = messages(language)
  if (name !== '') return name
  return kvkNumber === undefined ? t('thread.nameless') : t('thread.kvk', kvkNumber)
}

/** "KVK 12345678, zoals u het zelf vertelde". */
function firmLine({ kvkNumber, branchNumber, proof }: OwnFirm, language: Language): string {
  const t = messages(language)
  const proven = { told: t('thread.told'), eherkenning: t('thread.proven'), adviser: t('thread.byAdviser') }
  if (kvkNumber === undefined) return proven[proof]
  const branch = branchNumber === undefined ? [] : [t('thread.branch', branchNumber)]
  return [t('thread.kvk', kvkNumber), ...branch, proven[proof]].join(', ')
}

function top({ firm, hasDuty = false, language }: ThreadView): Content {
  if (firm !== undefined) return smallPrint(firmLine(firm, language))
  return hasDuty ? '' : noFirm(language)
}

/** What somebody does for the network. */
function workLinks({ links = [], language }: ThreadView): Content {
  const work = links.filter(({ isWork }) => isWork === true)
  if (work.length === 0) return ''
  return html`${heading(2, messages(language)('thread.work'))}
${bulletList(work.map(({ path, title }) => link(pathIn(language, path), title)))}`
}

function noFirm(language: Language): Html {
  const t = messages(language)
  return html`${paragraph(t('thread.noFirm'), { lead: true })}
${actions(linkButton(pathIn(language, ROUTES.newFirm), t('thread.noFirm.go')))}`
}

function firmSwitch({ firms, firm, language }: ThreadView): Html {
  const one = (other: OwnFirm) =>
    html`<li><a class="nl-link" href="${pathIn(language, withFirm(ROUTES.thread, other.id))}"${attribute('aria-current', other.id === firm?.id ? 'page' : undefined)}>${firmName(other, language)}</a></li>`
  return html`<nav class="thread-firms" aria-label="${messages(language)('thread.switch')}"><ul>${firms.map(one)}</ul></nav>`
}

function happened(view: ThreadView): Content {
  const { happened: items, language, firm, showAll = false } = view
  const t = messages(language)
  if (items.length === 0) return paragraph(t('thread.happened.none'))
  const shown = showAll ? items : items.slice(0, SHOWN)
  const older = items.length - shown.length
  const toAll = `${withFirm(ROUTES.thread, firm?.id)}${firm === undefined ? '?' : '&'}alles=ja`
  return html`${itemList(shown, language)}
${older === 0 ? '' : html`<p class="nl-paragraph">${link(pathIn(language, toAll), t('thread.older', older))}</p>`}`
}

export function itemList(items: readonly ThreadItem[], language: Language): Html {
  return html`<ol class="thread-items">${items.map((item) => threadItem(item, language))}</ol>`
}

function threadItem({ at, kind, title, detail, path }: ThreadItem, language: Language): Html {
  const what = path === undefined ? title : link(pathIn(language, path), title)
  const about = detail === undefined ? '' : html`<p class="thread-item__detail">${detail}</p>`
  return html`
  <li class="thread-item">
    <p class="thread-item__when"><time datetime="${at.toISOString()}">${date(at, language)}</time><span class="thread-item__kind">${kindName(kind, language)}</span></p>
    <div class="thread-item__what"><p>${what}</p>${about}</div>
  </li>`
}

const KINDS = ['scan', 'advice', 'question', 'referral', 'visit', 'step', 'consent'] as const
function kindName(kind: string, language: Language): string {
  const known = KINDS.find((one) => one === kind)
  return known === undefined ? '' : messages(language)(`kind.${known}`)
}

function waysOn({ firm, links = [], language }: ThreadView): Html {
  const t = messages(language)
  const to = (path: string, text: string) => link(pathIn(language, path), text)
  const ofFirm =
    firm === undefined
      ? []
      : [
          to(withFirm(ROUTES.steps, firm.id), t('thread.steps')),
          to(withFirm(ROUTES.firm, firm.id), t('thread.firm')),
          to(withFirm('/mijn/toestemming', firm.id), t('thread.consent')),
        ]
  return bulletList([
    ...links.filter(({ isWork }) => isWork !== true).map(({ path, title }) => to(path, title)),
    to('/', t('thread.begin')),
    ...ofFirm,
    to(ROUTES.newFirm, t('thread.newFirm')),
    to(ROUTES.data, t('thread.data')),
    to('/mijn/inloggen', t('thread.security')),
  ])
}
