import { translator } from '#platform/i18n.ts'

/** Words of a purpose are counted: change `TEXT_VERSIONS` in contract.ts when they say something else. */
export const messages = translator(
  {
    title: 'Toestemming',
    lead: 'U bepaalt per doel of wij iets mogen. U kunt elk moment ja of nee zeggen; dat telt meteen.',
    'of.firm': (name: string) => `Voor ${name}`,
    'no.matters': 'Zegt u nee, dan verandert er verder niets: u krijgt hetzelfde advies en dezelfde hulp.',
    what: 'Wat',
    who: 'Wie ziet het',
    until: 'Tot wanneer',
    'if.no': 'Zegt u nee',

    'hub-sees-advice': 'Mijn hub mag met mij meekijken',
    'hub-sees-advice.what':
      'De adviseurs van de hubs in uw provincie zien de naam van uw bedrijf, uw bewaarde adviezen met de cijfers van uw bedrijf waar die op rusten, de stappen die u meldde, en wie zij kunnen bellen. Zo kan uw hub u als eerste bellen als een gesprek u veel oplevert.',
    'hub-sees-advice.who': 'Alleen adviseurs van de hubs in de provincie die u kiest.',
    'hub-sees-advice.until': 'Tot u nee zegt, of het bedrijf wist.',
    'hub-sees-advice.ifNo': 'Dan ziet geen hub iets van u. U kunt nog steeds zelf een vraag stellen.',

    introductions: 'Collega-ondernemers mogen met mij praten',
    'introductions.what':
      'Hebt u een stap gezet, dan kan het netwerk u voorstellen aan een ondernemer die dezelfde stap overweegt.',
    'introductions.who':
      'Het netwerk weet dat u wilt praten. De ander hoort uw naam pas als u bij die ene vraag ja zegt. Een concurrent stellen wij nooit voor.',
    'introductions.until': 'Tot u nee zegt, of het bedrijf wist.',
    'introductions.ifNo': 'Dan stellen wij u aan niemand voor.',

    reminders: 'Mail over wat er voor mij is',
    'reminders.what':
      'Een mail als er iets is dat bij u past, zoals een plek bij een proef of een bezoek. Hooguit een paar per maand, en in elke mail staat waarom u hem krijgt.',
    'reminders.who': 'Niemand anders dan u.',
    'reminders.until': 'Tot u nee zegt, of het bedrijf wist.',
    'reminders.ifNo': 'Dan mailen wij u alleen over wat u zelf vroeg of afsprak.',

    research: 'Onderzoek naar wat werkt',
    'research.what':
      'Uw stappen, de hulp die u kreeg, wat het bracht en of u bij een loting een plaats kreeg tellen mee in onderzoek. Uw bedrijf staat daarin onder een code, niet onder uw naam. Zo ziet Nederland welke hulp werkt.',
    'research.who':
      'Onderzoekers van het netwerk. Een bureau voor statistiek, zoals het CBS, kan uw gegevens verbinden met wat het al weet, zoals uw omzet. Alleen dat bureau krijgt daarvoor uw KVK-nummer. Wat zij publiceren, gaat over groepen, nooit over één bedrijf.',
    'research.until':
      'Tot u nee zegt, of het bedrijf wist. Wat onderzoekers dan al hebben, halen wij niet terug. Wat al gepubliceerd is, blijft: daarin staat u niet.',
    'research.ifNo': 'Dan telt u niet mee in het onderzoek.',

    'province.ask': 'In welke provincie staat uw bedrijf?',
    'province.none': 'Kies de provincie: dan weten wij welke hubs mogen meekijken.',
    hubs: (names: string) => `Dat zijn nu: ${names}.`,
    'hubs.none': 'In deze provincie staat nu geen hub in de gids.',
    'state.yes': (day: string) => `U zegt ja, sinds ${day}.`,
    'state.yes.province': (day: string, province: string) =>
      `U zegt ja, sinds ${day}, voor hubs in ${province}.`,
    'state.no': (day: string) => `U zegt nee, sinds ${day}.`,
    'state.never': 'U zegt nee. Wij gaan nooit uit van ja.',
    'say.yes': 'Ik zeg ja',
    'say.no': 'Ik zeg nee',
    'say.other': 'Andere provincie',
    'say.about': (purpose: string) => `: ${purpose}`,
    'saved.yes': 'Bewaard. Dit geldt vanaf nu.',
    'saved.no': 'Ingetrokken. Dit geldt vanaf nu, overal.',
    'words.changed.title': 'De tekst is veranderd',
    'words.changed': 'De tekst bij dit doel is veranderd terwijl u las. Lees hem opnieuw en kies dan.',
    'words.older': 'De tekst is sindsdien veranderd. Wat u toen goedvond, geldt tot u opnieuw kiest.',
    history: 'Wat u eerder koos',
    'history.none': 'U koos nog niets.',
    'history.when': 'Wanneer',
    'history.what': 'Waarvoor',
    'history.answer': 'Uw antwoord',
    'history.words': (purpose: string, version: number) => `${purpose} (tekst ${version})`,
    'history.yes': 'ja',
    'history.yes.province': (province: string) => `ja, voor hubs in ${province}`,
    'history.no': 'nee',
    'no.firm': 'Noem eerst uw bedrijf: toestemming geldt voor een bedrijf.',
    'no.firm.go': 'Noem uw bedrijf',
    'thread.yes': (purpose: string) => `U zei ja: ${purpose}`,
    'thread.no': (purpose: string) => `U zei nee: ${purpose}`,
    error: (title: string) => `Fout: ${title}`,
  },
  {
    title: 'Consent',
    lead: 'You decide, purpose by purpose, what we may do. You can say yes or no at any moment; it counts at once.',
    'of.firm': (name) => `For ${name}`,
    'no.matters': 'If you say no, nothing else changes: you get the same advice and the same help.',
    what: 'What',
    who: 'Who sees it',
    until: 'Until when',
    'if.no': 'If you say no',

    'hub-sees-advice': 'My hub may look along',
    'hub-sees-advice.what':
      'The advisers of the hubs in your province see the name of your firm, the advices you keep with the figures of your firm they rest on, the steps you told us of, and whom they can call. So your hub can call you first when a talk would bring you much.',
    'hub-sees-advice.who': 'Only advisers of the hubs in the province you choose.',
    'hub-sees-advice.until': 'Until you say no, or erase the firm.',
    'hub-sees-advice.ifNo': 'Then no hub sees anything of you. You can still ask a question yourself.',

    introductions: 'Fellow entrepreneurs may talk with me',
    'introductions.what':
      'If you took a step, the network can introduce you to an entrepreneur who considers the same step.',
    'introductions.who':
      'The network knows that you are willing to talk. The other hears your name only when you say yes to that one request. We never introduce a competitor.',
    'introductions.until': 'Until you say no, or erase the firm.',
    'introductions.ifNo': 'Then we introduce you to nobody.',

    reminders: 'Mail about what there is for me',
    'reminders.what':
      'A mail when there is something that suits you, such as a place in a trial or a visit. A few a month at most, and every mail says why you get it.',
    'reminders.who': 'Nobody but you.',
    'reminders.until': 'Until you say no, or erase the firm.',
    'reminders.ifNo': 'Then we only mail you about what you asked or agreed yourself.',

    research: 'Research into what works',
    'research.what':
      'Your steps, the help that you got, what it brought and whether you got a place in a draw count in research. Your firm is in it under a code, not under your name. So the country sees which help works.',
    'research.who':
      'Researchers of the network. A statistics office, such as Statistics Netherlands, can link your data with what it already knows, such as your turnover. That office alone gets your KVK number for it. What they publish is about groups, never about one firm.',
    'research.until':
      'Until you say no, or erase the firm. What researchers have by then we do not take back. What was published stays: you are not in it.',
    'research.ifNo': 'Then you do not count in the research.',

    'province.ask': 'In which province is your firm?',
    'province.none': 'Choose the province: then we know which hubs may look.',
    hubs: (names) => `At present these are: ${names}.`,
    'hubs.none': 'There is no hub in the directory for this province at present.',
    'state.yes': (day) => `You say yes, since ${day}.`,
    'state.yes.province': (day, province) => `You say yes, since ${day}, for hubs in ${province}.`,
    'state.no': (day) => `You say no, since ${day}.`,
    'state.never': 'You say no. We never assume a yes.',
    'say.yes': 'I say yes',
    'say.no': 'I say no',
    'say.other': 'Another province',
    'say.about': (purpose) => `: ${purpose}`,
    'saved.yes': 'Saved. This counts from now on.',
    'saved.no': 'Withdrawn. This counts from now on, everywhere.',
    'words.changed.title': 'The text has changed',
    'words.changed':
      'The text of this purpose changed while you were reading. Read it again and then choose.',
    'words.older': 'The text has changed since. What you agreed to then counts until you choose again.',
    history: 'What you chose before',
    'history.none': 'You have not chosen anything yet.',
    'history.when': 'When',
    'history.what': 'For what',
    'history.answer': 'Your answer',
    'history.words': (purpose, version) => `${purpose} (text ${version})`,
    'history.yes': 'yes',
    'history.yes.province': (province) => `yes, for hubs in ${province}`,
    'history.no': 'no',
    'no.firm': 'Name your firm first: consent is for a firm.',
    'no.firm.go': 'Name your firm',
    'thread.yes': (purpose) => `You said yes: ${purpose}`,
    'thread.no': (purpose) => `You said no: ${purpose}`,
    error: (title) => `Error: ${title}`,
  },
)
