import type { Result } from '#engine/kernel/result.ts'
import type { OutgoingMail } from './message.ts'

/** Where mail goes: a mail server, or a folder. */
export type Mailer = Readonly<{
  /** Refuses, with a code, where the server can't be reached or lets nobody in: then no message was touched. */
  open: () => Promise<Result<MailConnection, string>>
}>

export type MailConnection = Readonly<{
  deliver: (mail: OutgoingMail) => Promise<Delivery>
  close: () => void
}>

/**
 * What became of one message. `refused` is a 5xx answer, `isAddress` says that it is about the recipient; `later` is
 * any other trouble. Where the connection `isBroken` nothing more goes over it. A reason is a code, never words: what
 * mail servers say names people.
 */
export type Delivery =
  | Readonly<{ kind: 'accepted' }>
  | Readonly<{ kind: 'refused'; isAddress: boolean; reason: string; isBroken: boolean }>
  | Readonly<{ kind: 'later'; reason: string; isBroken: boolean }>
