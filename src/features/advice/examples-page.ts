import { html } from 'hono/html'
import type { FirmFile } from '#features/firms/index.ts'
import { type Language, pathIn, translator } from '#platform/i18n.ts'
import { heading, link, notice, paragraph } from '#platform/ui/components.ts'
import type { Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { conclusionText } from './result-conclusion.ts'
import type { ResultView } from './result-view.ts'

/** An invented firm from fixtures/firms/, with the name of its file as id. */
export type ExampleFirm = Readonly<{ id: string; firm: FirmFile }>

const messages = translator(
  {
    title: 'Voorbeelden van een advies',
    lead: 'Zo ziet een advies eruit. Kies een bedrijf dat op het uwe lijkt.',
    invented: 'Deze bedrijven zijn verzonnen.',
    people: (count: number) => `${count} mensen`,
    'own-product': 'maakt eigen producten',
    subcontractor: 'maakt onderdelen voor anderen',
    unknown: 'heeft bijna alles opengelaten',
    advice: (conclusion: string) => `Advies: ${conclusion}`,
  },
  {
    title: 'Examples of an advice',
    lead: 'This is what an advice looks like. Choose a company that resembles yours.',
    invented: 'These companies are invented.',
    people: (count) => `${count} people`,
    'own-product': 'makes products of its own',
    subcontractor: 'makes parts for others',
    unknown: 'left almost everything open',
    advice: (conclusion) => `Advice: ${conclusion}`,
  },
)

/** The invented firms, each with what it is told and a link to the whole advice. */
export function examplesPage(
  examples: readonly (ExampleFirm & Readonly<{ view: ResultView }>)[],
  language: Language,
): Html {
  const t = messages(language)
  const items = examples.map(({ id, firm, view }) => {
    const size = firm.employees === undefined ? [] : [t('people', firm.employees)]
    const about = [...size, t(firm.businessType ?? 'unknown')].join(', ')
    return html`<li>${link(pathIn(language, `/voorbeeld/${id}`), firm.name ?? id)}: ${about}. <span class="result-more">${t('advice', conclusionText(view))}</span></li>`
  })
  const main = html`${heading(1, t('title'))}${paragraph(t('lead'), { lead: true })}${notice('info', t('invented'))}
<ul class="schakel-list">${items}</ul>`
  return page({ title: t('title'), language, path: '/voorbeelden', main, description: t('lead') })
}
