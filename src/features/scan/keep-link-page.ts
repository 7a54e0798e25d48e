import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { date } from '#platform/numbers.ts'
import { actions, heading, linkButton, notice, paragraph } from '#platform/ui/components.ts'
import type { Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { scanPath } from './addresses.ts'
import { keepAtFirm } from './keep-at-firm.ts'
import { messages } from './messages.ts'
import { DAYS_KEPT, type Scan } from './scan.ts'

/** The private link in full, to copy, to write down, or to mail to oneself. `from` is the page to go back to. */
export function keepLinkPage(
  scan: Scan,
  language: Language,
  { origin, from }: Readonly<{ origin: string; from: string }>,
): Html {
  const t = messages(language)
  const address = `${origin}${pathIn(language, scanPath.resume(scan.link))}`
  const mail = `mailto:?subject=${encodeURIComponent(t('keep.mail.subject'))}&body=${encodeURIComponent(address)}`
  const back = pathIn(language, scanPath.question(scan.link, from))
  const firm = keepAtFirm(scan, language)
  const main = html`${heading(1, t('keep.title'))}
${paragraph(t('keep.lead'), { lead: true })}
${paragraph(t('keep.copy'))}
<p class="nl-paragraph scan-link"><a class="nl-link" href="${address}">${address}</a></p>
<p class="nl-paragraph"><a class="nl-link scan-mail" href="${mail}">${t('keep.mail')}</a></p>
${scan.isKept ? '' : paragraph(t('keep.until', date(scan.expiresAt, language), DAYS_KEPT))}
${notice('info', t('keep.secret'))}
${actions(linkButton(back, t('keep.continue')))}
${heading(2, firm.title)}
${firm.body}`
  return page({
    title: t('keep.title'),
    language,
    path: scanPath.keep(scan.link, from),
    main,
    backHref: back,
  })
}
