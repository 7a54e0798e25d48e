import { translator } from '#platform/i18n.ts'

/** Sentences of mails. */
export const mailMessages = translator(
  {
    hello: (name: string) => (name === '' ? 'Goedendag,' : `Beste ${name},`),
    'offered.subject': (title: string) => `Past dit bij u? ${title}`,
    'offered.subject.peer': 'Past dit bij u? Praten met een ondernemer die het al deed',
    'offered.body': (hub: string, title: string) => `${hub} wil u doorverwijzen naar: ${title}.`,
    'offered.body.peer': (hub: string, step: string) =>
      `${hub} kent een ondernemer, geen concurrent, die al bezig is met: ${step}. Die wil er met u over praten. Wie het is hoort u als de ander ook ja zegt.`,
    'offered.why': (reason: string) => `Waarom u: ${reason}`,
    'offered.yes':
      'Zegt u ja, dan geven wij door wie zij kunnen bellen. Zegt u niets, dan geven wij niets door.',
    'offered.go': 'Zeg hier ja of nee:',
    'accepted.subject': 'Een bedrijf wil door u geholpen worden',
    'accepted.body': (hub: string, title: string) =>
      `${hub} verwees een bedrijf naar u door voor: ${title}. Het bedrijf zei ja.`,
    'accepted.go': 'Hier ziet u wie het is en wat u doorgeeft als er contact is:',
    'accepted.nobody': (name: string, contact: string, phone: string, email: string) =>
      ['Het bedrijf gaf dit door:', name, contact, phone, email].filter((part) => part !== '').join('\n'),
    'accepted.nobody.why':
      'Bij uw organisatie heeft nog niemand een account bij Schakel. Antwoord op deze mail om er een te krijgen.',
    'ask.subject': 'Wilt u met een collega-ondernemer praten?',
    'ask.body': (step: string) =>
      `Een ondernemer, geen concurrent, wil graag met u praten over: ${step}. Wie het is hoort u als u ja zegt; de ander hoort dan ook wie u bent.`,
    'ask.go': 'Zeg hier ja of nee:',
    'ask.why': 'U krijgt deze mail omdat u vertelde dat u over deze stap wilt praten.',
    'agreed.subject': 'De ander zei ja',
    'agreed.body': (step: string) =>
      `De ondernemer die u wilde spreken over ${step} zei ja. U kunt nu contact opnemen.`,
    'agreed.go': 'Hier ziet u wie het is:',
    'helped.subject': 'Wat bracht het op?',
    'helped.body': (title: string) => `U bent geholpen: ${title}. Wat kwam eruit? Twee zinnen zijn genoeg.`,
    'helped.go': 'Vertel het hier:',
    'declined.subject': 'Het gaat niet door',
    'declined.body': (title: string) =>
      `Dit gaat niet door: ${title}. Wie u kon bellen is gewist. Uw hub kan iets anders voor u zoeken.`,
    'declined.go': 'Hier ziet u wat er gebeurde:',
    'remind.subject': (subject: string) => `Herinnering: ${subject}`,
    'remind.body': 'Dit wacht vijf werkdagen op u:',
    'remind.adviser.subject': 'Geen reactie in vijf werkdagen',
    'remind.adviser.body': (title: string) =>
      `Op deze doorverwijzing kwam in vijf werkdagen geen reactie: ${title}.`,
    'remind.adviser.go': 'Bel eens, of trek hem in:',
    'unheard.subject': 'Een bedrijf zei ja, en wij kunnen het niemand laten weten',
    'unheard.body': (title: string) =>
      `U verwees een bedrijf door: ${title}. Het zei ja. Daar heeft nog niemand een account, en er staat geen mailadres in het overzicht. Geeft u het door?`,
    'unheard.go': 'Wie zij kunnen bellen staat hier:',
    peer: 'praten met een collega-ondernemer',
    'why.running': 'U krijgt deze mail omdat u doorverwezen bent en hierop ja zei.',
    'why.offer': (hub: string) => `U krijgt deze mail omdat ${hub} denkt dat dit bij uw bedrijf past.`,
    'why.work': 'U krijgt deze mail omdat u doorverwijzingen ontvangt voor uw organisatie.',
    'off.offer': 'Liever geen aanbod van deze soort? Eén klik:',
    'off.running': 'Liever geen mail over wat al loopt? Eén klik:',
  },
  {
    hello: (name) => (name === '' ? 'Hello,' : `Dear ${name},`),
    'offered.subject': (title) => `Is this for you? ${title}`,
    'offered.subject.peer': 'Is this for you? Talk with an entrepreneur who did it already',
    'offered.body': (hub, title) => `${hub} would like to refer you to: ${title}.`,
    'offered.body.peer': (hub, step) =>
      `${hub} knows an entrepreneur, not a competitor, who has taken this step: ${step}. They are willing to talk with you. You hear who it is once they say yes too.`,
    'offered.why': (reason) => `Why you: ${reason}`,
    'offered.yes': 'If you say yes, we pass on whom they can call. If you say nothing, we pass on nothing.',
    'offered.go': 'Say yes or no here:',
    'accepted.subject': 'A firm would like your help',
    'accepted.body': (hub, title) => `${hub} referred a firm to you for: ${title}. The firm said yes.`,
    'accepted.go': 'See who it is, and tell us once you are in contact:',
    'accepted.nobody': (name, contact, phone, email) =>
      ['The firm passed on:', name, contact, phone, email].filter((part) => part !== '').join('\n'),
    'accepted.nobody.why':
      'Nobody of your organisation has an account with Schakel yet. Answer this mail to get one.',
    'ask.subject': 'Would you talk with another entrepreneur?',
    'ask.body': (step) =>
      `An entrepreneur, not a competitor, would like to talk with you about: ${step}. You hear who it is if you say yes; then they hear who you are too.`,
    'ask.go': 'Say yes or no here:',
    'ask.why': 'You get this mail because you told us that you are willing to talk about this step.',
    'agreed.subject': 'They said yes',
    'agreed.body': (step) =>
      `The entrepreneur you wanted to talk with about ${step} said yes. You can get in touch now.`,
    'agreed.go': 'See who it is:',
    'helped.subject': 'What did it bring?',
    'helped.body': (title) => `You were helped: ${title}. What came of it? Two sentences will do.`,
    'helped.go': 'Tell us here:',
    'declined.subject': 'It is not going ahead',
    'declined.body': (title) =>
      `This is not going ahead: ${title}. Whom you could call has been erased. Your hub can look for something else.`,
    'declined.go': 'See what happened:',
    'remind.subject': (subject) => `Reminder: ${subject}`,
    'remind.body': 'This has been waiting for you for five working days:',
    'remind.adviser.subject': 'No reaction in five working days',
    'remind.adviser.body': (title) =>
      `There was no reaction to this referral in five working days: ${title}.`,
    'remind.adviser.go': 'Give them a call, or take it back:',
    'unheard.subject': 'A firm said yes, and we can let nobody know',
    'unheard.body': (title) =>
      `You referred a firm: ${title}. It said yes. Nobody there has an account yet, and the directory has no mail address. Would you pass it on?`,
    'unheard.go': 'Whom they can call is here:',
    peer: 'talking with another entrepreneur',
    'why.running': 'You get this mail because you were referred and said yes to it.',
    'why.offer': (hub) => `You get this mail because ${hub} thinks this fits your firm.`,
    'why.work': 'You get this mail because you receive referrals for your organisation.',
    'off.offer': 'Rather not be offered this kind of thing? One click:',
    'off.running': 'Rather no mail about what is under way? One click:',
  },
)
