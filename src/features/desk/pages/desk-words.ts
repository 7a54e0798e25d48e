import { type Language, translator } from '#platform/i18n.ts'
import type { MessageView } from '../case-view.ts'
import { OUTCOMES, type Outcome, TOPICS, type Topic } from '../contract.ts'
import type { ImpossibleWhy } from '../refusal.ts'
import type { Choice } from './form-fields.ts'
import { momentText } from './promise-words.ts'

const messages = translator(
  {
    'topic.software': 'Software',
    'topic.machines': 'Machines en robots',
    'topic.data': 'Gegevens en meten',
    'topic.people': 'Mensen en scholing',
    'topic.money': 'Geld en subsidie',
    'topic.security': 'Veilige computers',
    'topic.chain': 'Klanten en leveranciers',
    'topic.other': 'Iets anders',
    'outcome.solved': 'Opgelost',
    'outcome.by-phone': 'Afgehandeld per telefoon',
    'outcome.elsewhere': 'Iemand anders helpt verder',
    'outcome.no-response': 'Geen reactie meer',
    'outcome.withdrawn': 'De vraag is ingetrokken',
    'outcome.spam': 'Geen echte vraag',
    'event.taken': (by: string) => `${by} pakte de vraag op`,
    'event.assigned': (by: string, to: string) => `${by} gaf de vraag aan ${to}`,
    'event.let-go': (by: string) => `${by} legde de vraag terug: hij is van niemand`,
    'event.handed-over': (by: string, to: string) => `${by} droeg de vraag over aan ${to}`,
    'event.programme': (by: string, to: string) => `${by} droeg de vraag over aan ${to}`,
    'event.merged': (by: string, number: string) => `${by} voegde vraag ${number} hierbij`,
    'event.closed': (by: string, outcome: string) => `${by} sloot de vraag: ${outcome}`,
    'event.reopened': (by: string) => `${by} opende de vraag weer`,
    'event.reminded': (by: string) => `${by} herinnerde aan de beloofde tijd`,
    'event.escalated': (by: string) => `${by} gaf de vraag door aan het bureau: te laat`,
    'event.mail': (_by: string, what: string) => `automatische mail: ${what}`,
    'event.otherSender': (number: string) =>
      `kwam als antwoord op vraag ${number}, maar van een ander adres; daarom een nieuwe vraag`,
    'why.merged': 'Deze vraag is samengevoegd met een andere. Ga daar verder.',
    'why.closed': 'Deze vraag is gesloten. Open hem eerst weer.',
    'why.not-answered':
      'De vrager kreeg nog geen antwoord. Stuur eerst een antwoord, of kies een andere afloop.',
    'why.not-closed': 'Deze vraag is al open.',
    'why.no-colleague': 'Deze collega kan de vraag niet krijgen. Kies een ander.',
    'why.no-organisation': 'Aan deze organisatie kunt u niet overdragen. Kies een andere.',
    'why.handed-over-before': 'Deze vraag is al eens overgedragen. Dat kan één keer.',
    'why.no-programme': 'Dit programma is er niet meer. Kies een ander.',
    'why.other-asker': 'Die vraag is van iemand anders. Alleen vragen van dezelfde vrager kunnen samen.',
    'why.same-case': 'Dat is deze vraag zelf.',
  },
  {
    'topic.software': 'Software',
    'topic.machines': 'Machines and robots',
    'topic.data': 'Data and measuring',
    'topic.people': 'People and training',
    'topic.money': 'Money and grants',
    'topic.security': 'Safe computers',
    'topic.chain': 'Customers and suppliers',
    'topic.other': 'Something else',
    'outcome.solved': 'Solved',
    'outcome.by-phone': 'Dealt with by phone',
    'outcome.elsewhere': 'Someone else takes it further',
    'outcome.no-response': 'No further response',
    'outcome.withdrawn': 'The question was withdrawn',
    'outcome.spam': 'Not a real question',
    'event.taken': (by) => `${by} took the question`,
    'event.assigned': (by, to) => `${by} gave the question to ${to}`,
    'event.let-go': (by) => `${by} put the question back: it is nobody’s`,
    'event.handed-over': (by, to) => `${by} handed the question over to ${to}`,
    'event.programme': (by, to) => `${by} handed the question over to ${to}`,
    'event.merged': (by, number) => `${by} joined question ${number} with this one`,
    'event.closed': (by, outcome) => `${by} closed the question: ${outcome}`,
    'event.reopened': (by) => `${by} reopened the question`,
    'event.reminded': (by) => `${by} sent a reminder of the promised time`,
    'event.escalated': (by) => `${by} passed the question on to the bureau: late`,
    'event.mail': (_by, what) => `automatic mail: ${what}`,
    'event.otherSender': (number) =>
      `came in reply to question ${number}, but from another address; so it is a new question`,
    'why.merged': 'This question has been joined with another. Go on there.',
    'why.closed': 'This question is closed. Reopen it first.',
    'why.not-answered': 'The asker has had no answer yet. Send an answer first, or choose another outcome.',
    'why.not-closed': 'This question is open already.',
    'why.no-colleague': 'This colleague cannot have the question. Choose someone else.',
    'why.no-organisation': 'You cannot hand over to this organisation. Choose another.',
    'why.handed-over-before': 'This question has been handed over before. That can be done once.',
    'why.no-programme': 'This programme is no longer there. Choose another.',
    'why.other-asker': 'That question is someone else’s. Only questions of the same asker can be joined.',
    'why.same-case': 'That is this question itself.',
  },
)

export const topicText = (topic: Topic, language: Language): string => messages(language)(`topic.${topic}`)

export const topicChoices = (language: Language): readonly Choice[] =>
  TOPICS.map((topic) => ({ value: topic, label: topicText(topic, language) }))

/** A topic as it stands in the database; nothing for one that is no longer there. */
export function knownTopicText(topic: string, language: Language): string {
  const known = TOPICS.find((one) => one === topic)
  return known === undefined ? '' : topicText(known, language)
}

/** How a case ended. */
export const outcomeText = (outcome: Outcome, language: Language): string =>
  messages(language)(`outcome.${outcome}`)

export const outcomeChoices = (language: Language, prefix = ''): readonly Choice[] =>
  OUTCOMES.map((outcome) => ({ value: `${prefix}${outcome}`, label: outcomeText(outcome, language) }))

/** What a case does not allow as it stands, and what to do instead. */
export const whyText = (why: ImpossibleWhy, language: Language): string => messages(language)(`why.${why}`)

/** "vandaag, 9.12 uur: Marieke Visser gaf de vraag aan Joost de Wit". */
export const eventText = (
  message: MessageView,
  moment: Readonly<{ now: Date; language: Language }>,
): string => `${momentText(message.at, moment)}: ${whatHappened(message, moment.language)}`

function whatHappened({ event, body, authorName }: MessageView, language: Language): string {
  const t = messages(language)
  const by = authorName === '' ? 'Schakel' : authorName
  if (event === 'assigned' && body === '') return t('event.let-go', by)
  if (event === 'assigned' && body === authorName) return t('event.taken', by)
  if (event === 'closed') {
    const outcome = OUTCOMES.find((one) => one === body)
    return t('event.closed', by, outcome === undefined ? body : outcomeText(outcome, language).toLowerCase())
  }
  if (event === 'mail' && body.startsWith('≠ ')) return t('event.otherSender', body.slice(2))
  if (event === undefined || event === 'note') return body
  return t(`event.${event}`, by, body)
}
