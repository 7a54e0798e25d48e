import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const print = readFileSync(new URL('./schakel.css', import.meta.url), 'utf8')

const coloursIn = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/--schakel-([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
  )
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)')
const themes = {
  light: coloursIn(light),
  dark: { ...coloursIn(light), ...coloursIn(dark.split('/* What')[0] ?? '') },
  print: { ...coloursIn(light), ...coloursIn(print.split('@media print')[1] ?? '') },
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const channel = (at: number) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

const GROUNDS = ['paper', 'paper-deep', 'accent-wash', 'signal-wash']
const TEXTS = ['ink', 'ink-soft', 'accent', 'accent-deep', 'signal']
const TEXT_PAIRS = [
  ...GROUNDS.flatMap((ground) => TEXTS.map((text) => [text, ground])),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-deep'],
] as [string, string][]

test('contrast is measured as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

test.each(Object.entries(themes))('in %s every text can be read on every ground it stands on', (_, theme) => {
  const poor = TEXT_PAIRS.map(([text, ground]) => ({
    pair: `${text} on ${ground}`,
    contrast: contrast(theme[text] ?? '', theme[ground] ?? ''),
  })).filter((pair) => !(pair.contrast >= 4.5))
  expect(poor).toEqual([])
})

test.each(Object.entries(themes))(
  'in %s the edge of what can be filled in stands out from the paper',
  (_, theme) => {
    expect(contrast(theme['edge'] ?? '', theme['paper'] ?? '')).toBeGreaterThanOrEqual(3)
  },
)

test('dark has its own value for every colour', () => {
  expect(Object.keys(coloursIn(dark)).toSorted()).toEqual(Object.keys(coloursIn(light)).toSorted())
})

test('no colour stands outside the tokens', () => {
  const rest = (print.split('@media print')[0] ?? '') + (dark.split('/* What')[1] ?? '')
  expect(rest.match(/#[0-9a-f]{3,8}\b|rgb|hsl/gi)).toBeNull()
})
