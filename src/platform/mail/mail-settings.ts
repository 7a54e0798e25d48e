import { join } from 'node:path'
import type { Config } from '../config.ts'
import { folderMailer } from './folder-mailer.ts'
import { type Mailbox, readMailbox } from './mail-address.ts'
import type { Mailer } from './mailer.ts'
import { smtpMailer } from './smtp-mailer.ts'

export type MailConfig = Pick<Config, 'smtpUrl' | 'mailFrom' | 'mailInAddress' | 'mailInSecret' | 'dataDir'>

/** Does mail leave, or is it written to files for whoever tries Schakel on a machine of their own? */
export const mailGoesTo = ({ smtpUrl }: Pick<Config, 'smtpUrl'>): 'smtp' | 'folder' =>
  smtpUrl === undefined ? 'folder' : 'smtp'

/** For a network of which nobody may get mail. */
export function withoutMailServer<C extends Pick<Config, 'smtpUrl'>>(config: C): Omit<C, 'smtpUrl'> {
  const { smtpUrl: _server, ...rest } = config
  return rest
}

/** Where that is. */
export const mailFolderOf = ({ dataDir }: Pick<Config, 'dataDir'>) => join(dataDir, 'mail')

/** Whom mail is from, and where answers come back to. */
export function mailboxesOf({
  mailFrom = '',
  mailInAddress = '',
}: Pick<Config, 'mailFrom' | 'mailInAddress'>): Readonly<{ mailFrom: Mailbox; mailIn: Mailbox }> {
  const from = readMailbox(mailFrom) ?? { name: 'Schakel', address: 'schakel@localhost' }
  return { mailFrom: from, mailIn: readMailbox(mailInAddress) ?? from }
}

/** The mail server of the settings, or the folder; `say` gets a line for each file. */
export function mailerOf(config: MailConfig, say: (line: string) => void): Mailer {
  const { mailFrom } = mailboxesOf(config)
  return config.smtpUrl === undefined
    ? folderMailer(mailFolderOf(config), mailFrom, (path) => say(`Mail, not sent but written to ${path}`))
    : smtpMailer(config.smtpUrl, mailFrom)
}
