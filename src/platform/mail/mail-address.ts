/** 'Schakel <vraag@hub.example>' in its parts. */
export type Mailbox = Readonly<{ name: string; address: string }>

/** One plain address, with nothing in it that a mail header or a mail server could read otherwise. */
export const isMailAddress = (text: string) =>
  text.length <= 254 && /^[^\s@<>(),;:"\\[\]\p{Cc}]+@[^\s@<>(),;:"\\[\]\p{Cc}]+$/u.test(text)

/** 'name@host' or 'Name <name@host>'; undefined for anything else. */
export function readMailbox(text: string): Mailbox | undefined {
  const [, name = '', address = text.trim()] = /^([^<>\p{Cc}]*)<([^<>]+)>\s*$/u.exec(text) ?? []
  if (!isMailAddress(address)) return undefined
  return { name: name.trim().replace(/^"(.*)"$/, '$1'), address }
}

/** What comes after the last @, in small letters. */
export const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase()
