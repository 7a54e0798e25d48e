import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { html, raw } from 'hono/html'
import type { Language } from '#platform/i18n.ts'
import type { EvaluationRecord } from '../evaluation-record.ts'
import { briefSection } from './brief-section.ts'
import { verdictMessages } from './messages-verdict.ts'
import { type ReportView, viewOf } from './report-view.ts'
import { technicalSection } from './technical-section.ts'
import { answerOf } from './verdict-words.ts'

/** One evaluation as a file that needs nothing else: no script, no request, two pages for who decides, then all of it. */
export function reportPage(record: EvaluationRecord, language: Language): string {
  const view = viewOf(record, language)
  return String(html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${record.study.title[language]}</title>
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${answerOf(view)}">
<link rel="icon" href="data:,">
<style>${raw(styles())}${raw(footer(view))}</style>
</head>
<body>
<main>
${briefSection(view)}
${technicalSection(view)}
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

/** The foot of every printed page. */
function footer({ study, language }: ReportView): string {
  const mark = study.invented ? `${verdictMessages(language)('invented')} · ` : ''
  return `@page{@bottom-left{content:"${cssText(`${mark}${study.title[language]}`)}"}}`
}

/** Text as it may stand in a string of a stylesheet: all but letters, digits and spaces by number. */
const cssText = (text: string): string =>
  text.replace(/[^A-Za-z0-9 ]/gu, (character) => `\\${character.codePointAt(0)!.toString(16)} `)
