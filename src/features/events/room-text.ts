import type { Language } from '#platform/i18n.ts'
import { type Counts, isOpen, type NetworkEvent, placesFree } from './contract.ts'
import { messages } from './messages.ts'

/** How much room there is, as people say it: "nog 2 plekken". */
export function roomText(event: NetworkEvent, counts: Counts, now: Date, language: Language): string {
  const t = messages(language)
  if (event.state === 'cancelled') return t('room.off')
  if (event.endsAt <= now) return t('room.over')
  if (!isOpen(event, now)) return t('room.closed')
  if (event.allotment === 'lottery') return t('room.lottery', counts.signedUp, event.places)
  const free = counts.waiting > 0 ? 0 : placesFree(event, counts)
  if (free === 0) return t('room.full')
  return free === 1 ? t('room.one') : t('room.many', free)
}
