import type { PersonalData } from '#platform/personal-data.ts'
import { ROUTES } from './addresses.ts'
import { messages } from './messages.ts'
import { exportAttention } from './repository.ts'

/** What was offered to a firm and what it switched off; all of it goes with the firm. */
export const attentionPersonalData: PersonalData = {
  tables: ['attention_offer', 'attention_off', 'attention_link'],
  links: (language, { firmIds }) =>
    firmIds.length === 0 ? [] : [{ path: ROUTES.attention, title: messages(language)('thread.link') }],
  exportRows: async (tx, { firmIds }) => {
    const { offers, off, links } = await exportAttention(tx, firmIds)
    return [
      { table: 'attention_offer', rows: offers },
      { table: 'attention_off', rows: off },
      { table: 'attention_link', rows: links },
    ]
  },
  erase: async () => {},
}
