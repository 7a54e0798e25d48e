import { html } from 'hono/html'
import { LANGUAGES, type Language, pathIn, translator } from '../i18n.ts'
import { fontPath, stylesheetPath } from './assets.ts'
import { link } from './components.ts'
import { type Content, type Html, attribute } from './content.ts'
import { currentVisitor } from './visitor.ts'

export type Page = Readonly<{
  title: string // the name of the page alone; " · Schakel" is added
  language: Language
  path: string // without /en: where this page stands, for the language link
  main: Content
  backHref?: string
  description?: string
  scripts?: readonly string[] // paths from addAsset; the page must work without them
}>

const messages = translator(
  {
    skip: 'Ga naar de inhoud',
    home: 'Schakel, naar het begin',
    back: 'Terug',
    footer: 'Over deze site',
    ask: 'Vraag stellen',
    library: 'Kennis',
    events: 'Evenementen',
    network: 'Wie kan helpen',
    method: 'Hoe wij rekenen',
    api: 'Voor programma’s (API)',
    privacy: 'Privacy',
    about: 'Over Schakel',
    signIn: 'Inloggen',
    signOut: 'Log uit',
    mine: 'Mijn pagina',
    invented: 'Voorbeeld: alle bedrijven, mensen en uitkomsten zijn verzonnen.',
    beSomeone: 'Kijk rond als …',
  },
  {
    skip: 'Skip to the content',
    home: 'Schakel, to the start',
    back: 'Back',
    footer: 'About this site',
    ask: 'Ask a question',
    library: 'Know-how',
    events: 'Events',
    network: 'Who can help',
    method: 'How we calculate',
    api: 'For programs (API)',
    privacy: 'Privacy',
    about: 'About Schakel',
    signIn: 'Sign in',
    signOut: 'Sign out',
    mine: 'My page',
    invented: 'Example: all firms, people and outcomes are invented.',
    beSomeone: 'Look around as …',
  },
)

const LANGUAGE_NAMES = { nl: 'Nederlands', en: 'English' } as const

/** A whole document: skip link, header with the language link, main, footer. Complete without JavaScript. */
export function page({ title, language, path, main, backHref, description, scripts = [] }: Page): Html {
  const t = messages(language)
  return html`<!DOCTYPE html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <title>${title === 'Schakel' ? title : `${title} · Schakel`}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    ${description === undefined ? '' : html`<meta name="description" content="${description}">`}
    <meta name="format-detection" content="telephone=no">
    <link rel="icon" href="${ICON}">
    <link rel="preload" href="${fontPath()}" as="font" type="font/woff2" crossorigin>
    <link rel="stylesheet" href="${stylesheetPath()}">
    ${scripts.map((script) => html`<script type="module" src="${script}"></script>`)}
  </head>
  <body>
    <a class="nl-skip-link nl-skip-link--visible-on-focus" href="#inhoud">${t('skip')}</a>
    <header class="schakel-header">
      <a class="schakel-wordmark" href="${pathIn(language, '/')}" aria-label="${t('home')}">${LINKS} Schakel</a>
      <div class="schakel-header__links">${visitorLink(language)}${languageLink(language, path)}</div>
    </header>
    ${inventedNotice(language)}
    <main class="schakel-main" id="inhoud" tabindex="-1">
      ${backHref === undefined ? '' : html`<a class="nl-link schakel-back" href="${backHref}">${t('back')}</a>`}
      ${main}
    </main>
    ${footer(language)}
  </body>
</html>
`
}

/** To the same page in the other language. */
function languageLink(language: Language, path: string): Html {
  const other = LANGUAGES.find((candidate) => candidate !== language) ?? 'nl'
  return html`<a class="nl-link schakel-header__language" href="${pathIn(other, path)}" lang="${other}" hreflang="${other}">${LANGUAGE_NAMES[other]}</a>`
}

/** Of an invented network: on every page, and the way to sign in as one of its people. */
function inventedNotice(language: Language): Content {
  if (currentVisitor().isInvented !== true) return ''
  const t = messages(language)
  return html`<aside class="schakel-invented">${t('invented')} <a class="nl-link" href="${pathIn(language, '/rondkijken')}">${t('beSomeone')}</a></aside>`
}

function visitorLink(language: Language): Html {
  const { isSignedIn } = currentVisitor()
  const t = messages(language)
  return html`<a class="nl-link schakel-header__language" href="${pathIn(language, isSignedIn ? '/mijn' : '/inloggen')}">${t(isSignedIn ? 'mine' : 'signIn')}</a>`
}

/** Not a link: it changes something. */
const signOut = (language: Language): Html =>
  html`<li><form method="post" action="${pathIn(language, '/uitloggen')}"><button class="schakel-footer__button" type="submit">${messages(language)('signOut')}</button></form></li>`

function footer(language: Language): Html {
  const t = messages(language)
  const links = [
    link(pathIn(language, '/vraag'), t('ask')),
    link(pathIn(language, '/kennis'), t('library')),
    link(pathIn(language, '/evenementen'), t('events')),
    link(pathIn(language, '/netwerk'), t('network')),
    link(pathIn(language, '/hoe-wij-rekenen'), t('method')),
    link(pathIn(language, '/privacy'), t('privacy')),
    link(pathIn(language, '/over'), t('about')),
    link('/v1/openapi.json', t('api')),
  ]
  return html`<footer class="schakel-footer">
      <nav${attribute('aria-label', t('footer'))}>
        <ul>
          ${links.map((item) => html`<li>${item}</li>`)}
          ${currentVisitor().isSignedIn ? signOut(language) : ''}
        </ul>
      </nav>
    </footer>`
}

/** Two links of a chain, drawn in ink. */
const LINKS = html`<svg viewBox="0 0 36 24" aria-hidden="true" focusable="false" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round"><path d="M20 12a7 7 0 1 1-2.05-4.95"/><path d="M16 12a7 7 0 1 1 2.05 4.95"/></svg>`

const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36" fill="none" stroke="#0c4a5a" stroke-width="4" stroke-linecap="round"><path d="M20 18a7 7 0 1 1-2.05-4.95"/><path d="M16 18a7 7 0 1 1 2.05 4.95"/></svg>',
)}`
