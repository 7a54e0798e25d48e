import type { PersonalData, ThreadItem } from '#platform/personal-data.ts'
import { ROUTES } from './addresses.ts'
import { messages } from './messages.ts'
import { exportWorklist, findMarks, findNeed, findOrganisationNames, removeTalkHours } from './repository.ts'
import { exportRuns } from './runs/repository.ts'

/** What a hub sees of a firm, what was done with it, and the hours of an adviser. */
export const worklistPersonalData: PersonalData = {
  tables: ['firm_need', 'talk_hours', 'worklist_mark', 'worklist_firm', 'worklist_offer', 'worklist_match'],
  thread: async ({ language }, tx, { firmIds }) => {
    const t = messages(language)
    const names = await findOrganisationNames(tx)
    const items: ThreadItem[] = []
    for (const firmId of firmIds) {
      const need = await findNeed(tx, firmId)
      if (need !== undefined) items.push({ at: need.askedAt, kind: 'advice', title: t('thread.shared') })
      for (const { at, kind, result, until, organisationId } of await findMarks(tx, firmId)) {
        const hub = names.get(organisationId) ?? t('thread.hub')
        if (kind === 'not-now')
          items.push({ at, kind: 'question', title: t('thread.later', hub, until ?? '') })
        if (kind === 'called')
          items.push({ at, kind: 'question', title: t(`thread.${result ?? 'talked'}`, hub) })
      }
    }
    return items
  },
  links: (language, { duties }) =>
    duties.some(({ kind }) => kind === 'adviser')
      ? [{ path: ROUTES.list, title: messages(language)('thread.list'), isWork: true }]
      : [],
  exportRows: async (tx, { firmIds, accountId }) => {
    const firms = firmIds.length === 0 ? [accountId] : firmIds // no firm has the number of an account
    const { needs, hours, marks } = await exportWorklist(tx, firms, accountId)
    const runs = await exportRuns(tx, firms)
    return [
      { table: 'firm_need', rows: needs },
      { table: 'talk_hours', rows: hours },
      { table: 'worklist_mark', rows: marks },
      { table: 'worklist_firm', rows: runs.firms },
      { table: 'worklist_offer', rows: runs.offers },
      { table: 'worklist_match', rows: runs.matches },
    ]
  },
  erase: (tx, { accountId }) => removeTalkHours(tx, accountId), // all else goes with the firm; who called, with the account
}
