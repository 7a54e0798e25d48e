import type { Stranger } from './route-world.ts'

/** What strangers may do with rows of a tenant: who, by which routes, with rows of which tables, and why. */
type Leave = Readonly<{
  who: readonly Stranger[]
  routes: readonly string[]
  tables: readonly string[]
  why: string
}>

const BOTH = ['bureau', 'administrator'] as const

/** What a stranger may see. What stands here and is not seen any more fails the test too. */
export const MAY_SEE: readonly Leave[] = [
  {
    who: BOTH,
    routes: ['GET /netwerk/:slug', 'GET /netwerk/:slug/wijzig', 'POST /netwerk/:slug/klopt-nog'],
    tables: ['directory_entry'],
    why: 'the bureau and administrators keep the whole directory, with the drafts of all organisations',
  },
  {
    who: BOTH,
    routes: [
      'GET /kennis/beheer',
      'GET /kennis/:slug',
      'GET /kennis/:slug/wijzig',
      'POST /kennis/:slug/wijzig',
    ],
    tables: ['article'],
    why: 'they keep the whole library, with its drafts',
  },
  {
    who: BOTH,
    routes: ['POST /kennis/:slug/stand'],
    tables: ['article'],
    why: 'the same; it is the page of what was just published or taken back',
  },
  {
    who: ['administrator'],
    routes: ['GET /beheer', 'POST /beheer/aanwijzen'],
    tables: ['account'],
    why: 'administrators give duties: they see the names of everybody who has one',
  },
]

/** What a stranger may change or add. */
export const MAY_CHANGE: readonly Leave[] = [
  {
    who: BOTH,
    routes: ['POST /netwerk/nieuw', 'POST /netwerk/:slug/wijzig'],
    tables: ['directory_entry'],
    why: 'they keep the whole directory',
  },
  {
    who: BOTH,
    routes: ['POST /kennis/:slug/wijzig'],
    tables: ['article', 'audit_entry'],
    why: 'they keep the whole library',
  },
  {
    who: ['administrator'],
    routes: ['POST /beheer/aanwijzen', 'POST /beheer/intrekken'],
    tables: ['duty'],
    why: 'administrators give and take duties, at every organisation',
  },
]

/**
 * Routes with a row of a tenant in their address where its owner sees none of its words, and why. Of all others the walk
 * must find the words when the owner reads them: otherwise that a stranger finds none says nothing.
 */
export const NO_WORDS_OF_OWNERS: Readonly<Record<string, readonly string[]>> = {
  'what is published, or part of Schakel': [
    ...['GET /assets/:file', 'GET /v1/directory/:slug', 'GET /v1/events/:slug', 'GET /v1/steps/:stepId'],
    ...['GET /voorbeeld/:id', 'GET /hoe-wij-rekenen/:step', 'GET /open-referral/v3/services/:id'],
    ...['GET /open-referral/v3/organizations/:id', 'GET /open-referral/v3/service_at_locations/:id'],
    ...['GET /open-referral/v3/taxonomies/:id', 'GET /open-referral/v3/taxonomy_terms/:id'],
    ...['GET /evenementen/agenda/:file{[a-z0-9-]+\\.ics}', 'GET /evenementen/:slug/agenda.ics'],
    ...['GET /evenementen/:slug/loting', 'GET /evenementen/:slug/loting.json'],
  ],
  'of a published event, which says nothing of who comes': [
    ...['GET /evenementen/:slug/aanmelden', 'GET /evenementen/:slug/afmelden'],
    ...['GET /evenementen/:slug/terugblik', 'GET /evenementen/beheer/:id/vervalt'],
    'GET /evenementen/agenda/eigen/:file{[A-Za-z0-9_-]{43}\\.ics}',
  ],
  'a question or a button; answers are choices and numbers, on the page that checks them and in the advice': [
    ...['GET /scan/:link', 'GET /scan/:link/:slug', 'GET /scan/:link/bewaar', 'GET /scan/:link/meetellen'],
    ...['GET /scan/:link/vergelijking', 'GET /advies/:link', 'GET /mijn/scan/:id', 'GET /liever-niet/:token'],
    'GET /inloggen/link/:token',
  ],
}

/** Routes that change nothing of an owner when the walk sends what owners send, and why. The others must. */
export const NO_EFFECT_FOR_OWNERS: Readonly<Record<string, readonly string[]>> = {
  "keeps nothing, or only what is nobody's yet": [
    ...['POST /v1/advices', 'POST /scan', 'POST /voorbeeld/:id/aannames', 'POST /inloggen'],
    'POST /mijn/scan/:id',
  ],
  'asks for a secret that nobody in the walk has': [
    ...['POST /v1/inbound-mail', 'POST /inloggen/link/:token', 'POST /inloggen/code'],
    ...['POST /mijn/inloggen/tweede-stap/bevestigen', 'POST /mijn/inloggen/tweede-stap/uit'],
  ],
  'is there in an invented network only': ['POST /rondkijken'],
  'is not for owners': ['POST /beheer/aanwijzen', 'POST /beheer/intrekken', 'POST /netwerk/inlezen'],
  'was done already, or the row is another one by what was sent before': [
    ...['POST /mijn/inloggen/tweede-stap', 'POST /mijn/bewaar', 'POST /balie/werklijst/later'],
    'POST /evenementen/:slug/ik-kom',
  ],
  'only when the matching was made for the firm, or the event has begun or closed': [
    ...['POST /balie/werklijst/opnieuw', 'POST /balie/werklijst/aangeboden'],
    ...['POST /evenementen/beheer/:id/deelnemers', 'POST /evenementen/beheer/:id/loting'],
    'POST /evenementen/:slug/terugblik',
  ],
}

/**
 * Rights stand twice: in use cases and in the database. With the database wide open this much is read by an adviser of
 * another hub, and nothing is changed: these routes leave it to row-level security alone.
 */
export const HELD_BY_DATABASE_ALONE: readonly string[] = [
  ...['GET /v1/directory/:slug: directory_entry', 'GET /netwerk/:slug: directory_entry'],
  ...[
    'GET /v1/events/:slug: event',
    'GET /evenementen/:slug: event',
    'GET /evenementen/:slug/agenda.ics: event',
  ],
  ...['GET /evenementen/:slug/loting: event', 'GET /evenementen/:slug/loting.json: event'],
  ...[
    'GET /kennis/:slug: article',
    'GET /balie/teksten: desk_text',
    'GET /balie/bijlage/:id: desk_attachment',
  ],
  'GET /vraag/:token/bijlage/:id: desk_attachment',
  'GET /evenementen/agenda/eigen/:file{[A-Za-z0-9_-]{43}\\.ics}: event',
]
