import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ok } from '#engine/kernel/result.ts'
import type { Mailbox } from './mail-address.ts'
import type { Mailer } from './mailer.ts'
import { composeMessage } from './message.ts'

/** Writes messages as files in a folder, for whoever tries Schakel without a mail server. Told of every file. */
export function folderMailer(folder: string, from: Mailbox, written: (path: string) => void): Mailer {
  const open = async () => {
    await mkdir(folder, { recursive: true })
    return ok({
      deliver: async (mail: Parameters<typeof composeMessage>[0]) => {
        const time = mail.createdAt.toISOString().slice(0, 19).replaceAll(':', '')
        const path = join(folder, `${time}-${mail.id}.eml`)
        const draft = `${path}.draft`
        await writeFile(draft, await composeMessage(mail, from), { mode: 0o600 })
        await rename(draft, path)
        written(path)
        return { kind: 'accepted' } as const
      },
      close: () => {},
    })
  }
  return { open }
}
