import type { PersonalData, ThreadItem } from '#platform/personal-data.ts'
import { messages } from './messages.ts'
import { purposeText } from './purpose-text.ts'
import { exportConsents, findConsentEvents } from './repository.ts'

/** What stands and every answer of before; both go with the firm, and who said it with the account. */
export const consentPersonalData: PersonalData = {
  tables: ['consent', 'consent_event'],
  thread: async ({ language }, tx, { firmIds }) => {
    const t = messages(language)
    const items: ThreadItem[] = []
    for (const firmId of firmIds) {
      for (const { at, isGiven, purpose } of await findConsentEvents(tx, firmId)) {
        const title = t(isGiven ? 'thread.yes' : 'thread.no', purposeText(purpose, language).name)
        items.push({ at, kind: 'consent', title, path: `/mijn/toestemming?bedrijf=${firmId}` })
      }
    }
    return items
  },
  exportRows: exportConsents,
  erase: async () => {},
}
