import { ROUTES } from '../addresses.ts'
import { messages as administration } from '../administration/messages.ts'
import { isAdministrator } from '../policies.ts'
import type { PersonalData } from '#platform/personal-data.ts'
import { eraseIdentity, exportIdentity } from './repository.ts'

/** The account, how it signs in, and the firms that it acts for. */
export const identityPersonalData: PersonalData = {
  tables: [
    ...['account', 'external_identity', 'firm', 'firm_member', 'duty', 'session'],
    ...['sign_in_link', 'second_factor', 'recovery_code', 'audit_detail'],
  ],
  links: (language, actor) =>
    isAdministrator(actor)
      ? [{ path: ROUTES.people, title: administration(language)('people.title'), isWork: true }]
      : [],
  exportRows: exportIdentity,
  erase: eraseIdentity,
}
