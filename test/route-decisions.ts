import { readFileSync } from 'node:fs'
import { linkHashOf } from '#platform/link-holder.ts'
import { uuidOf } from '#platform/uuid.ts'
import { tokenOf } from './route-marks.ts'
import { accountOf, firmOf, idOf, organisationOf, TENANTS, type Tenant } from './tenants.ts'

/** A token that nobody has, and what a thief of the database would try: the hash itself. */
export const WRONG_TOKENS = ['w'.repeat(43), linkHashOf('w').slice(0, 43)] as const

const of = (tenant: Tenant, table: string) => [idOf(table, tenant)]
/** A draft, and one that everybody sees. */
const events = (tenant: Tenant) => [`event-${tenant}-1`, `event-${tenant}-2`]
const eventIds = (tenant: Tenant) => [idOf('event', tenant), idOf('event', tenant, 2)]
const byLink = (_: Tenant, token: string) => [token]
/** Nothing of a tenant stands in this part of an address: one that there is will do. */
const publicly =
  (...values: readonly string[]) =>
  () =>
    values

/**
 * What to put for a parameter in the address of a route, by what comes before it: the longest of these that fits. A
 * route whose parameter is not here fails the test until somebody says what of a tenant it could lead to.
 */
export const PARAMETERS: Readonly<Record<string, (tenant: Tenant, token: string) => readonly string[]>> = {
  '/assets/:file': publicly('nothing.css'),
  '/v1/directory/:slug': (tenant) => [`${tenant}-1`],
  '/v1/events/:slug': events,
  '/v1/steps/:stepId': publicly('cobot-cell'),
  '/inloggen/link/:token': byLink,
  '/scan/:link': byLink,
  '/scan/:link/:slug': publicly('mensen'),
  '/advies/:link': byLink,
  '/advies/:link/antwoord/:slug': publicly('mensen'),
  '/voorbeeld/:id': publicly('verspaner', 'nothing'),
  '/open-referral/v3/services/:id': (tenant) => of(tenant, 'directory_entry'),
  '/open-referral/v3/organizations/:id': (tenant) => [organisationOf(tenant)],
  '/open-referral/v3/service_at_locations/:id': (tenant) => of(tenant, 'directory_entry'),
  '/open-referral/v3/taxonomies/:id': publicly('steps'),
  '/open-referral/v3/taxonomy_terms/:id': publicly('cobot-cell'),
  '/netwerk/:slug': (tenant) => [`${tenant}-1`],
  '/liever-niet/:token': byLink,
  '/mijn/verwijzingen/:id': (tenant) => of(tenant, 'referral'),
  '/balie/verwijzingen/:id': (tenant) => of(tenant, 'referral'),
  '/verwijzingen/:id': (tenant) => of(tenant, 'referral'),
  '/vraag/:token': byLink,
  '/vraag/:token/bijlage/:id': (tenant) => of(tenant, 'desk_attachment'),
  '/mijn/vragen/:id': (tenant) => of(tenant, 'desk_case'),
  '/balie/bijlage/:id': (tenant) => of(tenant, 'desk_attachment'),
  '/balie/teksten/:id': (tenant) => of(tenant, 'desk_text'),
  '/balie/:id': (tenant) => of(tenant, 'desk_case'),
  '/evenementen/beheer/:id': eventIds,
  '/evenementen/agenda/eigen/:file': (_, token) => [`${token}.ics`],
  '/evenementen/agenda/:file': (tenant) => [`${tenant}-1.ics`],
  '/evenementen/:slug': events,
  '/kennis/:slug': (tenant) => [`${tenant}-1`],
  '/hoe-wij-rekenen/:step': publicly('cobot-cell'),
  '/mijn/scan/:id': (tenant) => [...of(tenant, 'scan'), ...of(tenant, 'kept_scan')],
  '/mijn/stappen/:id': (tenant) => of(tenant, 'step_report'),
  '/mijn/gegevens/:file': publicly('desk-case.csv', 'firm.csv', 'account.csv'),
}

/** Names of rows of a tenant, by all names that an address or a form has for them. */
export const namesOf = (tenant: Tenant): Readonly<Record<string, string>> => ({
  ...{ bedrijf: firmOf(tenant), firm: firmOf(tenant), firma: firmOf(tenant), firmId: firmOf(tenant) },
  ...{ hub: organisationOf(tenant), organisatie: organisationOf(tenant), organisation: `${tenant}-1` },
  ...{ vraag: idOf('desk_case', tenant), case: idOf('desk_case', tenant), stap: 'cobot-cell' },
  ...{
    wie: accountOf(tenant),
    session: 'x',
    version: '1',
    target: `entry/${idOf('directory_entry', tenant)}`,
  },
})

type Fields = Readonly<Record<string, string>>
const always =
  (...bodies: readonly Fields[]) =>
  () =>
    bodies
const FIRM = readFileSync(new URL('../fixtures/firms/almost-all-unknown.json', import.meta.url), 'utf8')
/** A row may have been changed by a request before. */
const VERSIONS = ['1', '2', '3', '4', '5', '6']
const listed = (tenant: Tenant) => ({
  hub: organisationOf(tenant),
  firm: firmOf(tenant),
  seen: idOf('worklist_mark', tenant),
})
const signUpIds = (tenant: Tenant) => [idOf('event_sign_up', tenant), idOf('event_sign_up', tenant, 2)]

/** Bodies for routes of which no owner sees the form, or whose form says too little. `json`: what is sent to the API. */
export const BODIES: Readonly<Record<string, (tenant: Tenant) => readonly Fields[]>> = {
  'POST /v1/inbound-mail': always({ json: '{}' }),
  'POST /v1/advices': always({ json: FIRM }),
  'POST /inloggen/link/:token': always({}),
  'POST /inloggen/code': always({ code: '123456' }),
  'POST /mijn/inloggen/sessie': (tenant) => [
    { session: linkHashOf(`session session-${tenant}-1`).slice(0, 16) },
  ],
  'POST /mijn/inloggen/tweede-stap/uit': always({ code: '123456' }),
  'POST /rondkijken': always({ als: 'bureau' }, { als: 'adviseur' }),
  'POST /beheer/aanwijzen': (tenant) => [
    {
      email: 'stuurt@x.example',
      duty: tenant === 'a' ? 'adviser' : 'coordinator',
      organisation: `${tenant}-1`,
    },
    { email: 'stuurt@x.example', duty: 'administrator', organisation: '' },
  ],
  'POST /beheer/intrekken': (tenant) => [
    {
      email: `colleague-${tenant}@x.example`,
      ...{ duty: tenant === 'a' ? 'adviser' : 'coordinator', organisation: `${tenant}-1` },
    },
  ],
  'POST /scan/:link/:slug': always({ answer: '46' }),
  'POST /advies/:link/aannames': always({ 'share-scrap': '0.05' }),
  'POST /advies/:link/antwoord/:slug': always({ answer: '46' }),
  'POST /voorbeeld/:id/aannames': always({ 'share-scrap': '0.05' }),
  'POST /netwerk/inlezen': (tenant) => [{ file: `slug;name\n${tenant}-1;Anders` }],
  'POST /balie/werklijst/gebeld': (tenant) => [{ ...listed(tenant), result: 'talked' }],
  'POST /balie/werklijst/later': (tenant) => [{ ...listed(tenant), until: '2026-12-14' }],
  'POST /balie/werklijst/aangeboden': (tenant) => [{ ...listed(tenant), offer: 'peer-1' }],
  'POST /balie/werklijst/tijd': (tenant) => [
    { hub: organisationOf(tenant), talks: '5', away: '', version: '0' },
    { hub: organisationOf(tenant), talks: '5', away: '', version: '1' },
  ],
  'POST /liever-niet/:token': always({}, { kind: 'trial' }),
  'POST /mijn/toestemming': (tenant) => [
    { bedrijf: firmOf(tenant), purpose: 'research', answer: 'yes', version: '2' },
  ],
  'POST /balie/verwijzingen/nieuw': (tenant) => [
    { firma: firmOf(tenant), target: `entry/${idOf('directory_entry', tenant)}`, reason: 'Daarom.' },
  ],
  'POST /mijn/inloggen/gegevens': always({ name: 'Anders', language: 'nl' }),
  'POST /vraag/:token': () => VERSIONS.map((version) => ({ version, bericht: 'Nog iets', doe: 'reageer' })),
  'POST /mijn/vragen/:id': () =>
    VERSIONS.map((version) => ({ version, bericht: 'Nog iets', doe: 'reageer' })),
  'POST /mijn/verwijzingen/:id': () =>
    VERSIONS.map((version) => ({ version, deed: 'tell', words: 'Het lukte.' })),
  'POST /balie/gekozen': (tenant) => [
    { zaak: `${idOf('desk_case', tenant)}:1`, doe: `assign:${uuidOf('account', 'adviser of a')}` },
    { zaak: `${idOf('desk_case', tenant)}:1`, doe: 'close:spam' },
  ],
  'POST /balie/:id': (tenant) => [
    ...VERSIONS.map((version) => ({ version, doe: 'close', afloop: 'spam' })),
    ...[
      { version: '1', doe: 'reply', antwoord: 'Zo.' },
      { version: '1', doe: 'note', notitie: 'Zo.' },
    ],
    ...[
      { version: '1', doe: 'take' },
      { version: '1', doe: 'close', afloop: 'spam' },
    ],
    { version: '1', doe: 'hand-over', hub: uuidOf('organisation', tenant), waarom: 'Daarom.' },
  ],
  'POST /evenementen/beheer/:id/deelnemers': (tenant) =>
    signUpIds(tenant).map((id) => ({ [`was-${id}`]: 'attended', [`from-${id}`]: 'placed' })),
  'POST /evenementen/beheer/:id/loting': always({ value: '1 2 3', again: '1 2 3' }),
  'POST /evenementen/:slug/aanmelden': () =>
    TENANTS.map((tenant) => ({ firm: firmOf(tenant), name: 'Iemand', people: '1' })),
  'POST /evenementen/:slug/afmelden': (tenant) => [
    { firm: firmOf(tenant), code: `${tenant.toUpperCase()}000000001` },
  ],
  'POST /evenementen/:slug/ik-kom': (tenant) => [
    { firm: firmOf(tenant), code: `${tenant.toUpperCase()}000000002` },
  ],
  'POST /evenementen/:slug/terugblik': (tenant) => [
    { firm: firmOf(tenant), useful: 'much', willAct: 'yes', recommends: 'yes' },
  ],
  'POST /mijn/bedrijf/nieuw': always({ name: 'Nieuw BV' }),
  'POST /mijn/stappen/nieuw': (tenant) => [
    { bedrijf: firmOf(tenant), step: 'cobot-cell', state: 'started', date: '2026-11-01' },
  ],
  'POST /mijn/bewaar': (tenant) => [{ link: tokenOf(tenant), bedrijf: firmOf(tenant) }],
  'POST /mijn/wissen': (tenant) => [{ confirm: `${tenant}-1@x.example` }],
}

/** Routes that end a session or an account: tried last, each with a session of its own. */
export const ENDING: readonly string[] = [
  'POST /uitloggen',
  'POST /mijn/inloggen/overal',
  'POST /mijn/wissen',
]
