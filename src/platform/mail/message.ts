import type { MailHeaders } from './outbox.ts'
import { domainOf, type Mailbox } from './mail-address.ts'

/** A message on its way out. */
export type OutgoingMail = Readonly<{
  id: string
  recipient: string
  subject: string
  body: string
  headers: MailHeaders
  createdAt: Date
}>

/** Made of the row's number: a message that is sent again has the same, and a receiver can see that. */
export const messageIdOf = (id: string, from: Mailbox) => `<${id}.schakel@${domainOf(from.address)}>`

/** Is it the Message-ID of a mail that this installation sent? */
export const isOwnMessageId = (messageId: string, from: Mailbox) =>
  new RegExp(`^<?[0-9a-f-]{36}\\.schakel@${escaped(domainOf(from.address))}>?$`, 'i').test(messageId.trim())

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The bytes of a message (RFC 5322), plain text in UTF-8. The same message gives the same bytes, always. */
export async function composeMessage(mail: OutgoingMail, from: Mailbox): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer') // 0.1 s, only when there is mail
  return new MailComposer({
    from,
    to: { name: '', address: mail.recipient },
    subject: mail.subject,
    text: mail.body,
    messageId: messageIdOf(mail.id, from),
    date: mail.createdAt,
    headers: { ...mail.headers },
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()
}
