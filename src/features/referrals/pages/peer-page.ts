import { html } from 'hono/html'
import { PROVINCES } from '#features/firms/index.ts'
import { STEP_FAMILIES } from '#features/figures/index.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import {
  actions,
  button,
  form,
  heading,
  hiddenInput,
  link,
  linkButton,
  notice,
  paragraph,
  smallPrint,
} from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { errorSummary, type FieldError, textInput } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { peerPath, ROUTES, stopPeerPath } from '../addresses.ts'
import { messages } from '../messages.ts'
import { peerMessages } from '../messages-peer.ts'
import type { OwnPeer } from '../peers/agree-to-talk.ts'
import { type ReferralParts, sectorsOf } from '../referral-parts.ts'
import { optionGroups, select, textArea } from './fields.ts'

type Named = Readonly<{ id: string; name: string }>
export type TypedPeer = Readonly<{
  steps: readonly string[]
  sector: string
  province: string
  did: string
  most: string
}>
export type PeerPageView = Readonly<{
  firm: Named
  firms: readonly Named[]
  own: OwnPeer
  typed?: TypedPeer | undefined
  errors?: readonly FieldError[]
  isConflict?: boolean // a colleague saved something else meanwhile
  saved?: 'saved' | 'stopped' | undefined
  language: Language
  parts: ReferralParts
}>

/** A firm says over which steps it is willing to talk, and how often; or that it no longer wants to. */
export function peerPage(view: PeerPageView): Html {
  const { firm, own, errors = [], isConflict = false, saved, language } = view
  const t = peerMessages(language)
  const title = messages(language)('peer.title')
  const main = html`${errorSummary(language, errors)}
${isConflict ? conflictNotice(view) : ''}
${saved === undefined ? '' : notice('ok', t(`peer.${saved}`))}
${heading(1, title)}
${paragraph(t('peer.lead'), { lead: true })}
${firm.name === '' ? '' : smallPrint(t('of.firm', firm.name))}
${otherFirms(view)}
${paragraph(t('peer.secret'))}
${standing(own, language)}
${form(pathIn(language, peerPath(firm.id)), fields(view))}
${own.offer === undefined ? '' : stopForm(view)}`
  const name = errors.length > 0 || isConflict ? messages(language)('error', title) : title
  const backHref = pathIn(language, `/mijn?bedrijf=${firm.id}`)
  return page({ title: name, language, path: peerPath(firm.id), main, backHref })
}

function conflictNotice({ own: { offer }, language }: PeerPageView): Content {
  const t = peerMessages(language)
  if (offer === undefined) return notice('warning', t('peer.gone'), { title: t('peer.conflict.title') })
  const now = t('peer.conflict', offer.did, offer.mostPerQuarter)
  return notice('warning', now, { title: t('peer.conflict.title') })
}

function otherFirms({ firms, firm, language }: PeerPageView): Content {
  if (firms.length < 2) return ''
  const others = firms.filter(({ id }) => id !== firm.id)
  return html`<ul class="referrals-links">${others.map(({ id, name }) => html`<li>${link(pathIn(language, peerPath(id)), name)}</li>`)}</ul>`
}

function standing({ offer, isActive, left }: OwnPeer, language: Language): Content {
  const t = peerMessages(language)
  if (offer === undefined) return ''
  return notice('info', isActive ? t('peer.active', left, offer.mostPerQuarter) : t('peer.paused'))
}

/** What was typed, or what stands there, or what is known already. */
function valuesOf({ typed, own: { offer, trade } }: PeerPageView): TypedPeer {
  if (typed !== undefined) return typed
  if (offer === undefined) return { ...trade, steps: [], did: '', most: '2' }
  const { steps, sector, province, did, mostPerQuarter } = offer
  return { steps, sector, province, did, most: String(mostPerQuarter) }
}

function fields(view: PeerPageView): Html {
  const { own, language, parts, errors = [] } = view
  const t = peerMessages(language)
  const values = valuesOf(view)
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.message
  const sectors = sectorsOf(parts, language).map(({ code, name }) => ({ value: code, label: name }))
  const provinces = PROVINCES.map((name) => ({ value: name, label: name }))
  return html`${stepsField(view, values.steps, errorOf('steps'))}
${textArea({ name: 'did', label: t('peer.did'), hint: t('peer.did.hint'), value: values.did, error: errorOf('did'), rows: 2 })}
${select({ name: 'sector', label: t('peer.sector'), none: t('peer.sector.none'), choices: sectors, value: values.sector, error: errorOf('sector') })}
${select({ name: 'province', label: t('peer.province'), none: t('peer.province.none'), choices: provinces, value: values.province, error: errorOf('province') })}
${textInput({ name: 'most', label: t('peer.most'), hint: t('peer.most.hint'), value: values.most, error: errorOf('most'), suffix: t('peer.most.suffix'), inputMode: 'numeric', short: true, maxLength: 4 })}
${hiddenInput('version', String(own.offer?.version ?? 0))}
${own.isActive ? '' : smallPrint(t('peer.consent'))}
${actions(button(t(own.isActive ? 'peer.change' : 'peer.save')))}`
}

function stepsField(
  { language, parts }: PeerPageView,
  chosen: readonly string[],
  error: string | undefined,
): Html {
  const t = peerMessages(language)
  const groups = STEP_FAMILIES.map((family, index) => ({
    title: t(`family.${family}`),
    options: parts.figures.steps
      .filter((step) => step.family === family)
      .map(({ id, nameNl, nameEn }) => ({ value: id, label: language === 'nl' ? nameNl : nameEn })),
    isOpen: error !== undefined && index === 0,
  }))
  return optionGroups({
    name: 'steps',
    label: t('peer.steps'),
    type: 'checkbox',
    groups,
    values: chosen,
    error,
  })
}

const stopForm = ({ firm, language }: PeerPageView): Html =>
  form(
    pathIn(language, stopPeerPath(firm.id)),
    actions(button(peerMessages(language)('peer.stop'), { kind: 'secondary' })),
  )

/** Who has no firm yet. */
export function peerWithoutFirmPage(language: Language): Html {
  const title = messages(language)('peer.title')
  const t = peerMessages(language)
  const main = html`${heading(1, title)}
${paragraph(t('peer.lead'), { lead: true })}
${actions(linkButton(pathIn(language, '/mijn/bedrijf/nieuw'), t('peer.noFirm')))}`
  return page({ title, language, path: ROUTES.peer, main, backHref: pathIn(language, '/mijn') })
}
