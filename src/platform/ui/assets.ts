import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, extname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A file that is served as it is, forever, under a name that changes with its content. */
export type Asset = Readonly<{ path: string; body: Uint8Array<ArrayBuffer>; type: string }>

const COMPONENT_STYLES = [
  '@nl-design-system-candidate/button-css/button.css',
  '@nl-design-system-candidate/heading-css/heading.css',
  '@nl-design-system-candidate/link-css/link.css',
  '@nl-design-system-candidate/paragraph-css/paragraph.css',
  '@nl-design-system-candidate/skip-link-css/skip-link.css',
  '@utrecht/alert-css/dist/index.css',
  '@utrecht/checkbox-css/dist/index.css',
  '@utrecht/form-field-css/dist/index.css',
  '@utrecht/form-fieldset-css/dist/index.css',
  '@utrecht/form-label-css/dist/index.css',
  '@utrecht/radio-button-css/dist/index.css',
  '@utrecht/table-css/dist/index.css',
  '@utrecht/textbox-css/dist/index.css',
]
const FONT_WEIGHTS = [400, 700]
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

const fileOf = createRequire(import.meta.url).resolve
const assets = new Map<string, Asset>()
const ownStyles: string[] = []
let stylesheet: Asset | undefined

/** Serves a file of a feature (a script, a picture); returns the path to use in a page. Call it while loading. */
export function addAsset(file: URL): string {
  return add(basename(fileURLToPath(file)), readFileSync(file)).path
}

/** Adds the styles of a feature to the one stylesheet. Call it while loading, before the first page is made. */
export function addStyles(file: URL): void {
  if (stylesheet !== undefined) throw new Error(`addStyles(${file}): the stylesheet is made already`)
  ownStyles.push(readFileSync(file, 'utf8'))
}

/** The asset at a path, or undefined. */
export function findAsset(path: string): Asset | undefined {
  stylesheetPath()
  return assets.get(path)
}

/** Fonts, components, tokens, and the features' own styles, in that order, as one file. */
export function stylesheetPath(): string {
  stylesheet ??= add('schakel.css', Buffer.from(bundle()))
  return stylesheet.path
}

/** Of the regular font, to fetch before the stylesheet has been read. */
export const fontPath = (): string => font(400).path

function bundle(): string {
  const own = ['tokens.css', 'schakel.css'].map((name) =>
    readFileSync(new URL(name, import.meta.url), 'utf8'),
  )
  const components = COMPONENT_STYLES.map((name) => readFileSync(fileOf(name), 'utf8'))
  return [...FONT_WEIGHTS.map(fontFace), ...components, ...own, ...ownStyles].map(withoutComments).join('\n')
}

const withoutComments = (css: string) => css.replace(/\/\*(?!!)[\s\S]*?\*\//g, '').replace(/\n\s+/g, '\n')

const fontFace = (weight: number) => `@font-face {
  font-family: "Atkinson Hyperlegible";
  font-weight: ${weight};
  font-display: swap;
  src: url("${font(weight).path}") format("woff2");
}`

const fonts = new Map<number, Asset>()

function font(weight: number): Asset {
  const known = fonts.get(weight)
  if (known !== undefined) return known
  const name = `atkinson-hyperlegible-latin-${weight}-normal.woff2`
  const asset = add(name, readFileSync(fileOf(`@fontsource/atkinson-hyperlegible/files/${name}`)))
  fonts.set(weight, asset)
  return asset
}

function add(name: string, content: Uint8Array): Asset {
  const extension = extname(name)
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12)
  const asset: Asset = {
    path: `/assets/${basename(name, extension)}-${hash}${extension}`,
    body: new Uint8Array(content),
    type: TYPES[extension] ?? 'application/octet-stream',
  }
  assets.set(asset.path, asset)
  return asset
}
