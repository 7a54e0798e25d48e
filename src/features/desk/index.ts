import type { Feature } from '#platform/feature.ts'
import type { DeskParts } from './desk-parts.ts'
import { deskPersonalData } from './own-data/personal-data.ts'
import { deskPages } from './pages/desk-pages.ts'
import { watchPromises } from './promises/watch-promises.ts'
import { takeMail } from './take-mail.ts'

export { type Added, addToCase, resolveCase } from './add-to-case.ts'
export { type Asked, askQuestion, type AskRefusal, type AskRequest } from './ask-question.ts'
export { bulkChange, type BulkRefusal, type CouldNot } from './bulk-change.ts'
export type * from './case-view.ts'
export { addNote, assignCase, closeCase, reopenCase, replyToCase } from './change-case.ts'
export * from './contract.ts'
export { countHandedOver } from './count-handed-over.ts'
export type { DeskParts, HelpItem } from './desk-parts.ts'
export { type Asker, findAskerCase, findMyCases } from './find-asker-case.ts'
export { findCase } from './find-case.ts'
export { findAttachment, type FoundAttachment } from './find-attachment.ts'
export { handOverCase, handToProgramme } from './hand-over.ts'
export { findInbox } from './inbox/find-inbox.ts'
export { mergeCase } from './merge-case.ts'
export { ROUTES as DESK_ROUTES } from './pages/addresses.ts'
export { setPromise } from './promises/set-promise.ts'
export type { AskerRefusal, DeskRefusal, ImpossibleWhy } from './refusal.ts'
export { fillText, findTexts, removeText, saveText } from './texts/text-modules.ts'

/** Questions to the network: asked by anybody, answered by a hub, by a time that was promised. */
export const deskFeature = (parts: DeskParts): Feature => ({
  name: 'desk',
  pages: (app) => deskPages(app, parts),
  tasks: [watchPromises(parts)],
  onMail: takeMail(parts),
  personalData: deskPersonalData,
})
