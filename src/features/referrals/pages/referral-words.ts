import type { Language } from '#platform/i18n.ts'
import type { Side } from '../contract.ts'
import type { Listed } from '../find-referrals.ts'
import { messages } from '../messages.ts'
import { mayMeet } from '../policies.ts'
import { type ReferralParts, stepName } from '../referral-parts.ts'

/** With a capital, for the start of a sentence. */
export const sentence = (text: string): string => text.slice(0, 1).toLocaleUpperCase('nl') + text.slice(1)

type Shown = Pick<Listed, 'referral' | 'side' | 'firmName'> & Readonly<{ peerName?: string }>

/** One of those involved, for the middle of a sentence. */
export function whoText(
  who: Side,
  { referral, side, firmName, peerName }: Shown,
  language: Language,
): string {
  const t = messages(language)
  const { target, receiverName, organisationName } = referral
  if (who === 'schakel') return t('schakel')
  if (who === 'adviser') return organisationName
  if (who === side && (who === 'firm' || target === 'peer')) return t('firm.own')
  if (who === 'firm') return firmName || t(target === 'peer' && side === 'receiver' ? 'peer.someone' : 'firm')
  return target === 'peer' ? peerName || t('peer.someone') : (receiverName ?? '')
}

/** What a referral is called for whoever looks. */
export function titleText({ referral: { target, title }, side }: Shown, language: Language): string {
  const t = messages(language)
  if (target === 'entry') return title
  return t(side === 'receiver' ? 'peer.asked' : 'peer.meet')
}

export function stateText({ referral: { state, target }, side }: Shown, language: Language): string {
  const t = messages(language)
  if (state !== 'accepted') return t(`state.${state}`)
  if (side === 'firm') return t('state.accepted.firm')
  return t(side === 'receiver' && target === 'peer' ? 'state.accepted.peer' : 'state.accepted')
}

/** Whose turn it is; '' when it is nobody's. */
export function turnText(shown: Shown, language: Language): string {
  const t = messages(language)
  const { turn } = shown.referral
  if (turn === '') return ''
  return turn === shown.side ? t('turn.you') : sentence(t('turn.other', whoText(turn, shown, language)))
}

/** Nobody reacted within five working days. */
export const isSilent = ({ turn, remindAt }: Listed['referral'], now: Date): boolean =>
  turn !== '' && remindAt !== undefined && remindAt <= now

export function aboutText({ step }: Listed['referral'], parts: ReferralParts, language: Language): string {
  return step === '' ? '' : messages(language)('about', stepName(step, parts, language))
}

/** May whoever looks read what others wrote? A peer only when both said yes: words may give the firm away. */
export const mayReadWords = ({ referral, side }: Shown): boolean => side !== 'receiver' || mayMeet(referral)
