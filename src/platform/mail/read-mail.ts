import { createHash } from 'node:crypto'
import type { Address, Email } from 'postal-mime'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type DroppedAttachment, type KeptAttachment, sortAttachments } from './attachments.ts'
import { type Automatic, automaticOf } from './automatic.ts'
import { textOfHtml } from './html-text.ts'
import { isMailAddress } from './mail-address.ts'

/** A mail as it came in, made safe: plain text, no control characters, nothing endlessly long. */
export type ReadMail = Readonly<{
  fingerprint: string // the same for the same mail twice
  messageId: string // '' where it has none
  from: Readonly<{ address: string; name: string }> // the address in small letters; '' where it has none
  recipients: readonly string[] // of To, Cc and what the mail host noted
  subject: string
  text: string
  sentAt: Date | undefined // what the sender's clock said
  inReplyTo: string
  references: readonly string[]
  attachments: readonly KeptAttachment[]
  dropped: readonly DroppedAttachment[]
  automatic: Automatic | undefined
}>

const MAX_TEXT = 100_000 // characters; four hundred pages
const MAX_LINE = 500
const MAX_ADDRESSES = 100

/** Reads the bytes of a mail (RFC 5322); refuses what is none. */
export async function readMail(raw: Uint8Array): Promise<Result<ReadMail, 'not-a-mail'>> {
  const email = await parsed(raw)
  if (email === undefined || !email.headers.some(({ key }) => ENVELOPE.has(key))) return refuse('not-a-mail')

  const from = mailboxes(email.from ? [email.from] : [])[0] ?? { address: '', name: '' }
  const messageId = line(email.messageId ?? '')
  const { kept, dropped } = sortAttachments(
    email.attachments.map(({ filename, mimeType, content }) => ({
      name: filename ?? '',
      type: mimeType,
      content: bytesOf(content),
    })),
  )
  return ok({
    fingerprint: fingerprintOf(raw, messageId, from.address),
    messageId,
    from,
    recipients: recipientsOf(email),
    subject: line(email.subject ?? ''),
    text: plain(email.text?.trim() ? email.text : textOfHtml(email.html ?? '')),
    sentAt: dateOf(email.date),
    inReplyTo: line(email.inReplyTo ?? ''),
    references: (email.references ?? '').split(/\s+/, MAX_ADDRESSES).map(line).filter(Boolean),
    attachments: kept,
    dropped,
    automatic: automaticOf(email.headers, from.address),
  })
}

const ENVELOPE: ReadonlySet<string> = new Set(['from', 'to', 'date', 'subject', 'message-id', 'received'])

async function parsed(raw: Uint8Array): Promise<Email | undefined> {
  const { default: PostalMime } = await import('postal-mime')
  try {
    return await PostalMime.parse(raw, {
      forceRfc822Attachments: true, // what somebody forwards stays a file; it is not what they wrote
      maxNestingDepth: 20,
      maxHeadersSize: 256 * 1024,
    })
  } catch {
    return undefined
  }
}

/** By Message-ID and sender, so that nobody keeps another's mail out by its Message-ID. */
const fingerprintOf = (raw: Uint8Array, messageId: string, from: string) =>
  createHash('sha256')
    .update(messageId === '' ? raw : `${messageId}\n${from}`)
    .digest('hex')

const mailboxes = (addresses: readonly Address[]) =>
  addresses
    .flatMap((entry) => entry.group ?? entry)
    .map(({ address, name }) => ({ address: line(address).toLowerCase(), name: line(name) }))
    .filter(({ address }) => isMailAddress(address))
    .slice(0, MAX_ADDRESSES)

/** A mail host notes in one of these whom it delivers to. */
const DELIVERED = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to']

function recipientsOf(email: Email): string[] {
  const noted = email.headers
    .filter(({ key }) => DELIVERED.includes(key))
    .map(({ value }) =>
      value
        .trim()
        .replace(/^<(.*)>$/, '$1')
        .toLowerCase(),
    )
    .filter(isMailAddress)
  const named = mailboxes([...(email.to ?? []), ...(email.cc ?? [])]).map(({ address }) => address)
  return [...new Set([...noted, ...named])]
}

function dateOf(text: string | undefined): Date | undefined {
  const time = Date.parse(text ?? '')
  return time > 0 && time < Date.UTC(3000, 0) ? new Date(time) : undefined
}

const bytesOf = (content: ArrayBuffer | Uint8Array | string) =>
  typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)

/** One line, without what can't be seen. */
const line = (text: string) =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
    .slice(0, MAX_LINE)
    .toWellFormed()

const plain = (text: string) =>
  text
    .slice(0, MAX_TEXT)
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
