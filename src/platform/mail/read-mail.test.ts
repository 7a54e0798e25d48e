import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_ATTACHED_BYTES, sortAttachments } from './attachments.ts'
import { automaticOf } from './automatic.ts'
import { textOfHtml } from './html-text.ts'
import { isMailAddress, readMailbox } from './mail-address.ts'
import { isOwnMessageId, messageIdOf } from './message.ts'
import { readMail } from './read-mail.ts'
import { drawReplyToken, replyAddress, subjectTag, tokenOf } from './reply-token.ts'

const header = (line: string) => {
  const [, key = '', value = ''] = /^([^:]+):\s*(.*)$/.exec(line) ?? []
  return [{ key: key.toLowerCase(), value }]
}

test.each([
  ['Auto-Submitted: auto-replied', 'automatic-reply'],
  ['Auto-Submitted: auto-generated; x=y', 'automatic-reply'],
  ['Auto-Submitted: no', undefined],
  ['Auto-Submitted: no (a person)', undefined],
  ['Auto-Submitted: notification', 'automatic-reply'],
  ['X-Auto-Response-Suppress: All', 'automatic-reply'],
  ['X-Auto-Response-Suppress: None', undefined],
  ['Precedence: auto_reply', 'automatic-reply'],
  ['Precedence: bulk', 'list'],
  ['Precedence: list', 'list'],
  ['Precedence: first-class', undefined],
  ['List-Id: <x.example>', 'list'],
  ['Return-Path: <>', 'bounce'],
  ['Return-Path: <jan@smit.example>', undefined],
  ['Content-Type: multipart/report; report-type=delivery-status', 'bounce'],
  ['Subject: Automatisch antwoord', undefined],
])('%s says: %s', (line, expected) => {
  expect(automaticOf(header(line), 'jan@smit.example')).toBe(expected)
})

test.each([
  ['mailer-daemon@x.example', 'bounce'],
  ['no-reply@x.example', 'automatic-reply'],
  ['noreply@x.example', 'automatic-reply'],
  ['do_not_reply@x.example', 'automatic-reply'],
  ['nora@x.example', undefined],
])('from %s: %s', (address, expected) => {
  expect(automaticOf([], address)).toBe(expected)
})

test('an HTML mail becomes its words; what runs or is not seen is left out', () => {
  const html =
    '<html><head><title>t</title><style>p{}</style></head><body><!-- x > y --><p>Beste&nbsp;hub,</p><p>3 &lt; 5 &amp; ' +
    'caf&eacute;&#8364;<br>regel<script>alert("</p>")</script></p><table><tr><td>a</td><td>b</td></tr></table>' +
    '<img src=x onerror=alert(1)></body>'
  expect(textOfHtml(html)).toBe('Beste hub,\n\n3 < 5 & café€\nregel\n\na b')
})

test.each([
  ['unclosed tags', '<a '.repeat(400_000)],
  ['unclosed comments', '<!--'.repeat(400_000)],
  ['unclosed scripts', '<script>'.repeat(200_000)],
  ['table cells', '<td>'.repeat(250_000)],
  ['blanks', ' \n'.repeat(600_000)],
  ['entities', '&#'.repeat(500_000)],
])('a megabyte of %s takes no time', (_, html) => {
  const before = performance.now()
  textOfHtml(html)
  expect(performance.now() - before).toBeLessThan(2_000)
})

test('any bytes are read or refused, and what is read holds no control characters', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc
      .string({ unit: 'binary', maxLength: 200 })
      .map((body) => Buffer.from(`From: ${body}\r\nSubject: ${body}\r\n\r\n${body}`)),
  )
  await fc.assert(
    fc.asyncProperty(bytes, async (raw) => {
      const read = await readMail(raw)
      if (!read.ok) return
      const { subject, text, from, messageId, recipients } = read.value
      for (const field of [subject, from.name, from.address, messageId, ...recipients])
        expect(field).not.toMatch(/\p{Cc}/u)
      expect(text).not.toMatch(/[^\P{Cc}\n\t]/u)
      expect(from.address === '' || isMailAddress(from.address)).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test.each([
  ['offerte.pdf', 'application/pdf', undefined],
  ['tekening.STEP', 'application/octet-stream', undefined],
  ['blad.xlsx', 'application/zip', undefined],
  ['blad.xlsm', 'application/zip', 'dangerous'],
  ['factuur.pdf.exe', 'application/pdf', 'dangerous'],
  ['factuur.exe. ', 'application/pdf', 'dangerous'],
  ['factuur\u202efdp.exe', 'application/pdf', 'dangerous'],
  ['pagina', 'text/html', 'dangerous'],
  ['x.HTA', 'text/plain', 'dangerous'],
])('an attachment %s of type %s: %s', (name, type, why) => {
  const { kept, dropped } = sortAttachments([{ name, type, content: new Uint8Array(1) }])
  expect(dropped[0]?.why).toBe(why)
  expect(kept).toHaveLength(why === undefined ? 1 : 0)
})

test('attachments are kept up to five megabytes together; file names are only names', () => {
  const big = { type: 'application/pdf', content: new Uint8Array(MAX_ATTACHED_BYTES / 2) }
  const { kept, dropped } = sortAttachments([
    { ...big, name: '../../etc/passwd' },
    { ...big, name: 'C:\\x\\b.pdf' },
    { ...big, name: 'c.pdf' },
    { ...big, name: '', content: new Uint8Array(0) },
  ])
  expect(kept.map(({ name }) => name)).toEqual(['passwd', 'b.pdf', 'bijlage-4'])
  expect(dropped).toEqual([{ name: 'c.pdf', sizeBytes: MAX_ATTACHED_BYTES / 2, why: 'too-much' }])
})

test('a token goes out in an address or a subject and comes back, in any case', () => {
  const token = drawReplyToken()
  const config = { mailFrom: 'Hub <vraag@hub.example>' }
  expect(replyAddress('ABC123', config)).toBe('vraag+ABC123@hub.example')
  expect(replyAddress('ABC123', { ...config, mailInAddress: 'in@post.example' })).toBe(
    'in+ABC123@post.example',
  )
  const to = replyAddress(token, config)
  expect(tokenOf({ recipients: ['x@y.example', to.toLowerCase()], subject: '' })).toBe(token)
  expect(tokenOf({ recipients: ['vraag@hub.example'], subject: `Re: Uw vraag ${subjectTag(token)}` })).toBe(
    token,
  )
  expect(tokenOf({ recipients: ['vraag@hub.example'], subject: 'Re: Uw vraag' })).toBeUndefined()
})

test('an address is one plain address', () => {
  expect(readMailbox('Hub Oost <vraag@hub.example>')).toEqual({
    name: 'Hub Oost',
    address: 'vraag@hub.example',
  })
  expect(readMailbox('vraag@hub.example')).toEqual({ name: '', address: 'vraag@hub.example' })
  for (const wrong of ['', 'x', 'a@b, c@d', 'A <a@b>, B <c@d>', 'a@b\r\nBcc: c@d', '<a@b> x']) {
    expect(readMailbox(wrong)).toBeUndefined()
  }
})

test('our own Message-IDs are known, those of others are not', () => {
  const from = { name: '', address: 'vraag@hub.example' }
  const id = messageIdOf('0b0f5c0e-7c5c-4b7e-9a59-3e2d43d0c9a1', from)
  expect(isOwnMessageId(id, from)).toBe(true)
  expect(isOwnMessageId(id, { name: '', address: 'vraag@hubXexample' })).toBe(false)
  expect(isOwnMessageId('<x@hub.example>', from)).toBe(false)
})
