import { asSchakelFor, attentionOf, offLink } from '#features/attention/index.ts'
import { hasConsent } from '#features/consent/index.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { isMailAddress } from '#platform/mail/mail-address.ts'
import { queueMail } from '#platform/mail/outbox.ts'
import { referralPath } from './addresses.ts'
import { mailMessages } from './mail-messages.ts'
import { type ReferralParts, siteOf, stepName } from './referral-parts.ts'
import { findContacts, findReferral, type ReferralRow, type Tx } from './repository.ts'
import {
  type Addressee,
  findAdviser,
  findEntryContact,
  findFirmPeople,
  findReceivers,
} from './people/repository.ts'

export type Moment = Readonly<{ parts: ReferralParts; now: Date }>
type T = ReturnType<typeof mailMessages>
type Words = Readonly<{ subject: string; body: string; go: string; why: string }>
type Letter = Readonly<{
  referral: ReferralRow
  key: string
  path: string
  isReminder: boolean
  words: (t: T, language: Language) => Words
}>

/** Tells whose turn it is; nothing when it is nobody's. As whoever acts; works as Schakel for a moment. */
export const mailTurn = (
  tx: Tx,
  id: string,
  moment: Moment,
  { isReminder = false }: { isReminder?: boolean } = {},
): Promise<void> =>
  asSchakelFor(tx, [], async () => {
    const referral = await findReferral(tx, id)
    if (referral === undefined || referral.turn === '') return
    const { turn, target, peerFirmId, firmId, version, state } = referral
    const key = `referral ${isReminder ? 'reminder ' : ''}${id} ${version}`
    const words = (t: T, language: Language) => wordsOf(referral, moment.parts, t, language)
    const letter = { referral, key, isReminder, words }
    if (turn === 'firm') {
      const kind = state === 'offered' ? referral.kind : 'reminder'
      await toFirm(tx, firmId, kind, { ...letter, path: referralPath.own(id) }, moment)
    } else if (target === 'peer' && peerFirmId !== undefined) {
      await toFirm(tx, peerFirmId, 'peer', { ...letter, path: referralPath.own(id) }, moment)
    } else if (target === 'entry') {
      await toReceivers(tx, { ...letter, path: referralPath.received(id) }, moment)
    }
  })

/** To the firm: it does not go ahead. */
export const mailDeclined = (tx: Tx, id: string, moment: Moment): Promise<void> =>
  asSchakelFor(tx, [], async () => {
    const referral = await findReferral(tx, id)
    if (referral === undefined) return
    const words = (t: T): Words => ({
      ...{ subject: t('declined.subject'), body: t('declined.body', titleOf(referral, t)) },
      ...{ go: t('declined.go'), why: t('why.running') },
    })
    const key = `referral declined ${id}`
    const letter = { referral, key, isReminder: false, words, path: referralPath.own(id) }
    await toFirm(tx, referral.firmId, 'reminder', letter, moment)
  })

/** To the adviser who referred: nobody reacted, or the firm said yes and there is nobody to tell it. */
export const mailAdviser = (
  tx: Tx,
  id: string,
  { parts, now }: Moment,
  why: 'remind.adviser' | 'unheard' = 'remind.adviser',
): Promise<void> =>
  asSchakelFor(tx, [], async () => {
    const referral = await findReferral(tx, id)
    if (referral?.adviserAccountId === undefined) return
    const person = await findAdviser(tx, referral.adviserAccountId)
    if (person === undefined || !isMailAddress(person.email)) return
    const t = mailMessages(person.language)
    const url = `${siteOf(parts)}${pathIn(person.language, referralPath.advised(id))}`
    const body = [
      t('hello', person.name),
      t(`${why}.body`, titleOf(referral, t)),
      `${t(`${why}.go`)}\n${url}`,
    ].join('\n\n')
    const key = `referral ${why === 'unheard' ? 'unheard' : 'silent'} ${id} ${referral.version}`
    await queueMail(tx, { key, recipient: person.email, subject: t(`${why}.subject`), body }, now)
  })

const titleOf = ({ title }: ReferralRow, t: T) => (title === '' ? t('peer') : title)

/** What the mail says in each state. */
function wordsOf(referral: ReferralRow, parts: ReferralParts, t: T, language: Language): Words {
  const { state, target, organisationName: hub, reason } = referral
  const title = titleOf(referral, t)
  const step = stepName(referral.step, parts, language) || title
  if (state === 'offered') {
    const isPeer = target === 'peer'
    const body = isPeer ? t('offered.body.peer', hub, step) : t('offered.body', hub, title)
    return {
      subject: isPeer ? t('offered.subject.peer') : t('offered.subject', title),
      body: [body, t('offered.why', reason), t('offered.yes')].join('\n\n'),
      ...{ go: t('offered.go'), why: t('why.offer', hub) },
    }
  }
  if (state === 'accepted' && target === 'peer')
    return { subject: t('ask.subject'), body: t('ask.body', step), go: t('ask.go'), why: t('ask.why') }
  if (state === 'agreed')
    return {
      ...{ subject: t('agreed.subject'), body: t('agreed.body', step) },
      ...{ go: t('agreed.go'), why: t('why.running') },
    }
  if (state === 'helped' || (target === 'peer' && state === 'contacted'))
    return {
      ...{ subject: t('helped.subject'), body: t('helped.body', title) },
      ...{ go: t('helped.go'), why: t('why.running') },
    }
  return {
    ...{ subject: t('accepted.subject'), body: t('accepted.body', hub, title) },
    ...{ go: t('accepted.go'), why: t('why.work') },
  }
}

/** Its people; not what the firm switched off. Each mail ends with why it came and a switch. */
async function toFirm(
  tx: Tx,
  firmId: string,
  kind: 'reminder' | ReferralRow['kind'],
  letter: Letter,
  { parts, now }: Moment,
): Promise<void> {
  const attention = (await attentionOf(tx, [firmId], now)).get(firmId)
  const isOff = attention?.unwantedKinds.includes(kind) === true
  const isTooMuch = letter.isReminder && attention?.unwantedKinds.includes('reminder') === true
  if (isOff || isTooMuch || !(await mayBeMailed(tx, firmId, letter.referral))) return
  const site = siteOf(parts)
  const people = await asSchakelFor(tx, [firmId], () => findFirmPeople(tx, firmId))
  for (const [index, person] of people.entries()) {
    const t = mailMessages(person.language)
    const off = await offLink(tx, { firmId, kind, now }, { site, language: person.language })
    const { why, ...words } = letter.words(t, person.language)
    const end = `-- \n${why}\n${t(kind === 'reminder' ? 'off.running' : 'off.offer')}\n${off.url}`
    await send(tx, person, `${letter.key} ${index}`, {
      ...letter,
      words,
      end,
      headers: off.headers,
      site,
      now,
    })
  }
}

/** Of an offer that nobody asked for only a firm that wants such mail; the others see it on their own page. */
const mayBeMailed = async (tx: Tx, firmId: string, { state, caseId }: ReferralRow): Promise<boolean> =>
  state !== 'offered' || caseId !== undefined || (await hasConsent(tx, firmId, 'reminders'))

/** Who receives for the organisation; where nobody can sign in, the address that it publishes, with whom to call. */
async function toReceivers(tx: Tx, letter: Letter, { parts, now }: Moment): Promise<void> {
  const { referral } = letter
  const { receiverId, receiverIsBureau, entryId, id } = referral
  if (receiverId === undefined) return
  const site = siteOf(parts)
  const people = await findReceivers(tx, { receiverId, receiverIsBureau })
  for (const [index, person] of people.entries()) {
    const { why, ...words } = letter.words(mailMessages(person.language), person.language)
    await send(tx, person, `${letter.key} ${index}`, { ...letter, words, end: `-- \n${why}`, site, now })
  }
  const published = entryId === undefined ? undefined : await findEntryContact(tx, entryId)
  const { firm } = await findContacts(tx, id)
  if (people.length > 0 || firm === undefined) return
  if (!isMailAddress(published?.contactEmail ?? ''))
    return letter.isReminder ? undefined : mailAdviser(tx, id, { parts, now }, 'unheard')
  const t = mailMessages('nl')
  const { subject, body } = letter.words(t, 'nl')
  const told = t('accepted.nobody', firm.firmName, firm.contactName, firm.phone, firm.email)
  const text = [t('hello', ''), body, told, t('accepted.nobody.why')].join('\n\n')
  const mail = { key: `${letter.key} 0`, recipient: published?.contactEmail ?? '', subject, body: text }
  await queueMail(tx, mail, now)
}

async function send(
  tx: Tx,
  person: Addressee,
  key: string,
  {
    words,
    end,
    headers,
    path,
    isReminder,
    site,
    now,
  }: Readonly<{
    words: Omit<Words, 'why'>
    end: string
    headers?: Awaited<ReturnType<typeof offLink>>['headers']
    path: string
    isReminder: boolean
    site: string
    now: Date
  }>,
): Promise<void> {
  if (!isMailAddress(person.email)) return
  const { language, email: recipient, name } = person
  const t = mailMessages(language)
  const { subject, body, go } = words
  const text = [
    ...[t('hello', name), isReminder ? t('remind.body') : '', body],
    ...[`${go}\n${site}${pathIn(language, path)}`, end],
  ]
  await queueMail(
    tx,
    {
      ...{ key, recipient, body: text.filter((part) => part !== '').join('\n\n') },
      subject: (isReminder ? t('remind.subject', subject) : subject).replace(/\s+/g, ' ').slice(0, 200),
      ...(headers === undefined ? {} : { headers }),
    },
    now,
  )
}
