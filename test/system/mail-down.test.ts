import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startWeb } from '../crash/web-process.ts'
import { startSmtpSink } from '../smtp-sink.ts'

const SPEED = 240 // an hour of the site is a quarter of a minute
const QUESTIONS = 25
const HOUR_MS = 3_600_000

/* Its clock runs fast, its timers do not: it looks every 20 seconds, and tries what has become due by its clock. */
test('the mail server is away for an hour: the site answers at once, and afterwards every mail arrives once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'schakel-mail-down-'))
  const { port, url: smtpUrl, stop } = await startSmtpSink()
  await stop() // nobody listens there any more
  const site = startWeb({
    ...{ DATA_DIR: folder, DATABASE_URL: '', SMTP_URL: smtpUrl, CLOCK_SPEED: String(SPEED) },
    MAIL_FROM: 'Schakel <vraag@hub.example>',
  })
  const url = await site.url
  await fetch(`${url}/vraag`)

  const began = performance.now()
  const times: number[] = []
  for (let n = 0; n < QUESTIONS; n++) {
    const before = performance.now()
    const asked = await ask(url, n)
    times.push(performance.now() - before)
    expect(asked.status).toBe(303)
    await pause(Math.max(0, began + ((n + 1) * HOUR_MS) / SPEED / QUESTIONS - performance.now()))
  }
  expect((performance.now() - began) * SPEED).toBeGreaterThan(0.99 * HOUR_MS)

  const sink = await startSmtpSink(port)
  for (let tries = 0; sink.mails.length < QUESTIONS && tries < 500; tries++) await pause(100)
  await pause(1_000) // for one too many
  await site.kill()
  await sink.stop()
  rmSync(folder, { recursive: true, force: true })

  const wanted = Array.from({ length: QUESTIONS }, (_, n) => `asker-${n}@firma.example`)
  expect(sink.mails.map(({ to }) => to).toSorted()).toEqual(wanted.toSorted())
  expect(new Set(sink.mails.map(({ messageId }) => messageId)).size).toBe(QUESTIONS)
  expect(times.toSorted((a, b) => a - b)[Math.floor(QUESTIONS / 2)]).toBeLessThan(1_000)
}, 120_000)

const ask = (url: string, n: number) =>
  fetch(`${url}/vraag`, {
    ...{ method: 'POST', redirect: 'manual', headers: { 'x-forwarded-for': `10.3.0.${n}` } },
    body: new URLSearchParams({
      ...{ question: 'Wij willen onze planning niet meer in Excel doen.', province: 'Gelderland', topic: '' },
      ...{ step: '', name: 'Vrager', email: `asker-${n}@firma.example`, doe: 'stel' },
    }),
  })
