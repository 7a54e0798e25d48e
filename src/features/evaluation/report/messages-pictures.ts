import { translator } from '#platform/i18n.ts'

/** Words in and around the pictures. */
export const pictureMessages = translator(
  {
    invented: 'verzonnen',
    'range.worth-it': 'De hele marge ligt voorbij “genoeg”',
    'range.helps': 'De hele marge is beter, maar niet alles is genoeg',
    'range.too-small': 'De hele marge blijft onder “genoeg”',
    'range.harms': 'De hele marge ligt aan de verkeerde kant',
    'range.firstSight': 'Wat de cijfers op het eerste gezicht zeggen',
    'range.cannot-tell': 'Zowel “niets” als “genoeg” ligt binnen de marge',
    'range.label': (outcome: string, best: string, range: string, enough: string) =>
      `Wat meedoen deed met ${outcome}. Beste schatting: ${best}. Marge: ${range}. Genoeg begint bij: ${enough}.`,
    'range.note': (outcome: string, ofStudies: string) =>
      `Wat meedoen deed met ${outcome}. De streep is de marge: bij ${ofStudies} onderzoeken als dit ligt het ware getal erin.`,
    'range.noteWide': (outcome: string, ofStudies: string) =>
      `Wat meedoen deed met ${outcome}. Dikke streep: de marge als beide groepen zonder het programma gelijk op waren gegaan; bij ${ofStudies} onderzoeken als dit ligt het ware getal erin. Dunne streep: de marge als dat niet precies zo is. Daar gaat het oordeel over.`,
    ofStudies: (count: string, of: string) => `${count} van de ${of}`,
    best: (effect: string) => `beste schatting: ${effect}`,
    noDifference: 'geen verschil',
    enough: (threshold: string) => `genoeg: ${threshold}`,
    withBreak: 'als trends uiteen mogen lopen',
    better: 'beter',
    worse: 'slechter',
    'events.title': (outcome: string) => `Wat meedoen deed met ${outcome}, per tijd sinds de start`,
    'events.label': (from: string, to: string) =>
      `Een punt per tijd sinds de start, van ${from} tot ${to}, met een band. De getallen staan in de tabel hieronder.`,
    'events.note':
      'Dikke streep: marge van dat ene punt. Dunne streep: band die alle punten samen dekt. Open punt: ijkpunt, nul per afspraak. Links van de stippellijn deed nog niemand mee: daar horen de punten rond nul te liggen.',
    start: 'start',
    eventAxis: (unit: string) => `${unit} sinds de start`,
    year: 'jaren',
    period: 'tijdstippen',
    'paths.title': (outcome: string) => `Hoe ${outcome} veranderde, vóór enige berekening`,
    'paths.label': (groups: string) =>
      `De verandering van het gemiddelde per groep (${groups}), naast wie nooit meedeed. De gemiddelden staan in de tabel hieronder.`,
    'paths.note':
      'Dikke lijn: de groep. Dunne lijn: wie nooit meedeed. Stippellijn: het begin van deelname. Beide lijnen tonen de verandering sinds het laatste tijdstip daarvoor; er is niets gecorrigeerd.',
    'paths.noteAlone':
      'De lijn is de groep, de stippellijn het begin van deelname. Getoond is de verandering sinds het laatste tijdstip daarvoor; er is niets gecorrigeerd.',
    'paths.some': (shown: string, all: string) => `Getekend zijn de ${shown} grootste van ${all} groepen.`,
    'paths.group': (first: string, count: string) => `start ${first} (${count})`,
  },
  {
    invented: 'invented',
    'range.worth-it': 'The whole margin lies beyond enough',
    'range.helps': 'The whole margin is better, but not all of it is enough',
    'range.too-small': 'The whole margin stays below enough',
    'range.harms': 'The whole margin lies on the wrong side',
    'range.firstSight': 'What the figures say at first sight',
    'range.cannot-tell': 'Both nothing and enough lie within the margin',
    'range.label': (outcome, best, range, enough) =>
      `What taking part did to ${outcome}. Best estimate: ${best}. Margin: ${range}. Enough begins at: ${enough}.`,
    'range.note': (outcome, ofStudies) =>
      `What taking part did to ${outcome}. The bar is the margin: in ${ofStudies} studies like this one it holds the true number.`,
    'range.noteWide': (outcome, ofStudies) =>
      `What taking part did to ${outcome}. Thick bar: the margin if both groups would have moved alike without the programme; in ${ofStudies} studies like this one it holds the true number. Thin bar: the margin if that is not exactly so. The verdict is about this one.`,
    ofStudies: (count, of) => `${count} out of ${of}`,
    best: (effect) => `best estimate: ${effect}`,
    noDifference: 'no difference',
    enough: (threshold) => `enough: ${threshold}`,
    withBreak: 'if trends may part',
    better: 'better',
    worse: 'worse',
    'events.title': (outcome) => `What taking part did to ${outcome}, by time since the start`,
    'events.label': (from, to) =>
      `One point for each time since the start, from ${from} to ${to}, with a band. The numbers are in the table below.`,
    'events.note':
      'Thick bar: margin of that one point. Thin bar: band that covers all points together. Open point: reference, zero by definition. Left of the dotted line nobody took part yet: points there should lie around zero.',
    start: 'start',
    eventAxis: (unit) => `${unit} since the start`,
    year: 'years',
    period: 'times',
    'paths.title': (outcome) => `How ${outcome} changed, before any computation`,
    'paths.label': (groups) =>
      `The change of the mean by group (${groups}), beside those that never took part. The means are in the table below.`,
    'paths.note':
      'Thick line: the group. Thin line: those that never took part. Dotted line: the start of taking part. Both lines show the change since the last time before it; nothing was adjusted.',
    'paths.noteAlone':
      'The line is the group, the dotted line the start of taking part. Shown is the change since the last time before it; nothing was adjusted.',
    'paths.some': (shown, all) => `Drawn are the ${shown} largest of ${all} groups.`,
    'paths.group': (first, count) => `start ${first} (${count})`,
  },
)
