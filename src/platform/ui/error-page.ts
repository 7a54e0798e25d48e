import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Env } from '../context.ts'
import { languageOf, pathIn, translator } from '../i18n.ts'
import { heading, linkButton, paragraph, smallPrint } from './components.ts'
import { page } from './layout.ts'

const nl = {
  'notFound.title': 'Deze pagina is er niet',
  'notFound.body': 'Kijk of het adres klopt. Een privélink is lang: kopieer hem helemaal.',
  'badMethod.title': 'Dat kan hier niet',
  'badMethod.body': 'Deze pagina kan alleen bekeken worden. Ga terug en probeer het opnieuw.',
  'badRequest.title': 'Dit kunnen wij niet lezen',
  'badRequest.body': 'Het formulier kwam verminkt aan. Ga terug en probeer het opnieuw.',
  'tooLarge.title': 'Dit is te groot',
  'tooLarge.body': 'Wat u stuurde, past niet. Maak het korter en probeer het opnieuw.',
  'foreignForm.title': 'Dit formulier kwam van een andere site',
  'foreignForm.body': 'Daarom hebben wij er niets mee gedaan. Begin op onze eigen pagina.',
  'forbidden.title': 'Dit mag u niet zien',
  'forbidden.body': 'Deze pagina is van iemand anders.',
  'conflict.title': 'Dit botst met wat er al staat',
  'conflict.body': 'Ga terug, ververs de pagina en probeer het opnieuw.',
  'expired.title': 'Deze link is verlopen',
  'expired.body': 'De gegevens achter deze link zijn gewist. U kunt opnieuw beginnen.',
  'stillBusy.title': 'Wij zijn hier nog mee bezig',
  'stillBusy.body': 'U stuurde dit al. Wacht even en ververs deze pagina; wij doen het één keer.',
  'alreadyDone.title': 'Dit is al gedaan',
  'alreadyDone.body': 'U stuurde dit twee keer. Wij hebben het één keer gedaan.',
  'tooBusy.title': 'Het is nu erg druk',
  'tooBusy.body': 'Wat u eerder invulde, is bewaard. Wacht een minuut en ververs deze pagina.',
  'defect.title': 'Er ging bij ons iets mis',
  'defect.body': 'Het ligt niet aan u. Wat u eerder invulde, is bewaard. Probeer het straks opnieuw.',
  reference: (id: string) => `Blijft het misgaan? Geef dan dit nummer door: ${id}`,
  home: 'Naar het begin',
} as const

const messages = translator(nl, {
  'notFound.title': 'This page does not exist',
  'notFound.body': 'Check the address. A private link is long: copy all of it.',
  'badMethod.title': 'That is not possible here',
  'badMethod.body': 'This page can only be viewed. Go back and try again.',
  'badRequest.title': 'We cannot read this',
  'badRequest.body': 'The form arrived damaged. Go back and try again.',
  'tooLarge.title': 'This is too large',
  'tooLarge.body': 'What you sent does not fit. Make it shorter and try again.',
  'foreignForm.title': 'This form came from another site',
  'foreignForm.body': 'So we did nothing with it. Please start on our own page.',
  'forbidden.title': 'This is not yours to see',
  'forbidden.body': 'This page belongs to someone else.',
  'conflict.title': 'This clashes with what is there already',
  'conflict.body': 'Go back, refresh the page and try again.',
  'expired.title': 'This link has expired',
  'expired.body': 'The data behind this link has been erased. You can start again.',
  'stillBusy.title': 'We are still working on this',
  'stillBusy.body': 'You sent this already. Wait a moment and refresh this page; we will do it once.',
  'alreadyDone.title': 'This has been done already',
  'alreadyDone.body': 'You sent this twice. We did it once.',
  'tooBusy.title': 'It is very busy now',
  'tooBusy.body': 'What you filled in before is saved. Wait a minute and refresh this page.',
  'defect.title': 'Something went wrong on our side',
  'defect.body': 'It is not your fault. What you filled in before is saved. Try again in a while.',
  reference: (id) => `Does it keep happening? Then mention this number: ${id}`,
  home: 'To the start',
})

type Keys = keyof typeof nl
export type ErrorKind = Keys extends infer K ? (K extends `${infer Kind}.title` ? Kind : never) : never

/** A calm page about what went wrong: one sentence, what to do, and a way on. `id` is for a defect. */
export function errorPage(
  c: Context<Env>,
  kind: ErrorKind,
  status: 400 | 403 | 404 | 405 | 409 | 410 | 413 | 415 | 422 | 500 | 503,
  id?: string,
): Response | Promise<Response> {
  const { language, path } = languageOf(c.req.path)
  const t = messages(language)
  const main = html`${heading(1, t(`${kind}.title`))}
      ${paragraph(t(`${kind}.body`))}
      ${id === undefined ? '' : smallPrint(t('reference', id))}
      <div class="schakel-actions">${linkButton(pathIn(language, '/'), t('home'), { kind: 'secondary' })}</div>`
  return c.html(page({ title: t(`${kind}.title`), language, path, main }), status)
}

const KIND_OF_REFUSAL = {
  forbidden: 'forbidden',
  'not-found': 'notFound',
  conflict: 'conflict',
  expired: 'expired',
} as const
const STATUS_OF_REFUSAL = { forbidden: 403, 'not-found': 404, conflict: 409, expired: 410 } as const

/** A refusal of a use case, as a page says it. */
export const refusedPage = (
  c: Context<Env>,
  refusal: keyof typeof KIND_OF_REFUSAL,
): Response | Promise<Response> => errorPage(c, KIND_OF_REFUSAL[refusal], STATUS_OF_REFUSAL[refusal])
