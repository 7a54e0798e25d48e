import { translator } from '#platform/i18n.ts'

/** The chain of the firm: reach, weakest link, retyping, threads and the table. */
export const chainNl = {
  title: 'Uw keten',
  nothingKnown: 'U hebt nog niet verteld hoe informatie door uw bedrijf gaat. Daarom is de keten nog grijs.',
  reach: (automatic: number, possible: number) =>
    `Wij kennen bij u ${possible} routes voor informatie van de ene afdeling naar de andere. Op ${automatic} daarvan gaat het van begin tot eind vanzelf.`,
  reachNone: (possible: number) =>
    `Wij kennen bij u ${possible} routes voor informatie van de ene afdeling naar de andere. Op geen daarvan gaat het van begin tot eind vanzelf.`,
  reachAll: (possible: number) =>
    `Wij kennen bij u ${possible} routes voor informatie van de ene afdeling naar de andere. Op al die routes gaat het vanzelf.`,
  reachWhy: 'Eén schakel met de hand is genoeg om een hele route te breken.',
  reachRange: (unknown: number, range: string) =>
    `Van ${unknown} schakels weten wij niet hoe het gaat. Daar vroegen wij niet naar, of u wist het niet. Gaan ook die zoals bij andere bedrijven, dan gaan ${range} van elke 100 routes vanzelf.`,
  reachRangeOne: (range: string) =>
    `Van 1 schakel weten wij niet hoe het gaat. Gaat die zoals bij andere bedrijven, dan gaan ${range} van elke 100 routes vanzelf.`,
  weakest: (link: string, from: string, to: string) =>
    `Uw zwakste schakel is “${link}”, van ${from} naar ${to}.`,
  weakestTwo: (one: string, other: string) => `Uw zwakste schakels zijn “${one}” en “${other}”.`,
  newRoutes: (count: number) => `Gaat die vanzelf, dan komen er ${count} routes bij die vanzelf gaan.`,
  newRoute: 'Gaat die vanzelf, dan komt er 1 route bij die vanzelf gaat.',
  newRoutesTwo: (count: number) =>
    `Pas als die allebei vanzelf gaan, levert dat iets op: ${count} routes erbij.`,
  noWeakest: 'Een zwakste schakel vonden wij niet. Alles wat u beschreef, gaat al vanzelf.',
  closedByFirst: 'Uw eerste stap pakt precies deze schakel aan.',
  closedByRoadmap: (step: string) =>
    `Uw eerste stap verandert deze schakel niet. Dat doet “${step}”, verderop in uw stappenplan.`,
  closedBy: (step: string) =>
    `“${step}” maakt deze schakel beter. De zwakste schakel is niet altijd de beste plek om te beginnen.`,
  closedNotWorth: (step: string) =>
    `Deze schakel wordt beter met “${step}”. Bij u kost die stap nu naar verwachting meer dan hij oplevert.`,
  closedByNone: 'Wij kennen geen stap die precies deze schakel beter maakt.',
  retyping: (cost: string, flows: number) =>
    `Informatie doorgeven en overtypen kost u elk jaar ${cost} aan uren. Geen stap haalt dat helemaal weg, en uren die vrijkomen zijn nog geen geld. Wij schatten dit over de ${flows} schakels die u beschreef.`,
  retypingAutomatic: (cost: string) =>
    `Overtypen doet u hier niet meer. Nakijken of alles goed aankomt, kost u naar schatting nog ${cost} per jaar aan uren.`,
  retypingNone: 'Wat informatie doorgeven u kost, kunnen wij nog niet schatten.',
  retypingRest: (unknown: number) => `De ${unknown} schakels die wij niet kennen, tellen niet mee.`,
  threads: 'Hoe vaak hetzelfde met de hand wordt doorgegeven:',
  thread: (name: string, times: number) => `${name}: ${times} keer`,
  threadOnce: (name: string) => `${name}: 1 keer`,
  threadNever: (name: string) => `${name}: geen enkele keer`,
  threadUnknown: (links: number) => `van ${links} schakels weten wij het niet`,
  threadUnknownOne: 'van 1 schakel weten wij het niet',
  table: 'Uw keten als tabel',
  link: 'Schakel',
  how: 'Hoe het gaat',
  costs: 'Kost per jaar',
  fromTo: (from: string, to: string) => `${from} naar ${to}`,
  isWeakest: 'zwakste schakel',
  notCounted: 'onbekend',
  notThere: 'geen',
  lessUnknown: (unknown: number) =>
    `De tekening en de tabel laten ${unknown} schakels weg waar wij niets van weten.`,
} as const

export const chain = translator(chainNl, {
  title: 'Your chain',
  nothingKnown:
    'You have not told us yet how information travels in your company. So the chain is still grey.',
  reach: (automatic, possible) =>
    `We know of ${possible} routes for information from one department to another in your company. On ${automatic} of them it travels by itself from start to end.`,
  reachNone: (possible) =>
    `We know of ${possible} routes for information from one department to another in your company. On none of them does it travel by itself from start to end.`,
  reachAll: (possible) =>
    `We know of ${possible} routes for information from one department to another in your company. On all of them it travels by itself.`,
  reachWhy: 'One link done by hand is enough to break a whole route.',
  reachRange: (unknown, range) =>
    `We do not know how ${unknown} links go. We did not ask, or you did not know. If they go as in other companies, ${range} of every 100 routes run by themselves.`,
  reachRangeOne: (range) =>
    `We do not know how 1 link goes. If it goes as in other companies, ${range} of every 100 routes run by themselves.`,
  weakest: (link, from, to) => `Your weakest link is “${link}”, from ${from} to ${to}.`,
  weakestTwo: (one, other) => `Your weakest links are “${one}” and “${other}”.`,
  newRoutes: (count) => `If it went by itself, ${count} more routes would run by themselves.`,
  newRoute: 'If it went by itself, 1 more route would run by itself.',
  newRoutesTwo: (count) => `Only when both go by themselves does it help: ${count} more routes.`,
  noWeakest: 'We found no weakest link. Everything you described already goes by itself.',
  closedByFirst: 'Your first step deals with exactly this link.',
  closedByRoadmap: (step) =>
    `Your first step does not change this link. “${step}” does, further on in your roadmap.`,
  closedBy: (step) => `“${step}” improves this link. The weakest link is not always the best place to begin.`,
  closedNotWorth: (step) =>
    `“${step}” improves this link. For you, we expect that step to cost more than it brings in at present.`,
  closedByNone: 'We know of no step that improves exactly this link.',
  retyping: (cost, flows) =>
    `Passing on and retyping information costs you ${cost} a year in hours. No step removes all of that, and hours freed are not money yet. This is our estimate for the ${flows} links you described.`,
  retypingAutomatic: (cost) =>
    `You no longer retype any of this. Checking that everything arrives still costs you an estimated ${cost} a year in hours.`,
  retypingNone: 'We cannot estimate yet what passing on information costs you.',
  retypingRest: (unknown) => `The ${unknown} links we do not know are not included.`,
  threads: 'How often the same thing is passed on by hand:',
  thread: (name, times) => `${name}: ${times} times`,
  threadOnce: (name) => `${name}: once`,
  threadNever: (name) => `${name}: never`,
  threadUnknown: (links) => `we do not know ${links} links`,
  threadUnknownOne: 'we do not know 1 link',
  table: 'Your chain as a table',
  link: 'Link',
  how: 'How it goes',
  costs: 'Cost per year',
  fromTo: (from, to) => `${from} to ${to}`,
  isWeakest: 'weakest link',
  notCounted: 'unknown',
  notThere: 'none',
  lessUnknown: (unknown) => `The drawing and the table leave out ${unknown} links we know nothing about.`,
})
