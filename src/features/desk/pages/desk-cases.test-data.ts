import { askQuestion } from '../ask-question.ts'
import { addToCase } from '../add-to-case.ts'
import { addNote, assignCase, closeCase, replyToCase } from '../change-case.ts'
import { askSchema } from '../contract.ts'
import { findCase } from '../find-case.ts'
import { handOverCase, handToProgramme } from '../hand-over.ts'
import { watchOnce } from '../promises/watch-promises.ts'
import { saveText } from '../texts/text-modules.ts'
import { uuidOf } from '#platform/uuid.ts'
import { deskSite, type DeskSite, PEOPLE } from './desk-pages.test-data.ts'

/** For tests: questions as firms ask them, in all states. Names and firms are invented. */
type Told = readonly [
  at: string,
  name: string,
  email: string,
  province: string,
  topic: string,
  question: string,
]
const QUESTIONS: readonly Told[] = [
  [
    '2026-11-30T10:40:00Z',
    'Sanne Kuipers',
    'sanne@kuipersplaatwerk.example',
    'Zuid-Holland',
    'software',
    'Wij krijgen tekeningen als pdf en typen alles over in ons ERP. Kan dat automatisch?\n\nWe zijn met 45 mensen en gebruiken Ridder iQ. Het gaat om ongeveer 60 orders per week. Een collega is er nu twee dagen per week mee bezig, en er gaat geregeld iets mis met de aantallen.',
  ],
  [
    '2026-11-30T09:15:00Z',
    'Tom Verhoef',
    'tom@verhoefspuitgiet.example',
    'Zuid-Holland',
    'machines',
    'Wie kan meekijken of een cobot bij onze spuitgietmachines past?',
  ],
  [
    '2026-11-30T08:05:00Z',
    '',
    'info@maasmetaal.example',
    'Zuid-Holland',
    '',
    'Is er subsidie voor een ERP-pakket?',
  ],
  [
    '2026-11-27T14:30:00Z',
    'Ab Koster',
    'ab@koster-verspaning.example',
    'Zuid-Holland',
    'data',
    'Onze CNC-machines zijn van 2004. Kunnen we toch zien hoe lang ze stilstaan?',
  ],
  [
    '2026-11-27T10:10:00Z',
    'Linda Zwart',
    'linda@zwartverpakking.example',
    'Zuid-Holland',
    'security',
    'Wij zijn gehackt en al onze bestanden zijn versleuteld. Wat nu?',
  ],
  [
    '2026-11-26T09:00:00Z',
    'Peter van Dam',
    'peter@vandamlastechniek.example',
    'Zuid-Holland',
    'people',
    'Welke cursus kan ik een lasser van 58 geven die met de lasrobot gaat werken?',
  ],
  [
    '2026-11-25T13:20:00Z',
    'Yusuf Aydin',
    'yusuf@aydincoating.example',
    'Zuid-Holland',
    'chain',
    'Onze grootste klant wil orders via een portaal sturen. Moeten wij daaraan meedoen?',
  ],
  [
    '2026-11-24T08:45:00Z',
    'Marloes Bakker',
    'marloes@bakkerhout.example',
    'Zuid-Holland',
    'money',
    'Hoe reken ik uit of een digitale werkinstructie zich terugverdient?',
  ],
  [
    '2026-11-23T15:10:00Z',
    'Dirk Post',
    'dirk@postgereedschap.example',
    'Zuid-Holland',
    'software',
    'Wat is het verschil tussen MES en ERP, en welke heb ik nodig?',
  ],
  [
    '2026-11-23T09:30:00Z',
    'Kees de Boer',
    'kees@example.nl',
    'Zuid-Holland',
    'machines',
    'Wij willen onze pers voorzien van sensoren. Waar beginnen we?',
  ],
  [
    '2026-11-20T11:00:00Z',
    'Annemiek Smit',
    'annemiek@smitrvs.example',
    'Zuid-Holland',
    'data',
    'Kan ik de uren op de vloer laten scannen in plaats van opschrijven?',
  ],
  [
    '2026-11-19T10:00:00Z',
    'Rob Hendriks',
    'rob@hendrikspompen.example',
    'Zuid-Holland',
    'other',
    'Kunnen we een bedrijf bezoeken dat al met een digitale tweeling werkt?',
  ],
  [
    '2026-11-18T12:30:00Z',
    'Ilse Wolters',
    'ilse@wolterskunststof.example',
    'Zuid-Holland',
    'data',
    'Hoe meet ik mijn energieverbruik per machine?',
  ],
  [
    '2026-11-17T09:00:00Z',
    'Geert Prins',
    'geert@prinsstaal.example',
    'Zuid-Holland',
    'software',
    'Kan ons calculatieprogramma praten met onze webshop?',
  ],
  [
    '2026-11-16T14:00:00Z',
    'Noor Jacobs',
    'noor@jacobsmachines.example',
    'Zuid-Holland',
    'people',
    'Waar vind ik een stagiair die iets met data kan?',
  ],
  [
    '2026-11-30T09:40:00Z',
    'Jelle Dijkstra',
    'jelle@dijkstrajachtbouw.example',
    'Fryslân',
    'software',
    'Wij zoeken een planbord dat ook op een telefoon werkt.',
  ],
]

const REPLY =
  'Dag,\n\nDat kan vaak wel. Begin met één soort tekening en meet een week lang hoeveel tijd het overtypen u kost. Daarna kunt u bij het fieldlab in Delft gratis een proef doen.\n\nZullen we donderdag even bellen?'

/** Gives the numbers of the cases, in the order above. */
export async function seedCases(site: DeskSite): Promise<readonly string[]> {
  const { marieke, fatima } = PEOPLE
  const now = site.clock.at
  const ids: string[] = []
  for (const [at, name, email, province, topic, question] of QUESTIONS.toReversed()) {
    site.clock.at = new Date(at)
    const form = askSchema.parse({ question, name, email, province, topic })
    const asked = await askQuestion(site.ctx, site.parts, { form, siteUrl: 'http://localhost:3000' })
    if (!asked.ok) throw new Error(`not asked: ${JSON.stringify(asked.error)}`)
    ids.unshift(asked.value.id)
  }
  site.clock.at = now
  await work(site, ids)
  await saveText(site.ctx, marieke.actor, undefined, {
    name: 'Bellen voorstellen',
    body: 'Dag {naam},\n\nMag ik u hierover bellen? Laat weten wanneer het u past.\n\nGroet,\n{adviseur}, {hub}',
  })
  await saveText(site.ctx, PEOPLE.bureau.actor, undefined, {
    name: 'Subsidie: waar kijken',
    body: 'Kijk voor subsidies eerst bij RVO. Wij helpen u graag met de keuze van de stap zelf.',
  })
  await saveText(site.ctx, fatima.actor, undefined, {
    name: 'Alleen van Noord',
    body: 'Groeten uit het noorden.',
  })
  return ids
}

async function work(site: DeskSite, ids: readonly string[]): Promise<void> {
  const { ctx, parts } = site
  const { marieke, joost } = PEOPLE
  const versionOf = async (id: string) => {
    const found = await findCase(ctx, marieke.actor, id)
    return found.ok ? found.value.version : 0
  }
  const at = (index: number) => ids[index] ?? ''
  for (const index of [0, 3, 5, 9])
    await assignCase(ctx, parts, marieke.actor, at(index), { version: 1, accountId: marieke.actor.accountId })
  for (const index of [1, 6])
    await assignCase(ctx, parts, marieke.actor, at(index), { version: 1, accountId: joost.actor.accountId })
  await addNote(ctx, parts, joost.actor, at(0), {
    words: 'Ik ken dit bedrijf: Sanne belt liever dan dat ze mailt. Vorig jaar bij RoboHouse geweest.',
  })
  for (const index of [0, 7, 8, 10, 11, 12, 13]) {
    await replyToCase(ctx, parts, marieke.actor, at(index), {
      version: await versionOf(at(index)),
      words: REPLY,
    })
  }
  for (const index of [11, 12, 13])
    await closeCase(ctx, parts, marieke.actor, at(index), {
      version: await versionOf(at(index)),
      outcome: 'solved',
    })
  await closeCase(ctx, parts, joost.actor, at(14), { version: 1, outcome: 'by-phone' })
  await handToProgramme(ctx, parts, marieke.actor, at(4), {
    version: 1,
    programme: 'ncsc',
    reason: 'Bij een aanval helpt het Nationaal Cyber Security Centrum u direct verder.',
  })
  await handOverCase(ctx, parts, marieke.actor, at(2), {
    version: 1,
    organisationId: uuidOf('organisation', 'noord'),
    reason: 'Het bedrijf verhuist volgende maand naar Emmen.',
  })
  site.clock.at = new Date(site.clock.at.getTime() - 60_000)
  await addToCase(
    ctx,
    { actor: PEOPLE.kees.actor, id: at(9) },
    { words: 'Het gaat om een excenterpers van Bliss.' },
  )
  site.clock.at = new Date(site.clock.at.getTime() + 60_000)
  await watchOnce(ctx, parts)
}

/** A desk with these questions; `made` are the drafts of articles. */
export async function workingDesk(use: () => Parameters<typeof deskSite>[0]) {
  const made: unknown[] = []
  const draftArticle = async (_ctx: unknown, _actor: unknown, draft: unknown) => {
    made.push(draft)
    return '/kennis/nieuw/1'
  }
  const site = await deskSite(use(), { draftArticle })
  const ids = await seedCases(site)
  return {
    site,
    made,
    path: (index: number) => `/balie/${ids[index]}`,
    id: (index: number) => ids[index] ?? '',
  }
}

/** The boxes of an inbox, by the subject beside them. */
export const boxesIn = (text: string) =>
  [...text.matchAll(/name="zaak" value="([^"]+)"[^>]*>.*?<a [^>]*>([^<]*)<\/a>/gs)].map(
    ([, value = '', subject]) => ({ value, subject }),
  )
