import { type Entry, freshnessOf } from '#features/network/index.ts'
import type { Language } from '#platform/i18n.ts'
import { eurRange, list } from '#platform/numbers.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import type { Option } from '#platform/ui/fields.ts'
import { paragraph } from '#platform/ui/components.ts'
import type { ReferralKind } from '../contract.ts'
import { referMessages } from '../messages-refer.ts'
import { type ReferralParts, sectorName } from '../referral-parts.ts'
import { type OptionGroup, optionGroups } from './fields.ts'
import type { ReferView } from './find-refer-view.ts'
import { sentence } from './referral-words.ts'

/** Kinds of the directory in the order in which they are shown, and as what they are offered. */
const ENTRY_KINDS = [
  ['trial', 'trial'],
  ['expert', 'expert'],
  ['course', 'course'],
  ['fieldlab', 'trial'],
  ['hub', 'talk'],
] as const satisfies readonly (readonly [Entry['kind'], ReferralKind])[]
type EntryKind = (typeof ENTRY_KINDS)[number][0]

export type Chosen = Readonly<{ value: string; error: string | undefined }>
type Shown = Readonly<{ view: ReferView; language: Language; now: Date; parts: ReferralParts }>

/** To whom or what: what fits the step is unfolded; what the firm does not want is left out, and said. */
export function targetField(shown: Shown, { value, error }: Chosen): Content {
  const { view, language } = shown
  const t = referMessages(language)
  const isWanted = (kind: ReferralKind) => !view.unwanted.includes(kind)
  const groups = ENTRY_KINDS.flatMap(([kind, offered]) => (isWanted(offered) ? entryGroup(kind, shown) : []))
  const peers = isWanted('peer') ? peerGroup(shown) : undefined
  const all = (peers === undefined ? groups : [...groups.slice(0, 1), peers, ...groups.slice(1)]).filter(
    ({ options }) => options.length > 0,
  )
  const hasFits = groups.some(({ isOpen }) => isOpen)
  return [
    optionGroups({
      ...{ name: 'target', label: t('new.target'), type: 'radio', groups: all, error },
      values: value === '' ? [] : [value],
    }),
    view.stepId === undefined || hasFits ? '' : paragraph(t('new.fits.none')),
    noPeers(shown),
    offText(shown),
  ]
}

function entryGroup(kind: EntryKind, shown: Shown): OptionGroup {
  const { view, language } = shown
  const { entries, stepId } = view
  const fits = ({ steps }: Entry) => stepId !== undefined && steps.includes(stepId)
  const isShown = (entry: Entry) => stepId === undefined || entry.steps.length === 0 || fits(entry)
  const ofKind = entries.filter((entry) => entry.kind === kind && isShown(entry))
  const options = ofKind
    .toSorted((a, b) => Number(fits(b)) - Number(fits(a)))
    .map((entry) => option(entry, shown))
  return { title: referMessages(language)(`new.kind.${kind}`), options, isOpen: ofKind.some(fits) }
}

function option(entry: Entry, { language, now }: Shown): Option {
  const t = referMessages(language)
  const { id, name, organisationName, place, provinces, priceLowEur, priceHighEur } = entry
  const freshness = freshnessOf(entry, now)
  const price =
    priceLowEur === undefined || priceHighEur === undefined
      ? ''
      : priceHighEur === 0
        ? t('new.free')
        : eurRange(priceLowEur, priceHighEur, language)
  const hint = [
    organisationName === name || name.includes(organisationName) ? '' : organisationName,
    place || list(provinces, language),
    price,
    freshness === 'fresh' ? '' : t(`new.${freshness}`),
  ]
  return { value: `entry/${id}`, label: name, hint: hint.filter((text) => text !== '').join(' · ') }
}

/** By what they did, never by name. */
function peerGroup({ view, language, parts }: Shown): OptionGroup {
  const t = referMessages(language)
  const options = view.peers.map(({ peerOfferId, sector, province, did, left }) => ({
    value: `peer/${peerOfferId}`,
    label: sentence(t('new.peer', sectorName(sector, parts, language), province, did)),
    hint: t('new.left', left),
  }))
  return { title: t('new.peers'), options, isOpen: true }
}

function noPeers({ view, language }: Shown): Html | '' {
  const t = referMessages(language)
  const { stepId, peers, trade, unwanted } = view
  if (peers.length > 0 || unwanted.includes('peer')) return ''
  if (stepId === undefined) return paragraph(t('new.peers.step'))
  return paragraph(t(trade.sector === '' || trade.province === '' ? 'new.peers.unknown' : 'new.peers.none'))
}

function offText({ view, language }: Shown): Html | '' {
  const t = referMessages(language)
  const kinds = [
    ...ENTRY_KINDS.flatMap(([kind, offered]) =>
      view.unwanted.includes(offered) ? [t(`new.kind.${kind}`)] : [],
    ),
    ...(view.unwanted.includes('peer') ? [t('new.peers')] : []),
  ]
  return kinds.length === 0
    ? ''
    : paragraph(
        t(
          'new.off',
          list(
            kinds.map((kind) => kind.toLowerCase()),
            language,
          ),
        ),
      )
}
