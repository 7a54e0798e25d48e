import { randomInt } from 'node:crypto'
import type { Config } from '../config.ts'
import { mailboxesOf } from './mail-settings.ts'

/** Digits and capitals that nobody mistakes for each other when reading aloud (Crockford's base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 12

/** 60 bits of chance. Whoever has a token can add to a case by mail: check the sender too before you show anything. */
export const drawReplyToken = () =>
  Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')

/** The address that an answer comes back to: vraag+TOKEN@hub.example. */
export function replyAddress(token: string, config: Pick<Config, 'mailFrom' | 'mailInAddress'>): string {
  const { address } = mailboxesOf(config).mailIn
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at)}+${token}${address.slice(at)}`
}

/** What stands in a subject, for mail programs that answer to another address: [S-TOKEN]. */
export const subjectTag = (token: string) => `[S-${token}]`

/** The token in the address a mail was sent to, or else in its subject; in capitals. */
export function tokenOf(
  mail: Readonly<{ recipients: readonly string[]; subject: string }>,
): string | undefined {
  const inAddress = mail.recipients.map((address) => /\+([0-9a-z]{6,32})@/i.exec(address)?.[1])
  const inSubject = /\[S-([0-9a-z]{6,32})\]/i.exec(mail.subject)?.[1]
  return [...inAddress, inSubject].find((token) => token !== undefined)?.toUpperCase()
}
