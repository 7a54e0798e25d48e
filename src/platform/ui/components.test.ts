import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import { gallery } from '../../../test/gallery.ts'
import type { Ctx } from '../context.ts'
import { createApp } from '../http.ts'
import { button, heading, linkButton, notice, paragraph, table } from './components.ts'
import { errorSummary, radioGroup, textInput } from './fields.ts'

const app = createApp({
  features: [gallery],
  ctx: { db: undefined as unknown as Ctx['db'], now: () => new Date() },
  config: {},
  report: () => {},
})
const NASTY = `"><script>alert('x')</script>&`

describe('every page', () => {
  test.each(['/galerij', '/galerij/vraag', '/en/galerij', '/nowhere'])('%s is valid HTML', async (path) => {
    const text = await (await app.request(path)).text()
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: {
        'void-style': 'off',
        'no-trailing-whitespace': 'off',
        'long-title': 'off',
        'no-redundant-role': 'off',
        'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }],
      },
    })
    const report = await validator.validateString(text)
    expect(
      report.results.flatMap(({ messages }) => messages.map((m) => `${m.line}: ${m.ruleId} ${m.message}`)),
    ).toEqual([])
  })

  test('has a skip link to its main part, a language link to the same page, and no inline style or script', async () => {
    const text = await (await app.request('/en/galerij')).text()
    expect(text).toContain('href="#inhoud"')
    expect(text).toMatch(/<main [^>]*id="inhoud"/)
    expect(text).toMatch(/<a [^>]*href="\/galerij" lang="nl" hreflang="nl">Nederlands<\/a>/)
    expect(text).not.toMatch(/<style|<script(?! type="module" src)| style=| on\w+=/)
  })
})

describe('what people type', () => {
  test.each([
    ['text', () => paragraph(NASTY)],
    ['a heading', () => heading(2, NASTY, { id: NASTY })],
    ['a button', () => button(NASTY, { name: NASTY, value: NASTY })],
    ['a link', () => linkButton(NASTY, NASTY)],
    ['a notice', () => notice('info', NASTY, { title: NASTY })],
    ['a table', () => table({ caption: NASTY, columns: [{ label: NASTY }], rows: [[NASTY]] })],
    ['a field', () => textInput({ name: NASTY, label: NASTY, value: NASTY, hint: NASTY, error: NASTY })],
    [
      'a choice',
      () =>
        radioGroup({ name: NASTY, legend: NASTY, options: [{ value: NASTY, label: NASTY }], value: NASTY }),
    ],
    ['an error', () => errorSummary('nl', [{ field: NASTY, message: NASTY }])],
  ])('stays text in %s', (_, make) => {
    const text = String(make())
    expect(text).not.toMatch(/<script|"><s/)
  })
})

describe('a field with an error', () => {
  const field = String(
    textInput({ name: 'staff', label: 'Medewerkers', hint: 'Tel iedereen.', error: 'Vul een getal in.' }),
  )

  test('says so where it is, and is linked from the summary', () => {
    const [, target] =
      /href="#([^"]+)"/.exec(String(errorSummary('nl', [{ field: 'staff', message: 'x' }]))) ?? []
    expect(field).toContain(`id="${target}"`)
    expect(field).toContain('aria-invalid="true"')
    for (const id of (/aria-describedby="([^"]+)"/.exec(field)?.[1] ?? 'none').split(' ')) {
      expect(field).toContain(`id="${id}"`)
    }
  })

  test('without errors there is no summary', () => {
    expect(errorSummary('nl', [])).toBe('')
  })
})

test('a choice marks the answer given, and only that', () => {
  const options = ['a', 'b'].map((value) => ({ value, label: value }))
  const text = String(radioGroup({ name: 'x', legend: 'X', options, value: 'b' }))
  expect(text.match(/value="(\w)" checked/g)).toEqual(['value="b" checked'])
})
