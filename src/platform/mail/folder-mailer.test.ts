import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderMailer } from './folder-mailer.ts'

test('a mail is a file to send and a file to read, in which a long link stands whole', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'schakel-mail-'))
  const written: string[] = []
  const mailer = folderMailer(folder, { name: 'Schakel', address: 'schakel@localhost' }, (path) =>
    written.push(path),
  )
  const link = `http://127.0.0.1:3000/inloggen/link/${'a'.repeat(43)}`

  const opened = await mailer.open()
  if (!opened.ok) throw new Error('a folder can always be opened')
  await opened.value.deliver({
    id: '00000000-0000-4000-8000-000000000001',
    recipient: 'jan@example.org',
    subject: 'Inloggen één keer',
    body: `Klik op ${link} om in te loggen.`,
    headers: {},
    createdAt: new Date('2026-11-23T09:00:00Z'),
  })

  expect(
    readdirSync(folder)
      .map((name) => name.slice(-4))
      .toSorted(),
  ).toEqual(['.eml', '.txt'])
  expect(readFileSync(written[0] ?? '', 'utf8')).toContain(link)
  expect(statSync(written[0] ?? '').mode & 0o077).toBe(0) // it may let somebody in
  rmSync(folder, { recursive: true })
})
