import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ok } from '#engine/kernel/result.ts'
import type { Mailbox } from './mail-address.ts'
import type { Mailer } from './mailer.ts'
import { composeMessage } from './message.ts'

/**
 * Writes messages as files in a folder, for whoever tries Schakel without a mail server: each as it would have been
 * sent (.eml, in which long lines are broken) and as text to read. Told of every text.
 */
export function folderMailer(folder: string, from: Mailbox, written: (path: string) => void): Mailer {
  const open = async () => {
    await mkdir(folder, { recursive: true })
    return ok({
      deliver: async (mail: Parameters<typeof composeMessage>[0]) => {
        const time = mail.createdAt.toISOString().slice(0, 19).replaceAll(':', '')
        const path = join(folder, `${time}-${mail.id}`)
        await writeWhole(`${path}.eml`, await composeMessage(mail, from))
        await writeWhole(`${path}.txt`, `${mail.recipient}\n${mail.subject}\n\n${mail.body}`)
        written(`${path}.txt`)
        return { kind: 'accepted' } as const
      },
      close: () => {},
    })
  }
  return { open }
}

/** A reader never meets half a file. */
async function writeWhole(path: string, content: string | Buffer): Promise<void> {
  const draft = `${path}.draft`
  await writeFile(draft, content, { mode: 0o600 })
  await rename(draft, path)
}
