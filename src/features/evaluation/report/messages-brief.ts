import { translator } from '#platform/i18n.ts'

/** What was compared, what could be wrong, what does not follow. `units` is a plural as the study names it. */
export const briefMessages = translator(
  {
    compared: 'Wat er is vergeleken',
    who: 'Deelnemers',
    participants: (count: string, units: string, from: string, to: string) =>
      from === to
        ? `${count} ${units} die meededen, begonnen in ${from}`
        : `${count} ${units} die meededen, begonnen van ${from} tot en met ${to}`,
    ofAll: (count: string, total: string) => `${count} van de ${total}`,
    participantsAt: (count: string, units: string, from: string, to: string) =>
      `${count} ${units} die meededen, begonnen op tijdstip ${from === to ? from : `${from} tot en met ${to}`}`,
    against: 'Met wie vergeleken',
    never: (count: string, units: string) => `${count} ${units} die in deze tijd niet meededen`,
    lastGroup: (count: string, units: string, first: string) =>
      `${count} ${units} die pas in ${first} begonnen, tot dat moment`,
    neverAndLater: (count: string, units: string) =>
      `${count} ${units} die in deze tijd niet meededen, en wie later begon, tot die begon`,
    when: 'Wanneer',
    years: (from: string, to: string) => `${from} tot en met ${to}`,
    periods: (from: string, to: string) => `tijdstip ${from} tot en met ${to}`,
    outcome: 'Gemeten aan',
    adjusted: (names: string) => `, rekening houdend met ${names}`,
    enough: 'Wat genoeg is',
    enoughIs: (threshold: string) => `minstens ${threshold}; zo staat het in het onderzoeksplan`,
    how: 'Hoe zij meededen',
    source: 'Bron',
    method:
      'Hoeveel veranderde er bij wie meedeed, en hoeveel in dezelfde tijd bij de anderen? Het verschil daartussen is wat meedoen deed. Dat klopt alleen als beide groepen zonder het programma evenveel waren veranderd.',
    doubts: 'Wat er mis kan zijn',
    stands: (ratio: string) =>
      `Waren beide groepen zonder het programma gelijk op gegaan? Dat is nooit zeker. Dat er een verschil is, blijft staan zolang zij hooguit ${ratio} keer zo hard uiteenlopen als ooit vóór de start.`,
    standsLong:
      'Waren beide groepen zonder het programma gelijk op gegaan? Dat is nooit zeker. Maar dat er een verschil is, houdt stand, ook als zij twintig keer zo hard uiteenlopen als ze vóór de start ooit deden.',
    standsNot:
      'Waren beide groepen zonder het programma gelijk op gegaan? Dat is nooit zeker. En zelfs dan ligt “geen verschil” binnen de marge.',
    standsBarely:
      'Waren beide groepen zonder het programma gelijk op gegaan? Dat is nooit zeker. Lopen ze ook maar iets uiteen, dan ligt “geen verschil” binnen de marge.',
    standsLess:
      'Liepen zij na de start even hard uiteen als toen, dan kan “geen verschil” ook: reken er dus niet vast op.',
    standsMore: 'Zoiets is vóór de start nooit gebeurd.',
    standsUnknown: (why: string) =>
      `Waren beide groepen zonder het programma gelijk op gegaan? Dat is nooit zeker, en hier ook niet na te gaan: ${why}.`,
    findable: (size: string, enough: string, chance: string) =>
      `Dit onderzoek kan pas een effect van ${size} of meer betrouwbaar vinden, terwijl ${enough} al genoeg is. De kans om een effect van ${enough} te vinden was vooraf ${chance}.`,
    objection: (items: string) =>
      `Volgens de controle vooraf was deze vraag met deze gegevens niet goed te beantwoorden. Niet genoeg: ${items}.`,
    preTest:
      'Vóór de start liepen de groepen al meetbaar uiteen. Dat is een reden voor extra voorzichtigheid.',
    fewClusters: (clusters: string) =>
      `De marge is te smal. Er zijn maar ${clusters} groepen die samen op en neer gaan, en dat is te weinig om haar goed te berekenen.`,
    unlike: (names: string) => `Deelnemers en anderen verschilden bij het begin duidelijk: in ${names}.`,
    otherWay: (count: string, effect: string) =>
      count === '1'
        ? `Met een andere rekenwijze is de beste schatting ${effect}.`
        : `Met ${count} andere rekenwijzen is de beste schatting ook ${effect}.`,
    otherWays: (count: string, range: string) =>
      `Met ${count} andere rekenwijzen ligt de beste schatting ${range}.`,
    withoutGroup: (groups: string, verdict: string) =>
      `Zonder wie begon in ${groups} zou het antwoord zijn: ${verdict}.`,
    missing: (participants: string, others: string) =>
      `De uitkomst ontbreekt bij deelnemers in ${participants} van de gevallen en bij anderen in ${others}.`,
    notInFile: (lost: string, units: string, total: string) =>
      `Van ${lost} van de ${total} ${units} die meededen, is niets bekend: zij staan niet in het bestand.`,
    missingOne: (participants: string) => `De uitkomst ontbreekt in ${participants} van de gevallen.`,
    'worst.open':
      'Was wat ontbreekt zo slecht of zo goed als maar kan, dan kan het effect nog alle kanten op. Deel 2 heeft de getallen.',
    'worst.same': 'Ook als wat ontbreekt zo slecht of zo goed was als maar kan, zeggen de cijfers hetzelfde.',
    'worst.other': (verdict: string) =>
      `Houdt u rekening met het slechtste en het beste wat kan ontbreken, dan zeggen de cijfers: ${verdict}.`,
    'missing.more': 'Dat verschil is meer dan toeval: wie ontbreekt, kan het beeld vertekenen.',
    'missing.unknown': 'Hoe het die verging, weet niemand.',
    leftOut: (count: string, units: string, total: string) =>
      `${count} van de ${total} ${units} tellen niet mee; deel 2 zegt waarom.`,
    noneMissing: 'Er ontbreken geen uitkomsten en er is niemand weggelaten.',
    limits: 'Wat u hieruit niet mag afleiden',
    alsoNot: 'En ook niet:',
    elsewhere: (units: string) =>
      `Dat het bij andere ${units} ook zo gaat. Dit gaat over wie meedeed, in deze tijd.`,
    cost: 'Dat het zijn geld waard was. Naar de kosten is niet gekeken.',
    longer: (years: string) => `Wat er later gebeurt. Langer dan ${years} na de start is er niet gekeken.`,
    noneEffect:
      'Dat het iets deed, of juist dat het niets deed. Wat binnen de marge ligt, kan allemaal waar zijn.',
    each: (units: string) =>
      `Dat het bij ieder zo ging. Dit is een gemiddelde: bij sommige ${units} kan het meer zijn, bij andere minder.`,
    registered: 'Stond dit van tevoren vast?',
    'registered.before': (at: string) =>
      `Ja. Vraag, rekenwijze en grens zijn vastgelegd op ${at}, voordat deze computer de cijfers las.`,
    'registered.seen': (at: string) =>
      `Niet zeker. Vraag, rekenwijze en grens zijn vastgelegd op ${at}, maar toen had deze computer de cijfers al gelezen.`,
    'registered.never':
      'Nee. Vraag, rekenwijze en grens zijn niet vooraf vastgelegd. Dan kan iemand, ook zonder opzet, kiezen wat goed uitkomt.',
    more: 'Alle cijfers, tabellen en keuzes staan in deel 2.',
    cut: '… (verder in deel 2)',
  },
  {
    compared: 'What was compared',
    who: 'Participants',
    participants: (count, units, from, to) =>
      from === to
        ? `${count} ${units} that took part, starting in ${from}`
        : `${count} ${units} that took part, starting from ${from} to ${to}`,
    ofAll: (count, total) => `${count} of the ${total}`,
    participantsAt: (count, units, from, to) =>
      `${count} ${units} that took part, starting at time ${from === to ? from : `${from} to ${to}`}`,
    against: 'Compared with',
    never: (count, units) => `${count} ${units} that did not take part in this time`,
    lastGroup: (count, units, first) => `${count} ${units} that started in ${first} only, until then`,
    neverAndLater: (count, units) =>
      `${count} ${units} that did not take part in this time, and those that started later, until they did`,
    when: 'When',
    years: (from, to) => `${from} to ${to}`,
    periods: (from, to) => `time ${from} to ${to}`,
    outcome: 'Measured by',
    adjusted: (names) => `, allowing for ${names}`,
    enough: 'What is enough',
    enoughIs: (threshold) => `at least ${threshold}, as the study plan has it`,
    how: 'How it came about',
    source: 'Source',
    method:
      'How much changed for those that took part, and how much over the same time for the others? The gap between the two is what taking part did. That is right only if both groups would have changed as much without the programme.',
    doubts: 'What could be wrong',
    stands: (ratio) =>
      `Would both groups have moved alike without the programme? That is never certain. That there is a difference stands as long as they part at most ${ratio} times as fast as they ever did before the start.`,
    standsLong:
      'Would both groups have moved alike without the programme? That is never certain. But that there is a difference stands even if they part twenty times as fast as they ever did before the start.',
    standsNot:
      'Would both groups have moved alike without the programme? That is never certain. And even then “no difference” lies within the margin.',
    standsBarely:
      'Would both groups have moved alike without the programme? That is never certain. If they part even slightly, “no difference” lies within the margin.',
    standsLess:
      'If they parted as fast after the start as they did then, “no difference” is possible too, so do not count on it.',
    standsMore: 'Nothing like that happened before the start.',
    standsUnknown: (why) =>
      `Would both groups have moved alike without the programme? That is never certain, and cannot be checked here: ${why}.`,
    findable: (size, enough, chance) =>
      `This study can reliably find only an effect of ${size} or more, while ${enough} is already enough. Beforehand, the chance of finding an effect of ${enough} was ${chance}.`,
    objection: (items) =>
      `By the check beforehand these data could not answer the question well. Not enough: ${items}.`,
    preTest:
      'The groups were already moving apart measurably before the start. That calls for extra caution.',
    fewClusters: (clusters) =>
      `The margin is too narrow. There are only ${clusters} clusters that move together, too few to reckon it well.`,
    unlike: (names) => `Participants and others clearly differed at the outset: in ${names}.`,
    otherWay: (count, effect) =>
      count === '1'
        ? `By another method the best estimate is ${effect}.`
        : `By ${count} other methods the best estimate is ${effect} too.`,
    otherWays: (count, range) => `By ${count} other methods the best estimate lies ${range}.`,
    withoutGroup: (groups, verdict) =>
      `Without those that started in ${groups}, the answer would be: ${verdict}.`,
    missing: (participants, others) =>
      `The outcome is missing in ${participants} of cases among participants and ${others} among others.`,
    notInFile: (lost, units, total) =>
      `Of ${lost} of the ${total} ${units} that took part nothing is known: they are not in the file.`,
    missingOne: (participants) => `The outcome is missing in ${participants} of cases.`,
    'worst.open':
      'If what is missing was as bad or as good as can be, the effect can still be anything. Part 2 has the numbers.',
    'worst.same': 'Even if what is missing was as bad or as good as can be, the figures say the same.',
    'worst.other': (verdict) =>
      `Allowing for the worst and the best that can be missing, the figures say: ${verdict}.`,
    'missing.more': 'That gap is more than chance: those that are missing may distort the picture.',
    'missing.unknown': 'How those fared nobody knows.',
    leftOut: (count, units, total) => `${count} of the ${total} ${units} do not count; part 2 says why.`,
    noneMissing: 'No outcomes are missing and nobody was left out.',
    limits: 'What does not follow from this',
    alsoNot: 'Nor this:',
    elsewhere: (units) =>
      `That it would go the same way with other ${units}. This is about those that took part, over this time.`,
    cost: 'That it was worth its money. Costs were not looked at.',
    longer: (years) => `What happens later. Nothing was looked at beyond ${years} after the start.`,
    noneEffect: 'That it did something, or that it did nothing. Anything within the margin may be true.',
    each: (units) =>
      `That it went like this with each of them. This is an average: with some ${units} it may be more, with others less.`,
    registered: 'Was this laid down beforehand?',
    'registered.before': (at) =>
      `Yes. Question, method and threshold were laid down on ${at}, before this computer read the figures.`,
    'registered.seen': (at) =>
      `Not for certain. Question, method and threshold were laid down on ${at}, but this computer had read the figures before that.`,
    'registered.never':
      'No. Question, method and threshold were not laid down beforehand. Someone may then, even without meaning to, choose what suits.',
    more: 'All figures, tables and choices are in part 2.',
    cut: '… (more in part 2)',
  },
)
