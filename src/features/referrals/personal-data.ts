import { asSchakelFor } from '#features/attention/index.ts'
import { date } from '#platform/numbers.ts'
import type { PersonalData, ThreadItem } from '#platform/personal-data.ts'
import { referralPath, ROUTES } from './addresses.ts'
import { type Listed, listReferrals } from './find-referrals.ts'
import { messages } from './messages.ts'
import { exportReferrals } from './own-data/repository.ts'
import { leaveAsPeer } from './own-data/leave-as-peer.ts'
import { isAdviser, receivesAnything } from './policies.ts'

/**
 * Referrals of a firm go with it, with all that was said. Where it was the peer of another firm, that firm keeps its
 * referral and nothing says who the peer was.
 */
export const referralsPersonalData: PersonalData = {
  tables: ['referral', 'referral_event', 'referral_contact', 'peer_offer'],
  thread: async ({ language }, tx, actor) =>
    (await listReferrals(tx, actor, 'firm')).map((listed) => threadItem(listed, language)),
  links: (language, actor) => {
    const t = messages(language)
    const work = (path: string, title: string) => ({ path, title, isWork: true })
    return [
      ...(isAdviser(actor) ? [work(ROUTES.adviser, t('adviser.title'))] : []),
      ...(receivesAnything(actor) ? [work(ROUTES.receiver, t('receiver.title'))] : []),
      ...(actor.firmIds.length === 0 ? [] : [{ path: ROUTES.mine, title: t('mine.title') }]),
      ...(actor.firmIds.length === 0 ? [] : [{ path: ROUTES.peer, title: t('peer.title') }]),
    ]
  },
  exportRows: async (tx, { firmIds, accountId }) => {
    const { referrals, events, contacts, peers } = await exportReferrals(tx, firmIds, accountId)
    return [
      { table: 'referral', rows: referrals },
      { table: 'referral_event', rows: events },
      { table: 'referral_contact', rows: contacts },
      { table: 'peer_offer', rows: peers },
    ]
  },
  erase: (tx, { firmIds }, now) => asSchakelFor(tx, firmIds, () => leaveAsPeer(tx, firmIds, now)),
}

function threadItem({ referral, side, deeds }: Listed, language: 'nl' | 'en'): ThreadItem {
  const t = messages(language)
  const { id, state, turn, title, target, changedAt, offeredAt } = referral
  const what = title || t(side === 'receiver' ? 'peer.asked' : 'peer.meet')
  return {
    at: changedAt,
    kind: 'referral',
    title: `${what}: ${t(`state.${state}`)}`,
    detail: t('offered.on', date(offeredAt, language)),
    path: referralPath.own(id),
    isYourTurn: turn === (target === 'peer' && side === 'receiver' ? 'receiver' : 'firm') && deeds.length > 0,
  }
}
