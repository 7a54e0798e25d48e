import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../test/database.ts'
import { type SmtpSink, startSmtpSink } from '../../../test/smtp-sink.ts'
import { handOverMail } from '#platform/mail/hand-over-mail.ts'
import { receiveMail } from '#platform/mail/inbox.ts'
import { sendDueMail } from '#platform/mail/send-mail.ts'
import { smtpMailer } from '#platform/mail/smtp-mailer.ts'
import { addNote, closeCase, replyToCase } from './change-case.ts'
import { type Desk, desk, HOUR_MS, parts, value } from './desk-people.test-data.ts'
import { findAskerCase } from './find-asker-case.ts'
import { findAttachment } from './find-attachment.ts'
import { mergeCase } from './merge-case.ts'
import { takeMail, withoutQuote } from './take-mail.ts'

const BOX = { name: 'Schakel', address: 'vraag@hub.example' }

describe('what stands below as a quote', () => {
  test.each([
    ['Dank u.\n\nOp ma 30 nov 2026 schreef Els:\n> Begin klein.\n> Els', 'Dank u.'],
    ['Dank u.\n\nOn Mon, 30 Nov 2026 Els wrote:\n> Begin\n\n', 'Dank u.'],
    ['> Welk ERP?\nDit ERP.\n> Waarom?\nDaarom.', '> Welk ERP?\nDit ERP.\n> Waarom?\nDaarom.'],
    ['> alleen een quote', '> alleen een quote'],
    ['Zonder quote:', 'Zonder quote:'],
  ])('of %j stays %j', (text, expected) => {
    expect(withoutQuote(text)).toBe(expected)
  })
})

describeOnDatabases('mail of the desk', (use) => {
  const started: { site?: Desk; sink?: SmtpSink } = {}
  const siteOf = () => started.site ?? expect.fail('no site')
  const sinkOf = () => started.sink ?? expect.fail('no mail server')
  beforeEach(async () => {
    started.site = await desk(use())
    started.sink = await startSmtpSink()
  })
  afterEach(() => started.sink?.stop())

  const send = () => sendDueMail(siteOf().ctx, { mailer: smtpMailer(sinkOf().url, BOX) })
  const failed: unknown[] = []
  const handOver = () =>
    handOverMail(siteOf().ctx, takeMail(parts), { report: (error) => failed.push(error) })
  /** A mail as a mail program sends it. */
  const arrive = async (
    headers: Readonly<Record<string, string>>,
    body = 'Dank u.',
    id = crypto.randomUUID(),
  ) => {
    const all = {
      From: 'Jan <jan@firma.example>',
      To: 'vraag@hub.example',
      Subject: 'Re: ERP',
      'Message-ID': `<${id}@firma.example>`,
      ...headers,
    }
    const raw = `${Object.entries(all)
      .map(([name, text]) => `${name}: ${text}`)
      .join('\r\n')}\r\n\r\n${body}`
    value(await receiveMail(siteOf().ctx, Buffer.from(raw), { mailFrom: BOX, mailIn: BOX }))
    await handOver()
    expect(failed).toEqual([])
  }
  const replyTo = () => {
    const raw = sinkOf().mails.at(-1)?.raw ?? ''
    return /^reply-to: <?([^>\r\n]+)>?/im.exec(raw)?.[1] ?? ''
  }
  const numberOfCases = async () => (await sql`select 1 from desk_case`.execute(use().db)).rows.length

  test('there and back: an answer leaves over SMTP, and what is answered to it joins the case', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    const asked = await site.ask()
    value(await replyToCase(site.ctx, parts, els, asked.id, { version: 1, words: 'Begin klein.' }))
    expect(await send()).toMatchObject({ sent: 2 })
    expect(await send()).toMatchObject({ sent: 0 })
    expect(sinkOf().mails.map(({ to }) => to)).toEqual(['jan@firma.example', 'jan@firma.example'])
    expect(replyTo()).toMatch(/^vraag\+[0-9A-Z]{12}@hub\.example$/)

    const id = crypto.randomUUID()
    await arrive({ To: replyTo() }, 'En dan?\r\n\r\nOp maandag schreef Els:\r\n> Begin klein.', id)
    await arrive({ To: replyTo() }, 'En dan?\r\n\r\nOp maandag schreef Els:\r\n> Begin klein.', id) // delivered twice
    expect(await numberOfCases()).toBe(1)
    const view = await site.see(els, asked.id)
    expect(view).toMatchObject({ state: 'open', lastFrom: 'asker' })
    expect(view.messages.map(({ kind, body }) => [kind, body])).toEqual([
      ['question', 'Welk ERP past bij ons?'],
      ['answer', 'Begin klein.'],
      ['question', 'En dan?'],
    ])
    expect((await findAskerCase(site.ctx, asked.asker))?.messages).toHaveLength(3)
    expect(await site.mails()).toHaveLength(2) // an answer is not confirmed
  })

  test('a mail to the desk becomes a case of the bureau, confirmed with a link that works', async () => {
    const site = siteOf()
    const bureau = await site.bureau()
    await arrive({ Subject: '=?utf-8?Q?Subsidie_voor_onze_lasrobot=3F?=' }, 'Bestaat die?')
    const [mail] = await site.mails()
    const token = /\/vraag\/([\w-]{43})/.exec(mail?.body ?? '')?.[1] ?? ''
    const view = await findAskerCase(site.ctx, { linkToken: token })
    expect(view).toMatchObject({
      subject: 'Subsidie voor onze lasrobot?',
      organisationName: 'Programmabureau Smart Industry',
    })
    expect(await site.see(bureau, view?.id ?? '')).toMatchObject({ askerName: 'Jan', source: 'mail' })
  })

  test('from whom a hub knows it goes to that hub', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    await site.ask()
    await arrive({ Subject: 'Iets anders' })
    const other = (await site.see(els, (await newest()) ?? '')).others
    expect(other).toHaveLength(1)
  })
  const newest = async () =>
    (await sql<{ id: string }>`select id from desk_case order by number desc limit 1`.execute(use().db))
      .rows[0]?.id

  test('a token in other hands opens nothing: what comes from another address is a case of its own', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    const asked = await site.ask()
    await send()
    await arrive({ From: 'Mallory <mallory@x.example>', To: replyTo() }, 'Ik ben Jan.')
    expect((await site.see(els, asked.id)).messages).toHaveLength(1)
    const bureau = await site.bureau()
    const made = await site.see(bureau, (await newest()) ?? '')
    expect(made.messages.map(({ kind, body }) => [kind, body])).toEqual([
      ['question', 'Ik ben Jan.'],
      ['event', `≠ ${asked.number}`],
    ])
  })

  test.each([
    [{ 'Auto-Submitted': 'auto-replied' }],
    [{ From: 'MAILER-DAEMON@firma.example', 'Return-Path': '<>' }],
    [{ Precedence: 'list', 'List-Id': '<x.firma.example>' }],
  ])(
    'what a machine says of a case is noted there, opens nothing and is never answered: %o',
    async (headers) => {
      const site = siteOf()
      const els = await site.adviser('els@oost.example', 'oost')
      const asked = await site.ask()
      value(await replyToCase(site.ctx, parts, els, asked.id, { version: 1, words: 'Begin klein.' }))
      await send()
      const before = (await site.mails()).length
      await arrive({ To: replyTo(), ...headers }, 'Ik ben op vakantie.')
      const view = await site.see(els, asked.id)
      expect(view.state).toBe('answered')
      expect(view.messages.at(-1)).toMatchObject({ kind: 'event', event: 'mail' })
      expect(await numberOfCases()).toBe(1)
      expect(await site.mails()).toHaveLength(before)
    },
  )

  test('without a case an automatic mail is a case that is not answered, and a bounce is none', async () => {
    const site = siteOf()
    await arrive({ 'Auto-Submitted': 'auto-replied' })
    expect(await numberOfCases()).toBe(1)
    await arrive({ From: 'MAILER-DAEMON@firma.example' })
    expect(await numberOfCases()).toBe(1)
    expect(await site.mails()).toEqual([])
  })

  test('attachments are kept for both sides; what was dropped is said', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    const nora = await site.adviser('nora@noord.example', 'noord')
    const asked = await site.ask()
    await send()
    const part = (name: string, type: string, content: string) =>
      `--x\r\nContent-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\n${content}\r\n`
    const body = `--x\r\nContent-Type: text/plain\r\n\r\nZie bijlage.\r\n${part('stuklijst.csv', 'text/csv', 'a,b')}${part('virus.exe', 'application/x-msdownload', 'MZ')}--x--\r\n`
    await arrive(
      { To: replyTo(), 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=x' },
      body,
    )
    const message = (await site.see(els, asked.id)).messages.at(-1)
    expect(message).toMatchObject({
      body: 'Zie bijlage.',
      dropped: [{ name: 'virus.exe', why: 'dangerous' }],
    })
    const [file] = message?.attachments ?? []
    expect(file).toMatchObject({ name: 'stuklijst.csv', bytes: 4 })
    const id = file?.id ?? ''
    for (const who of [{ actor: els }, asked.asker]) {
      expect(
        Buffer.from(value(await findAttachment(site.ctx, who, id)).content)
          .toString()
          .trim(),
      ).toBe('a,b')
    }
    const other = await site.ask({ email: 'piet@x.example' })
    for (const who of [{ actor: nora }, other.asker, { linkToken: '' }]) {
      expect(await findAttachment(site.ctx, who, id)).toEqual({ ok: false, error: 'not-found' })
    }
  })

  test('an answer to what was merged joins the case that lives on; to what is closed opens it', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    const first = await site.ask()
    site.later(1)
    const second = await site.ask()
    await send()
    const ofSecond = `vraag+${(await sql<{ token: string }>`select reply_token as token from desk_case where id = ${second.id}`.execute(use().db)).rows[0]?.token}@hub.example`
    value(await mergeCase(site.ctx, parts, els, second.id, { version: 1, into: first.id }))
    value(await closeCase(site.ctx, parts, els, first.id, { version: 2, outcome: 'by-phone' }))
    site.later(HOUR_MS)
    await arrive({ To: ofSecond }, 'Toch nog iets.')
    const view = await site.see(els, first.id)
    expect(view).toMatchObject({ state: 'open' })
    expect(view.messages.at(-1)?.body).toBe('Toch nog iets.')
  })

  test('hostile mail comes through as words', async () => {
    const site = siteOf()
    const bureau = await site.bureau()
    await arrive(
      { From: '"<script>" <evil@x.example>', Subject: "'; drop table desk_case --" },
      `${'x'.repeat(90_000)}\u0000\u202e`,
    )
    await arrive({ From: 'undisclosed', Subject: '' }, '')
    await arrive({ From: `${'a'.repeat(300)}@x.example` }, '> > >')
    expect(await numberOfCases()).toBe(3)
    const inbox = await sql<{ id: string }>`select id from desk_case order by number`.execute(use().db)
    const long = await site.see(bureau, inbox.rows[0]?.id ?? '')
    expect(long.messages[0]?.body.length).toBeLessThanOrEqual(20_000)
    expect(long.messages[0]?.dropped).toMatchObject([{ name: 'mail.txt' }])
    value(await addNote(site.ctx, parts, bureau, long.id, { words: 'spam' }))
  })

  test('a case without an address to write to is answered on the page alone', async () => {
    const site = siteOf()
    const bureau = await site.bureau()
    await arrive({ From: 'undisclosed' }, 'Wie leest dit?')
    const id = (await newest()) ?? ''
    value(await replyToCase(site.ctx, parts, bureau, id, { version: 1, words: 'Wij.' }))
    expect(await site.mails()).toEqual([])
  })
})
