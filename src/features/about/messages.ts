import { translator } from '#platform/i18n.ts'

/** Short pages about the site itself. Each is a title and paragraphs, in the order of the keys. */
export const messages = translator(
  {
    'about.title': 'Over Schakel',
    'about.1':
      'Schakel helpt maakbedrijven met 10 tot 250 mensen op weg met digitaliseren. U ziet waar u het best begint, wat dat kost en wat er mis kan gaan.',
    'about.2': 'Schakel is een hulpmiddel. Alle bedragen zijn schattingen. U beslist.',
    'about.3':
      'Schakel is open software. Iedereen mag de code lezen, gebruiken en verbeteren onder de licentie EUPL 1.2.',
    'about.4': 'De bedrijven in onze voorbeelden zijn verzonnen.',
    'privacy.title': 'Privacy',
    'privacy.1': 'Voor een advies logt u niet in. Wij vragen dan geen naam, geen adres en geen KVK-nummer.',
    'privacy.2':
      'Uw antwoorden staan op onze server achter een geheime link. Alleen wie die link heeft, ziet ze op deze site.',
    'privacy.3':
      'Na 30 dagen zonder nieuwe antwoorden wissen wij alles. Bewaart u de scan bij uw bedrijf, dan blijft hij tot u hem weghaalt.',
    'privacy.4':
      'Wij volgen u niet en delen uw antwoorden met niemand, tenzij u dat zelf kiest. Alleen als u inlogt, plaatsen wij een cookie. Die houdt u ingelogd.',
    'privacy.7':
      'Stelt u een vraag, dan lezen de adviseurs van uw hub die. Wij vragen uw e-mailadres om u te antwoorden.',
    'privacy.8':
      'Op uw eigen pagina ziet u alles wat wij van u hebben. U kunt het daar meenemen, wissen, en kiezen wie wat mag zien.',
    'privacy.6':
      'Alleen als u dat wilt, tellen uw antwoorden mee in tabellen van tien of meer bedrijven. Dan bewaren wij een beperkte kopie langer. U kiest dat zelf, en u kunt ermee stoppen.',
    'privacy.5': 'Programma’s kunnen een advies vragen zonder dat wij iets bewaren.',
    'accessibility.title': 'Toegankelijkheid',
    'accessibility.1':
      'Wij willen dat iedereen Schakel kan gebruiken: met toetsenbord, met een schermlezer en zonder JavaScript.',
    'accessibility.2':
      'Wij toetsen elke pagina met een programma op fouten. Zo’n programma vindt maar een deel van de problemen.',
    'accessibility.3': 'Een volledig onderzoek door mensen volgens WCAG 2.2 AA is nog niet gedaan.',
    'to.accessibility': 'Lees hoe toegankelijk deze site is',
    'to.method': 'Lees hoe wij rekenen',
  },
  {
    'about.title': 'About Schakel',
    'about.1':
      'Schakel helps manufacturers with 10 to 250 people get going with digitalisation. You see where to begin, what it costs and what can go wrong.',
    'about.2': 'Schakel is an aid. All amounts are estimates. You decide.',
    'about.3':
      'Schakel is open software. Anyone may read, use and improve the code under the EUPL 1.2 licence.',
    'about.4': 'The companies in our examples are invented.',
    'privacy.title': 'Privacy',
    'privacy.1':
      'You need not sign in for advice. We then ask for no name, no address and no trade register number.',
    'privacy.2':
      'Your answers are on our server behind a private link. On this site, only those who have the link can see them.',
    'privacy.3':
      'After 30 days without new answers we erase everything. If you keep the scan with your company, it stays until you remove it.',
    'privacy.4':
      'We do not track you, and share your answers with nobody unless you choose so. Only when you sign in do we set a cookie. It keeps you signed in.',
    'privacy.7':
      'If you ask a question, the advisers of your hub read it. We ask for your email address to answer you.',
    'privacy.8':
      'Your own page shows all that we have of you. There you can take it along, erase it, and choose who may see what.',
    'privacy.6':
      'Only if you wish do your answers count in tables of ten or more companies. We then keep a reduced copy for longer. You choose this yourself, and you can stop.',
    'privacy.5': 'Programs can ask for advice without anything being kept.',
    'accessibility.title': 'Accessibility',
    'accessibility.1':
      'We want everyone to be able to use Schakel: by keyboard, with a screen reader and without JavaScript.',
    'accessibility.2':
      'We check every page for faults with a program. Such a program finds only part of the problems.',
    'accessibility.3': 'A full test by people against WCAG 2.2 AA has not been done yet.',
    'to.accessibility': 'Read how accessible this site is',
    'to.method': 'Read how we calculate',
  },
)
export type MessageKey = Parameters<ReturnType<typeof messages>>[0]
