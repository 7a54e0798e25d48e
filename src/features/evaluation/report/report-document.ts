import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { html, raw } from 'hono/html'
import type { Language } from '#platform/i18n.ts'
import type { Content } from '#platform/ui/content.ts'

/** `foot` stands below every printed page. */
export type ReportDocument = Readonly<{
  language: Language
  title: string
  description: string
  foot: string
  main: Content
}>

/** A whole file that needs nothing else: no script, no request. */
export function reportDocument({ language, title, description, foot, main }: ReportDocument): string {
  return String(html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${description}">
<link rel="icon" href="data:,">
<style>${raw(styles())}${raw(`@page{@bottom-left{content:"${cssText(foot)}"}}`)}</style>
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`)
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"

let made: string | undefined

/** Colours of the site, the report's own rules, and the typeface, so that two pages are two pages everywhere. */
function styles(): string {
  made ??= [
    ...[400, 700].map(fontFace),
    ...['../../../platform/ui/tokens.css', './report.css'].map((file) =>
      readFileSync(new URL(file, import.meta.url), 'utf8'),
    ),
  ]
    .join('\n')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\n\s+/g, '\n')
  return made
}

function fontFace(weight: number): string {
  const name = `@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-${weight}-normal.woff2`
  const font = readFileSync(createRequire(import.meta.url).resolve(name)).toString('base64')
  return `@font-face{font-family:"Atkinson Hyperlegible";font-weight:${weight};src:url(data:font/woff2;base64,${font}) format("woff2")}`
}

/** Text as it may stand in a string of a stylesheet: all but letters, digits and spaces by number. */
const cssText = (text: string): string =>
  text.replace(/[^A-Za-z0-9 ]/gu, (character) => `\\${character.codePointAt(0)!.toString(16)} `)
