import { changeArticle, makeArticle, type ArticleContent } from '#features/library/index.ts'
import { done, type Filling } from './filling.ts'
import { FLOOR_QUESTIONS } from './questions-floor.ts'
import { OFFICE_QUESTIONS } from './questions-office.ts'

/** Answers that became articles: by which hub, of the first question about which step. The last two are drafts still. */
const ARTICLES: readonly (readonly [hub: string, step: string, title: string])[] = [
  ['zilverdijk', 'cobot-cell', 'Is een serie van veertig stuks genoeg voor een cobot?'],
  ['kruisbeemd', 'machine-monitoring', 'Oude machines volgen zonder ze te vervangen'],
  ['duinkolk', 'cyber-basics', 'Drie dingen die u deze maand kunt doen tegen hackers'],
  ['veenklok', 'inline-vision-qc', 'Vooraf weten of een camera uw fouten ziet'],
  ['zilverdijk', 'finite-scheduling', 'Wat planningssoftware wel en niet beter doet dan uw planner'],
  ['stroomwaard', 'scsn-order-exchange', 'Wat uw ERP moet kunnen voor orders via SCSN'],
  ['kruisbeemd', 'master-data-cleanup', 'Dertigduizend artikelnummers opruimen zonder iets te verliezen'],
  ['duinkolk', 'energy-monitoring', 'Vind uit welke machine uw stroom verbruikt'],
  ['zilverdijk', 'erp-introduction', 'Een nieuw ERP kiezen dat niet te groot is'],
  ['veenklok', 'automatic-quotation', 'Automatisch calculeren voor plaatwerk: hoe u begint'],
  ['stroomwaard', 'e-invoicing-peppol', 'E-facturen via Peppol voor een klein bedrijf'],
  ['kruisbeemd', 'maintenance-log', 'Onderhoud bijhouden zonder groot systeem'],
  ['zilverdijk', 'digital-measuring', 'Van schuifmaat naar meetrapport'],
  ['duinkolk', 'barcode-rfid-stock', 'Barcode of RFID?'],
]
const DRAFTS = 2

/** In the second half of the year good answers become articles. */
export function planArticles({ year, ctx, cast }: Filling): void {
  ARTICLES.forEach(([hub, step, titleNl], n) => {
    const keeper = cast.colleagues.find(({ slug }) => slug === hub)!.actor
    const share = 0.4 + (0.55 * n) / ARTICLES.length
    year.plan(year.from + share * (year.until - year.from), async () => {
      const { slug } = done(await makeArticle(ctx, keeper, contentOf(step, titleNl)))
      if (n >= ARTICLES.length - DRAFTS) return
      done(await changeArticle(ctx, keeper, { slug, version: 1, action: 'publish', mayBePublic: true }))
    })
  })
}

function contentOf(step: string, titleNl: string): ArticleContent {
  const found = [...FLOOR_QUESTIONS, ...OFFICE_QUESTIONS].find((one) => one.step === step)
  if (found === undefined) throw new Error(`nobody asked about ${step}`)
  const bodyNl = `${found.answer}\n\nLoopt u ergens op vast? Stel uw vraag, dan kijken we mee.`
  return { ...{ titleNl, bodyNl, titleEn: '', bodyEn: '', source: '' }, topic: found.topic, steps: [step] }
}
