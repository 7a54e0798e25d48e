import type { PersonalData } from '#platform/personal-data.ts'
import { findMyCases } from '../find-asker-case.ts'
import { ownPath } from '../mails.ts'
import { ROUTES } from '../pages/addresses.ts'
import { worksAtDesk } from '../policies.ts'
import { threadMessages } from './thread-messages.ts'
import { eraseDesk, exportDesk } from './repository.ts'

/** Questions of an account. Names of colleagues beside what they did go with their account (a trigger). */
export const deskPersonalData: PersonalData = {
  tables: ['desk_case', 'desk_message', 'desk_attachment', 'desk_note'],
  thread: async ({ language }, tx, actor) => {
    const t = threadMessages(language)
    const all = await findMyCases(tx, actor)
    const cases = all.filter(({ firmId }) => firmId === undefined || actor.firmIds.includes(firmId))
    return cases.map(({ id, number, subject, state, askedAt, organisationName }) => ({
      at: askedAt,
      kind: 'question',
      title: t('asked', subject),
      detail: t(state, number, organisationName),
      path: ownPath(id),
    }))
  },
  links: (language, actor) => {
    const t = threadMessages(language)
    const desk = { path: ROUTES.inbox, title: t('desk'), isWork: true }
    return worksAtDesk(actor) ? [desk] : [{ path: ROUTES.ask, title: t('ask') }]
  },
  exportRows: exportDesk,
  erase: eraseDesk,
}
