import { html } from 'hono/html'
import type { Feature } from '#platform/feature.ts'
import {
  actions,
  bulletList,
  button,
  details,
  form,
  heading,
  link,
  linkButton,
  notice,
  paragraph,
  smallPrint,
  summaryList,
  table,
} from '#platform/ui/components.ts'
import { checkboxGroup, errorSummary, radioGroup, textInput } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'

/** Every component once, for tests and for looking: not part of the site. */
export const gallery: Feature = {
  name: 'gallery',
  pages: (app) => {
    app.get('/galerij', (c) => {
      const { language } = c.get('ctx')
      return c.html(page({ title: 'Galerij', language, path: '/galerij', main: everything() }))
    })
    app.get('/galerij/vraag', (c) => {
      const { language } = c.get('ctx')
      const backHref = '/galerij'
      return c.html(
        page({ title: 'Fout: Orders', language, path: '/galerij/vraag', backHref, main: question(language) }),
      )
    })
    app.post('/galerij/vraag', (c) => c.redirect('/galerij', 303))
  },
}

const question = (language: 'nl' | 'en') => html`${errorSummary(language, [
  { field: 'orders', message: 'Kies hoe orders nu binnenkomen, of kies “Weet ik niet”.' },
  { field: 'turnover', message: 'Vul uw omzet in als een getal, bijvoorbeeld 2.500.000.' },
])}
${form('/galerij/vraag', [
  radioGroup({
    name: 'orders',
    isQuestion: true,
    legend: 'Hoe komen orders van klanten bij u binnen?',
    hint: 'Wij vragen dit omdat overtypen tijd kost. Kies wat het meest voorkomt.',
    error: 'Kies hoe orders nu binnenkomen, of kies “Weet ik niet”.',
    value: 'typed',
    options: [
      { value: 'paper', label: 'Mondeling of op papier' },
      { value: 'file', label: 'Per e-mail of in een spreadsheet' },
      { value: 'typed', label: 'Wij typen ze over in een systeem', hint: 'Bijvoorbeeld in uw ERP-pakket' },
      { value: 'one-way', label: 'Vanzelf, van de klant naar ons' },
      { value: 'unknown', label: 'Weet ik niet' },
    ],
  }),
  textInput({
    name: 'turnover',
    label: 'Wat was uw omzet vorig jaar?',
    hint: 'Een schatting is goed genoeg.',
    error: 'Vul uw omzet in als een getal, bijvoorbeeld 2.500.000.',
    value: 'veel',
    prefix: '€',
    suffix: 'per jaar',
    inputMode: 'numeric',
    short: true,
  }),
  checkboxGroup({
    name: 'barriers',
    legend: 'Wat houdt u tegen?',
    hint: 'U kunt meer dan één antwoord kiezen.',
    values: ['people'],
    options: [
      { value: 'people', label: 'Te weinig mensen die dit kunnen' },
      { value: 'money', label: 'Te weinig geld' },
    ],
  }),
  actions(button('Verder'), button('Sla over', { kind: 'secondary', name: 'skip', value: 'yes' })),
])}`

const everything = () => html`${heading(1, 'Begin met orders digitaal melden op de werkvloer')}
${paragraph('Kost € 8.000 tot € 25.000. Levert per jaar € 5.000 tot € 40.000 op. Na 3 tot 9 maanden in gebruik.', { lead: true })}
${paragraph([
  'U typt nu dezelfde order drie keer over. Een scherm bij de machine neemt dat weg. Probeer het eerst bij ',
  link('#', 'een fieldlab in de buurt'),
  ', dan weet u binnen zes weken of het bij uw werkvloer past.',
])}
${actions(linkButton('#', 'Begin'), linkButton('#', 'Print dit advies', { kind: 'secondary' }), button('Bewaar', { kind: 'subtle' }))}
${notice('info', 'Dit weten we niet goed: het is een schatting van ons.')}
${notice('warning', 'Uw kas wordt krap in maand 4. Zo ziet u of dat verandert.', { title: 'Let op uw kas' })}
${heading(2, 'Wat overtypen u kost')}
${table({
  caption: 'Vijf stromen, de duurste eerst',
  columns: [{ label: 'Stroom' }, { label: 'Hoe het gaat' }, { label: 'Per jaar', numeric: true }],
  rows: [
    ['Order van de klant', 'overgetypt in een systeem', '€ 12.000'],
    ['Werkbon naar de vloer', 'op papier', '€ 9.400'],
    ['Uren terug', 'spreadsheet', '€ 6.100'],
    ['Inkooporder', 'e-mail', '€ 2.300'],
    ['Factuur', 'automatisch, één kant op', '€ 900'],
  ],
})}
${smallPrint('Bron: uw eigen antwoorden, 12 maart 2026. Uurloon: schatting.')}
${heading(3, 'Stop als')}
${bulletList(['na drie maanden nog wordt overgetypt', 'de leverancier geen koppeling kan laten zien'])}
${details('Waar deze cijfers vandaan komen', 'Uit 44 stappen, elk met bron en waardering.')}
${details('Waarom niet eerst een robot', 'Die betaalt zich bij uw seriegrootte niet terug.')}
${heading(2, 'Uw antwoorden')}
${summaryList([
  {
    key: 'Aantal medewerkers',
    value: '24',
    change: { href: '#', label: 'Wijzig', about: 'aantal medewerkers' },
  },
  { key: 'Omzet', value: 'Liever niet', change: { href: '#', label: 'Wijzig', about: 'omzet' } },
])}`
