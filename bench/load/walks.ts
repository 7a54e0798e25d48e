import { randomBytes } from 'node:crypto'
import { TEXT_VERSIONS } from '../../src/features/consent/contract.ts'
import type { Expected, LoadRequest, Walk } from './request.ts'
import type { Adviser, Chance, Entrepreneur, World } from './world.ts'

/** What visitors need to do something: the network, chance, and an address of their own. */
export type Visit = Readonly<{ world: World; chance: Chance; visitor: string }>

type Form = Readonly<Record<string, string>>
type More = Readonly<{ cookie?: string; form?: Form }>

const page = (
  kind: string,
  path: string,
  { visitor }: Visit,
  word: string,
  more: More = {},
): LoadRequest => ({
  ...{ kind, path, visitor, ...more, expect: { status: 200, word } },
})
const sent = (kind: string, path: string, { visitor }: Visit, to: RegExp, more: More = {}): LoadRequest => ({
  ...{ kind, path, visitor, form: {}, ...more, expect: { status: 303, to } satisfies Expected },
})

/** What a form carries so that sent twice it acts once; drawn by the page, here by the visitor. */
const once = () => randomBytes(16).toString('base64url')

const WORDS = [
  'robot',
  'erp',
  'planning',
  'lassen',
  'subsidie',
  'machine data',
  'cobot',
  'cyber',
  '3d prnten',
] as const
const PROVINCES = ['Gelderland', 'Overijssel', 'Noord-Brabant', 'Limburg', 'Zuid-Holland', 'Utrecht'] as const

/** Each shows one public page. */
export const PUBLIC: Readonly<Record<string, (visit: Visit) => Walk>> = {
  *home(visit) {
    yield page('page: home', '/', visit, 'action="/scan"')
  },
  *list(visit) {
    const { pick, whole } = visit.chance
    const query = pick([
      '',
      '?soort=fieldlab',
      `?provincie=${pick(PROVINCES)}`,
      '?soort=hub',
      `?pagina=${1 + whole(2)}`,
    ])
    yield page('page: directory, list and map', `/netwerk${query}`, visit, '<svg')
  },
  *entry(visit) {
    const { world, chance } = visit
    yield page('page: directory, an entry', `/netwerk/${chance.pick(world.entrySlugs)}`, visit, '<h1')
  },
  *articles(visit) {
    yield page('page: articles, list', '/kennis', visit, '/kennis/')
  },
  *article(visit) {
    const { world, chance } = visit
    yield page('page: an article', `/kennis/${chance.pick(world.articleSlugs)}`, visit, '<h1')
  },
  *search(visit) {
    const query = new URLSearchParams({ vraag: visit.chance.pick(WORDS) })
    yield page('page: search', `/zoek?${query}`, visit, '<h1')
  },
  *events(visit) {
    yield page('page: events, list', '/evenementen', visit, '/evenementen/')
  },
  *event(visit) {
    const { world, chance } = visit
    yield page('page: an event', `/evenementen/${chance.pick(world.eventSlugs)}`, visit, '<h1')
  },
}

const questionForm = ({ world, chance }: Visit) => ({
  ...{ question: chance.pick(world.questions), province: chance.pick(PROVINCES), topic: '', step: '' },
  ...{ name: 'Vrager', email: `vrager-${chance.whole(1e9)}@bedrijf.example` },
})

/** The form of a question, then what may answer it already, then the question itself. */
export function* askWalk(visit: Visit): Walk {
  const form = questionForm(visit)
  yield page('ask: the form', '/vraag', visit, 'name="question"')
  yield page('ask: searching what may help', '/vraag', visit, 'name="question"', { form })
  const asked = yield sent('ask: asked', '/vraag', visit, /^\/vraag\/[\w-]{43}\?/, {
    form: { ...form, doe: 'stel', eenmalig: once() },
  })
  if (asked.status !== 303) return
  yield page('ask: what became of it', asked.location, visit, 'name="bericht"')
  if (visit.chance.whole(4) > 0) return
  const path = asked.location.split('?')[0] ?? ''
  const more = { bericht: 'Wij hebben er ook een tekening van.', eenmalig: once() }
  yield sent('ask: something added', path, visit, /stand=gestuurd/, { form: more })
}

const FILTERS = [
  '',
  '?toon=open',
  '?toon=van-niemand',
  '?toon=te-laat',
  '?toon=beantwoord',
  '?toon=gesloten',
] as const

/** An adviser looks through the inbox. */
export function* inboxWalk(visit: Visit, { cookie }: Adviser): Walk {
  const { pick, whole } = visit.chance
  const isSearch = whole(4) === 0
  const query = isSearch ? `?toon=gesloten&zoek=${pick(['planning', 'voorraad 12', 'robot'])}` : pick(FILTERS)
  yield page(isSearch ? 'inbox: searched' : 'inbox: a filter', `/balie${query}`, visit, 'name="zoek"', {
    cookie,
  })
}

/** An adviser reads a case. */
export function* caseWalk(visit: Visit, { cookie, openCases, closedCases }: Adviser): Walk {
  const { pick, whole } = visit.chance
  const id = pick(whole(3) === 0 ? openCases : closedCases)
  yield page('case: read', `/balie/${id}`, visit, 'name="version"', { cookie })
}

/** An adviser writes a note; on a closed one, so that no answer of a colleague is in between. */
export function* noteWalk(visit: Visit, { cookie, closedCases }: Adviser): Walk {
  const path = `/balie/${visit.chance.pick(closedCases)}`
  const form = { doe: 'note', notitie: 'Gebeld; belt zelf terug.', eenmalig: once() }
  yield sent('case: a note', path, visit, /stand=note/, { cookie, form })
}

/** An adviser reads a case and answers it. */
export function* replyWalk(visit: Visit, { cookie }: Adviser, caseId: string): Walk {
  const path = `/balie/${caseId}`
  const { text } = yield page('case: read', path, visit, 'name="version"', { cookie })
  const [, version = ''] = /name="version" value="(\d+)"/.exec(text) ?? []
  const form = {
    doe: 'reply',
    version,
    antwoord: 'Begin klein: laat een fieldlab meekijken.',
    eenmalig: once(),
  }
  yield sent('case: a reply', path, visit, /stand=reply/, { cookie, form })
}

/** An entrepreneur looks at the own page. */
export function* mineWalk(visit: Visit, { cookie }: Entrepreneur): Walk {
  yield page('mine: the page of a firm', '/mijn', visit, '<h1', { cookie })
}

/** An entrepreneur looks at a question of before. */
export function* ownQuestionWalk(visit: Visit, { cookie, caseIds }: Entrepreneur): Walk {
  yield page('mine: a question', `/mijn/vragen/${visit.chance.pick(caseIds)}`, visit, '<h1', { cookie })
}

/** Signs up for an event, looks, and does not come after all. */
export function* eventWalk(visit: Visit, { cookie, firmId }: Entrepreneur, slug: string): Walk {
  const path = `/evenementen/${slug}`
  yield page('event: the form', `${path}/aanmelden`, visit, 'name="name"', { cookie })
  const form = { firm: firmId, name: 'Ondernemer', people: '1', eenmalig: once() }
  yield sent('event: signed up', `${path}/aanmelden`, visit, /^\/evenementen\//, { cookie, form })
  const { text } = yield page('event: with the own place', path, visit, 'aanmelding=', { cookie })
  const [, signUp = ''] = /aanmelding=([0-9a-f-]{36})/.exec(text) ?? []
  yield sent('event: left', `${path}/afmelden`, visit, /^\/evenementen\//, { cookie, form: { signUp } })
}

/** Says yes, and later no, to one purpose. */
export function* consentWalk(visit: Visit, { cookie, firmId }: Entrepreneur): Walk {
  const path = `/mijn/toestemming?bedrijf=${firmId}`
  const purpose = visit.chance.pick(['introductions', 'research'] as const)
  const form = { purpose, version: String(TEXT_VERSIONS[purpose]) }
  yield page('consent: the page', path, visit, 'name="purpose"', { cookie })
  yield sent('consent: yes', path, visit, /bewaard=yes/, { cookie, form: { ...form, answer: 'yes' } })
  yield sent('consent: no', path, visit, /bewaard=no/, { cookie, form: { ...form, answer: 'no' } })
}

/** An advice made anew from answers that were given before. */
export function* adviceWalk(visit: Visit): Walk {
  const link = visit.chance.pick(visit.world.scanLinks)
  yield sent('advice: computed', `/advies/${link}`, visit, /^\/advies\//)
}

/** An advice that is kept. */
export function* shownAdviceWalk(visit: Visit): Walk {
  yield page('advice: shown', `/advies/${visit.chance.pick(visit.world.scanLinks)}`, visit, '<h1')
}
