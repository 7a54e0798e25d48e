import { translator } from '#platform/i18n.ts'

/** What mails of the desk say. */
export const mailMessages = translator(
  {
    'asked.subject': (subject: string, tag: string) => `Uw vraag: ${subject} ${tag}`,
    'asked.typed': (number: number, tag: string) => `Vraag ${number} is ontvangen ${tag}`,
    'asked.hello': (name: string) => (name === '' ? 'Goedendag,' : `Beste ${name},`),
    'asked.owner': (owner: string, number: number) =>
      `${owner} heeft uw vraag ontvangen. Het nummer is ${number}.`,
    'asked.before': (when: string) => `U krijgt antwoord: ${when}.`,
    'asked.link':
      'Hier leest u het antwoord en kunt u iets toevoegen. Bewaar deze link en geef hem aan niemand anders:',
    'asked.page': 'Hier leest u het antwoord en kunt u iets toevoegen:',
    'asked.notYou': 'Hebt u niets gevraagd? Dan heeft iemand zich vergist. U hoeft niets te doen.',
    yours: 'Uw vraag:',
    'reply.subject': (subject: string, tag: string) => `Re: ${subject} ${tag}`,
    'reply.back': 'Wilt u reageren? Beantwoord dan deze mail.',
    'reply.number': (number: number) => `Vraag ${number}`,
    'handed.text': (name: string) =>
      `${name} kan u beter helpen met uw vraag en heeft hem overgenomen. Alles wat u schreef is meegegaan: u hoeft niets opnieuw te vertellen.`,
    'programme.goes': (name: string) =>
      `Uw vraag past het best bij ${name}. Wij hebben hem daar neergelegd, met uw naam en e-mailadres. U hoeft niets opnieuw te vertellen.`,
    'programme.where': (name: string) => `Uw vraag past het best bij ${name}. Stel hem daar.`,
    'programme.url': (url: string) => `Meer over hen: ${url}`,
    'programme.subject': (number: number, subject: string) => `Vraag ${number}: ${subject}`,
    'programme.from': (owner: string, programme: string) =>
      `${owner} geeft deze vraag door aan ${programme}. De vrager weet dat.`,
    'programme.why': 'Waarom:',
    'programme.who': (name: string, email: string) => `Vrager: ${[name, email].filter(Boolean).join(', ')}`,
    'programme.answer': 'Beantwoord deze mail om de vrager zelf te antwoorden.',
    'remind.subject': (number: number) => `Vraag ${number} wacht op antwoord`,
    'remind.body': (number: number, when: string) =>
      `Vraag ${number} is nog niet beantwoord. Beloofd: ${when}.`,
    'late.subject': (number: number) => `Vraag ${number} is te laat`,
    'late.body': (number: number, owner: string) =>
      `Vraag ${number} van ${owner} is niet op tijd beantwoord. U ziet hem nu ook, en kunt antwoorden of hem overdragen.`,
    'late.alone': (number: number, owner: string) =>
      `${owner} heeft geen adviseur, en vraag ${number} wacht. U kunt antwoorden of hem overdragen.`,
  },
  {
    'asked.subject': (subject, tag) => `Your question: ${subject} ${tag}`,
    'asked.typed': (number, tag) => `Question ${number} has been received ${tag}`,
    'asked.hello': (name) => (name === '' ? 'Hello,' : `Dear ${name},`),
    'asked.owner': (owner, number) => `${owner} has received your question. Its number is ${number}.`,
    'asked.before': (when) => `You will have an answer ${when}.`,
    'asked.link':
      'Here you can read the answer and add to your question. Keep this link, and give it to no one else:',
    'asked.page': 'Here you can read the answer and add to your question:',
    'asked.notYou': 'Did you not ask anything? Then somebody made a mistake, and you need not do anything.',
    yours: 'Your question:',
    'reply.subject': (subject, tag) => `Re: ${subject} ${tag}`,
    'reply.back': 'To respond, simply reply to this mail.',
    'reply.number': (number) => `Question ${number}`,
    'handed.text': (name) =>
      `${name} is better placed to help you and has taken over your question. All that you wrote went along: you need not tell it again.`,
    'programme.goes': (name) =>
      `Your question fits ${name} best. We have passed it on to them, with your name and e-mail address. You need not tell it again.`,
    'programme.where': (name) => `Your question fits ${name} best. Please ask it there.`,
    'programme.url': (url) => `More about them: ${url}`,
    'programme.subject': (number, subject) => `Question ${number}: ${subject}`,
    'programme.from': (owner, programme) =>
      `${owner} passes this question on to ${programme}. Whoever asked knows.`,
    'programme.why': 'Why:',
    'programme.who': (name, email) => `Asked by: ${[name, email].filter(Boolean).join(', ')}`,
    'programme.answer': 'Reply to this mail to answer them directly.',
    'remind.subject': (number) => `Question ${number} is waiting for an answer`,
    'remind.body': (number, when) => `Question ${number} has not been answered yet. Promised: ${when}.`,
    'late.subject': (number) => `Question ${number} is late`,
    'late.body': (number, owner) =>
      `Question ${number} of ${owner} was not answered in time. You see it now too, and can answer it or hand it over.`,
    'late.alone': (number, owner) =>
      `${owner} has no adviser, and question ${number} is waiting. You can answer it or hand it over.`,
  },
)
