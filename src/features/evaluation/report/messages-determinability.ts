import { translator } from '#platform/i18n.ts'

/** Can the question be answered with these data, and what is missing? */
export const determinabilityMessages = translator(
  {
    kicker: 'Controle vooraf',
    chapter: 'Was dit vooraf te beantwoorden?',
    refused: (why: string) => `De controle vooraf was niet te doen: ${why}.`,
    'answer.can': 'Ja, deze vraag is te beantwoorden.',
    'answer.large': 'Met deze gegevens is alleen een groot effect te vinden.',
    'answer.unknown': 'Misschien: hoe klein een effect te vinden is, weten wij niet.',
    'answer.cannot': 'Nee, met deze gegevens is de vraag niet te beantwoorden.',
    'lead.can': (chance: string, threshold: string) =>
      `Is het echte effect ${threshold}, precies genoeg, dan is de kans ${chance} dat dit onderzoek het vindt. Dat is nog geen antwoord: het zegt alleen dat kijken zin heeft.`,
    'lead.large': (size: string, threshold: string, chance: string) =>
      `Betrouwbaar te vinden is hier pas een effect van ${size} of meer. Voor dit onderzoek is ${threshold} al genoeg; de kans om dat te vinden is ${chance}. Reken dus op “niet te zeggen” als het effect kleiner is.`,
    'lead.unknown': (why: string) => `Er zijn geen gegevens om dat mee na te gaan: ${why}.`,
    'lead.cannot': 'Wie nu toch rekent, krijgt een getal dat niets zegt. Dit is er mis:',
    needed: 'Wat er nodig is',
    nothing: 'Niets: alles wat wij nakijken, is in orde.',
    stillWeak: 'Er ontbreekt niets wat in getallen is te zeggen. Kijk hieronder wat beter kan.',
    'need.dates': (count: string) => `Zoek van nog ${count} deelnemers op wanneer zij begonnen.`,
    'need.earlier-times': (groups: string) =>
      `Voeg cijfers van eerdere jaren toe voor wie begon in ${groups}.`,
    'need.later-times': (count: string) =>
      `Wacht tot er cijfers zijn van na de start van ${count} deelnemers die pas later beginnen.`,
    'need.outcomes': (count: string) => `Zoek nog ${count} uitkomsten op die nu ontbreken.`,
    'need.controls': (count: string, units: string) => `Zoek nog ${count} ${units} die nooit meededen.`,
    'need.participants': (count: string) => `Er zijn nog ${count} deelnemers nodig.`,
    'need.clusters': (count: string) => `Er zijn nog ${count} clusters nodig, zoals regio’s.`,
    'need.design': (threshold: string, ways: string, isOne: boolean) =>
      `Om een effect van ${threshold} betrouwbaar te vinden, is ${isOne ? 'dit' : 'een van deze dingen'} nodig: ${ways}.`,
    'need.designUnknown': 'Hoeveel meer er nodig is om het te vinden, was niet te berekenen.',
    'way.both': (factor: string) =>
      `${factor} keer zo veel deelnemers, en ook ${factor} keer zo veel anderen`,
    'way.clusters': (factor: string) => `${factor} keer zo veel clusters`,
    'way.participants': (factor: string) => `alleen ${factor} keer zo veel deelnemers`,
    'way.controls': (factor: string) => `alleen ${factor} keer zo veel anderen`,
    overHundred: 'meer dan 100',
    'way.times': (count: string) => `gemiddeld ${count} tijdstippen na de start`,
    checked: 'Wat er is nagekeken',
    caption: 'Wat er is nagekeken, en hoe het ervoor staat',
    item: 'onderdeel',
    grade: 'oordeel',
    found: 'wat er is gevonden',
    'grade.fine': 'in orde',
    'grade.weak': 'kan beter',
    'grade.stops': 'niet genoeg',
    'item.entry-dates': 'Start bekend',
    'item.times-before': 'Tijd vóór de start',
    'item.times-after': 'Tijd na de start',
    'item.outcome-linked': 'Uitkomst bekend',
    'item.controls': 'Om mee te vergelijken',
    'item.group-sizes': 'Grootte van de groepen',
    'item.clusters': 'Clusters',
    'item.whole-panel': 'Op elk tijdstip gezien',
    'item.smallest-detectable': 'Kleinste vindbare effect',
    'found.entry-dates': (all: string) => `Van alle ${all} deelnemers is bekend wanneer zij begonnen.`,
    'found.entry-dates.some': (without: string, all: string) =>
      `Van ${without} van de ${all} deelnemers is niet bekend wanneer zij begonnen.`,
    'found.times-before.all': 'Van elke groep zijn er minstens twee tijdstippen van vóór de start.',
    'found.times-before': (groups: string) =>
      `Van wie begon in ${groups} zijn er minder dan twee tijdstippen van vóór de start.`,
    'found.times-after.all': 'Van elke deelnemer is er een tijdstip van na de start.',
    'found.times-after': (count: string) => `${count} deelnemers beginnen pas na het laatste tijdstip.`,
    'found.outcome-linked': (participants: string, others: string) =>
      `Van de uitkomsten is bij deelnemers ${participants} bekend, bij anderen ${others}.`,
    'found.controls': (never: string, later: string, units: string) =>
      `${never} ${units} deden nooit mee; ${later} begonnen later dan de eersten.`,
    'found.group-sizes.all': 'Geen enkele groep is heel klein.',
    'found.group-sizes': (groups: string) => `Heel klein: wie begon in ${groups}.`,
    'found.group-sizes.few': 'Er zijn te weinig deelnemers om iets over te zeggen.',
    'found.clusters': (all: string, own: string) => `${all} clusters; in ${own} daarvan zijn deelnemers.`,
    'found.whole-panel': (incomplete: string, all: string, units: string) =>
      `${incomplete} van de ${all} ${units} missen een tijdstip of een uitkomst.`,
    'found.whole-panel.all': (all: string, units: string) =>
      `Alle ${all} ${units} zijn op elk tijdstip gezien.`,
    'found.power': (size: string, sure: string, threshold: string, chance: string) =>
      `De kans om een effect van ${size} te vinden is ${sure}. Een effect van ${threshold} is al genoeg; de kans om dat te vinden is ${chance}.`,
    'found.powerNot': (why: string) => `Niet na te gaan: ${why}.`,
    group: (first: string, units: string) => `${first} (${units} deelnemers)`,
    unseen:
      'Voor deze controle is niet gekeken naar de uitkomsten van deelnemers vanaf hun start. Of het hielp, is er dus niet uit af te lezen.',
    rules:
      'Waar de grens ligt tussen in orde, kan beter en niet genoeg, is onze eigen keuze. Bij twijfel telt het strengste oordeel.',
    about: (panel: string, at: string) => `Bestand: ${panel}. Nagekeken op ${at}.`,
  },
  {
    kicker: 'Check beforehand',
    chapter: 'Could this be answered at all?',
    refused: (why) => `The check beforehand could not be done: ${why}.`,
    'answer.can': 'Yes, this question can be answered.',
    'answer.large': 'These data can only show a large effect.',
    'answer.unknown': 'Perhaps: how small an effect can be found, we do not know.',
    'answer.cannot': 'No, these data cannot answer the question.',
    'lead.can': (chance, threshold) =>
      `If the true effect is ${threshold}, just enough, the chance that this study finds it is ${chance}. That is not an answer yet: it only says that looking makes sense.`,
    'lead.large': (size, threshold, chance) =>
      `What can be found reliably here is an effect of ${size} or more. For this study ${threshold} is enough already; the chance of finding that is ${chance}. So expect “we cannot tell” if the effect is smaller.`,
    'lead.unknown': (why) => `There are no data to check that with: ${why}.`,
    'lead.cannot': 'To compute now all the same gives a number that says nothing. This is wrong:',
    needed: 'What is needed',
    nothing: 'Nothing: all that we check is in order.',
    stillWeak: 'Nothing is missing that can be put in numbers. See below what could be better.',
    'need.dates': (count) => `Find out of another ${count} participants when they started.`,
    'need.earlier-times': (groups) => `Add figures of earlier years for those that started in ${groups}.`,
    'need.later-times': (count) =>
      `Wait for figures from after the start of ${count} participants that start later only.`,
    'need.outcomes': (count) => `Find another ${count} outcomes that are missing now.`,
    'need.controls': (count, units) => `Find another ${count} ${units} that never took part.`,
    'need.participants': (count) => `Another ${count} participants are needed.`,
    'need.clusters': (count) => `Another ${count} clusters are needed, such as regions.`,
    'need.design': (threshold, ways, isOne) =>
      `To find an effect of ${threshold} reliably, ${isOne ? 'this' : 'one of these'} is needed: ${ways}.`,
    'need.designUnknown': 'How much more is needed to find it could not be computed.',
    'way.both': (factor) => `${factor} times as many participants, and ${factor} times as many others`,
    'way.clusters': (factor) => `${factor} times as many clusters`,
    'way.participants': (factor) => `${factor} times as many participants alone`,
    'way.controls': (factor) => `${factor} times as many others alone`,
    overHundred: 'over 100',
    'way.times': (count) => `${count} times after the start on average`,
    checked: 'What was checked',
    caption: 'What was checked, and how it stands',
    item: 'item',
    grade: 'verdict',
    found: 'what was found',
    'grade.fine': 'in order',
    'grade.weak': 'could be better',
    'grade.stops': 'not enough',
    'item.entry-dates': 'Start known',
    'item.times-before': 'Time before the start',
    'item.times-after': 'Time after the start',
    'item.outcome-linked': 'Outcome known',
    'item.controls': 'To compare with',
    'item.group-sizes': 'Size of the groups',
    'item.clusters': 'Clusters',
    'item.whole-panel': 'Seen at every time',
    'item.smallest-detectable': 'Smallest effect that can be found',
    'found.entry-dates': (all) => `It is known of all ${all} participants when they started.`,
    'found.entry-dates.some': (without, all) =>
      `Of ${without} of the ${all} participants it is not known when they started.`,
    'found.times-before.all': 'Every group has two or more times before the start.',
    'found.times-before': (groups) =>
      `Fewer than two times before the start for those that started in ${groups}.`,
    'found.times-after.all': 'Every participant has a time after the start.',
    'found.times-after': (count) => `${count} participants start after the last time only.`,
    'found.outcome-linked': (participants, others) =>
      `Of the outcomes, ${participants} are known for participants and ${others} for others.`,
    'found.controls': (never, later, units) =>
      `${never} ${units} never took part; ${later} started later than the first.`,
    'found.group-sizes.all': 'No group is very small.',
    'found.group-sizes': (groups) => `Very small: those that started in ${groups}.`,
    'found.group-sizes.few': 'There are too few participants to say anything about.',
    'found.clusters': (all, own) => `${all} clusters; ${own} of them hold participants.`,
    'found.whole-panel': (incomplete, all, units) =>
      `${incomplete} of the ${all} ${units} miss a time or an outcome.`,
    'found.whole-panel.all': (all, units) => `All ${all} ${units} are seen at every time.`,
    'found.power': (size, sure, threshold, chance) =>
      `The chance of finding an effect of ${size} is ${sure}. An effect of ${threshold} is already enough; the chance of finding that is ${chance}.`,
    'found.powerNot': (why) => `Could not be checked: ${why}.`,
    group: (first, units) => `${first} (${units} participants)`,
    unseen:
      'This check did not look at outcomes of participants from their start on. So it does not give away whether it helped.',
    rules:
      'Where the line runs between in order, could be better and not enough is our own choice. In doubt the strictest verdict counts.',
    about: (panel, at) => `File: ${panel}. Checked on ${at}.`,
  },
)
