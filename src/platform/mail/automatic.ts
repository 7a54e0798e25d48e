/** Why a mail was not written by somebody who waits for an answer. Never answer it: two machines would go on for ever. */
export type Automatic = 'automatic-reply' | 'list' | 'bounce'

type Header = Readonly<{ key: string; value: string }> // the key in small letters

/**
 * What the headers say: Auto-Submitted (RFC 3834), the older ones that mail programs use, those of lists (RFC 2919,
 * 2369), an empty Return-Path and delivery reports (RFC 3464), and senders that nobody reads.
 */
export function automaticOf(headers: readonly Header[], fromAddress: string): Automatic | undefined {
  const has = (name: string, pattern = /\S/) =>
    headers.some(({ key, value }) => key === name && pattern.test(value))

  if (has('return-path', /^\s*<\s*>\s*$/) || has('content-type', /^multipart\/report\b/i)) return 'bounce'
  if (/^(mailer-daemon|postmaster)@/i.test(fromAddress)) return 'bounce'
  if (has('list-id') || has('list-unsubscribe') || has('precedence', /^\s*(list|bulk)\b/i)) return 'list'
  if (has('auto-submitted', /^\s*(?!no\s*(;|\(|$))\S/i)) return 'automatic-reply'
  if (has('x-auto-response-suppress', /^\s*(?!none\s*$)\S/i)) return 'automatic-reply'
  if (has('precedence', /^\s*(junk|auto_reply)\b/i)) return 'automatic-reply'
  if (has('x-autoreply') || has('x-autorespond')) return 'automatic-reply'
  return /^(no|do|niet)[-_.]?(not[-_.]?)?(reply|beantwoorden)@/i.test(fromAddress)
    ? 'automatic-reply'
    : undefined
}
