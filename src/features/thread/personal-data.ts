import type { Figures } from '#features/figures/index.ts'
import type { PersonalData } from '#platform/personal-data.ts'
import { exportContacts } from './repository.ts'
import { exportKept } from './scans/repository.ts'
import { exportStepReports, stepReportsOf } from './steps/repository.ts'
import { stepItem } from './steps/step-words.ts'

/** Contacts, kept scans and steps taken; all of them go with the firm, and who said it with the account. */
export const threadPersonalData = (figures: Figures): PersonalData => ({
  tables: ['firm_contact', 'kept_scan', 'step_report'],
  thread: async ({ language }, tx, { firmIds }) =>
    (await stepReportsOf(tx, firmIds)).map((report) => stepItem(report, figures, language)),
  exportRows: async (tx, { firmIds }) => [
    { table: 'firm_contact', rows: await exportContacts(tx, firmIds) },
    { table: 'kept_scan', rows: await exportKept(tx, firmIds) },
    { table: 'step_report', rows: await exportStepReports(tx, firmIds) },
  ],
  erase: async () => {},
})
