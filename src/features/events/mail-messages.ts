import { translator } from '#platform/i18n.ts'

/** What mails about events say. */
export const mailMessages = translator(
  {
    hello: (name: string) => (name === '' ? 'Goedendag,' : `Beste ${name},`),
    when: 'Wanneer',
    where: 'Waar',
    online: 'online',
    link: 'Online meedoen',
    people: (count: number) => (count === 1 ? 'U komt met 1 persoon.' : `U komt met ${count} mensen.`),
    why: (title: string) => `U krijgt deze mail omdat u zich aanmeldde voor “${title}”.`,
    cancel: 'Kunt u niet? Meld u dan af. Dan kan een ander bedrijf komen:',
    more: 'Alles over dit evenement:',
    'placed.subject': (title: string) => `U hebt een plek: ${title}`,
    'placed.body': (title: string) => `U hebt een plek bij “${title}”.`,
    'waiting.subject': (title: string) => `U staat op de wachtlijst: ${title}`,
    'waiting.body': (title: string, number: number) =>
      `“${title}” is vol. U staat op de wachtlijst als nummer ${number}. Komt er een plek vrij voor u, dan krijgt u een mail.`,
    'listed.subject': (title: string) => `U doet mee aan de loting: ${title}`,
    'listed.body': (title: string, deadline: string) =>
      `U bent aangemeld voor “${title}”. Aanmelden kan nog ${deadline}. Zijn er dan meer aanmeldingen dan plekken, dan loten wij. Iedereen heeft dezelfde kans.`,
    'listed.code': (code: string) =>
      `Uw code in de loting is ${code}. Op de lijst staan alleen codes, geen namen.`,
    'listed.commitment': (commitment: string) =>
      `Dit ligt van tevoren vast: de hash van ons geheim is ${commitment}`,
    'listed.source': (source: string) => `Ook telt mee: ${source}`,
    'listed.how': 'Zo gaat de loting:',
    'closed.subject': (title: string) => `De lijst voor de loting is gesloten: ${title}`,
    'closed.body': (title: string, count: number, places: number) =>
      `De aanmelding voor “${title}” is gesloten: ${count} aanmeldingen voor ${places} plekken.`,
    'closed.hash': (hash: string) => `De hash van de lijst is ${hash}`,
    'closed.next': 'Zodra de loting gedaan is, krijgt u een mail.',
    'drawn.won': (title: string) => `U bent ingeloot voor “${title}”.`,
    'drawn.room': (title: string) =>
      `Er waren niet meer aanmeldingen dan plekken voor “${title}”. U hebt een plek.`,
    'drawn.lost.subject': (title: string) => `Niet ingeloot: ${title}`,
    'drawn.lost': (title: string) =>
      `U bent helaas niet ingeloot voor “${title}”. U staat op de wachtlijst. Komt er een plek vrij voor u, dan krijgt u een mail.`,
    'drawn.check': 'Zo is er geloot, en zo kunt u het narekenen:',
    'moved.subject': (title: string) => `Er is een plek voor u: ${title}`,
    'moved.body': (title: string) => `Er kwam een plek vrij bij “${title}”. Die is nu voor u.`,
    'changed.subject': (title: string) => `Gewijzigd: ${title}`,
    'changed.body': (title: string) => `“${title}” is gewijzigd. Dit geldt nu:`,
    'off.subject': (title: string) => `Gaat niet door: ${title}`,
    'off.body': (title: string, when: string) =>
      `“${title}” op ${when} gaat niet door. U hoeft niets te doen.`,
    'off.others': 'Andere evenementen:',
    'remind.subject.week': (title: string, days: number) =>
      days === 7 ? `Over een week: ${title}` : `Over ${days} dagen: ${title}`,
    'remind.subject.day': (title: string, when: string) => `Binnenkort: ${title}, ${when}`,
    'remind.body': (title: string) => `Hierbij herinneren wij u aan “${title}”.`,
    'remind.confirm': 'Laat even weten dat u komt:',
    'ask.subject': (title: string) => `Hoe was het? ${title}`,
    'ask.body': (title: string) =>
      `U was bij “${title}”, of had daar een plek. Had u er iets aan? Drie vragen, één minuut:`,
    'ask.private': 'Wie het organiseerde, ziet alleen aantallen, en pas vanaf vijf antwoorden.',
  },
  {
    hello: (name) => (name === '' ? 'Hello,' : `Dear ${name},`),
    when: 'When',
    where: 'Where',
    online: 'online',
    link: 'Join online',
    people: (count) => (count === 1 ? 'You come with 1 person.' : `You come with ${count} people.`),
    why: (title) => `You receive this mail because you signed up for “${title}”.`,
    cancel: 'Unable to come? Please cancel, so that another firm can:',
    more: 'All about this event:',
    'placed.subject': (title) => `You have a place: ${title}`,
    'placed.body': (title) => `You have a place at “${title}”.`,
    'waiting.subject': (title) => `You are on the waiting list: ${title}`,
    'waiting.body': (title, number) =>
      `“${title}” is full. You are number ${number} on the waiting list. If a place becomes free for you, we will mail you.`,
    'listed.subject': (title) => `You take part in the lottery: ${title}`,
    'listed.body': (title, deadline) =>
      `You have signed up for “${title}”. Others can still do so ${deadline}. If more sign up than there are places, we draw lots. Everyone has the same chance.`,
    'listed.code': (code) => `Your code in the lottery is ${code}. The list holds codes only, no names.`,
    'listed.commitment': (commitment) => `Fixed beforehand: the hash of our secret is ${commitment}`,
    'listed.source': (source) => `This counts too: ${source}`,
    'listed.how': 'How the lottery works:',
    'closed.subject': (title) => `The list for the lottery is closed: ${title}`,
    'closed.body': (title, count, places) =>
      `Sign-up for “${title}” is closed: ${count} signed up for ${places} places.`,
    'closed.hash': (hash) => `The hash of the list is ${hash}`,
    'closed.next': 'We will mail you as soon as the lottery has been drawn.',
    'drawn.won': (title) => `You have won a place at “${title}”.`,
    'drawn.room': (title) =>
      `No more firms signed up for “${title}” than there are places. You have a place.`,
    'drawn.lost.subject': (title) => `No place in the lottery: ${title}`,
    'drawn.lost': (title) =>
      `Sadly, the lottery gave you no place at “${title}”. You are on the waiting list. If a place becomes free for you, we will mail you.`,
    'drawn.check': 'This is how lots were drawn, and how you can check it:',
    'moved.subject': (title) => `There is a place for you: ${title}`,
    'moved.body': (title) => `A place at “${title}” became free. It is now yours.`,
    'changed.subject': (title) => `Changed: ${title}`,
    'changed.body': (title) => `“${title}” has changed. This is how it is now:`,
    'off.subject': (title) => `Cancelled: ${title}`,
    'off.body': (title, when) => `“${title}” on ${when} has been cancelled. You need not do anything.`,
    'off.others': 'Other events:',
    'remind.subject.week': (title, days) =>
      days === 7 ? `In a week: ${title}` : `In ${days} days: ${title}`,
    'remind.subject.day': (title, when) => `Soon: ${title}, ${when}`,
    'remind.body': (title) => `A reminder of “${title}”.`,
    'remind.confirm': 'Please let us know that you are coming:',
    'ask.subject': (title) => `How was it? ${title}`,
    'ask.body': (title) =>
      `You were at “${title}”, or had a place there. Was it of use to you? Three questions, one minute:`,
    'ask.private': 'Whoever organised it sees counts only, and only from five answers on.',
  },
)
