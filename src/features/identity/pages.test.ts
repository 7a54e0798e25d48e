import { HtmlValidate } from 'html-validate'
import { expect, test } from 'vitest'
import { uuidOf } from '#platform/uuid.ts'
import { describeOnDatabases } from '../../../test/database.ts'
import { peoplePage } from './administration/people-page.ts'
import { identitySite, NOON, organisations, signIn } from './identity-site.test-data.ts'
import { codePage, factorPage, recoveryPage } from './second-factor/factor-page.ts'
import { signInPage } from './sign-in-page.ts'

const htmlValidate = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }],
  },
})

async function expectValidHtml(text: string): Promise<void> {
  const report = await htmlValidate.validateString(text)
  expect(
    report.results.flatMap(({ messages }) =>
      messages.map((m) => `${m.ruleId}: ${m.message} (${m.selector})`),
    ),
  ).toEqual([])
}

const HOSTILE = '"><script>alert(1)</script>&'

test.each(['nl', 'en'] as const)('pages are valid HTML in %s, whatever was typed', async (language) => {
  const person = {
    ...{ accountId: uuidOf('account', 'x'), email: 'x@x.example', name: HOSTILE, kind: 'adviser' as const },
    ...{ organisationSlug: 'noord', organisationName: 'Hub Noord', since: NOON },
  }
  const pages = [
    signInPage({ language, returnPath: '/mijn', email: HOSTILE, isWrong: true, hasEherkenning: true }),
    codePage({ language, returnPath: '/mijn', isWrong: true }),
    factorPage({ language, view: { state: 'off' }, isNeeded: true }),
    factorPage({ language, view: { state: 'on', codesLeft: 1 }, isNeeded: false, isWrong: true }),
    factorPage({
      language,
      view: { state: 'waiting', groups: 'AAAA BBBB', uri: 'otpauth://totp/x' },
      isNeeded: true,
    }),
    recoveryPage(language, ['aaaa-bbbb-cccc-dddd'], '/mijn'),
    peoplePage({
      language,
      people: [person, { ...person, kind: 'bureau', organisationSlug: null, organisationName: null }],
      organisations,
      typed: { email: HOSTILE, duty: HOSTILE, organisation: 'oost' },
      errors: [{ field: 'organisation', message: 'wrong' }],
    }),
  ]
  for (const page of pages) {
    const text = String(await page)
    await expectValidHtml(text)
    expect(text).not.toContain('<script>alert')
    expect(text).not.toMatch(/undefined|\[object|[A-Za-zé]!/)
  }
})

describeOnDatabases('pages of this feature', (use) => {
  test('are valid HTML for visitors and for those who signed in', async () => {
    const site = await identitySite(use())
    const browser = site.browser()
    for (const path of ['/inloggen', '/inloggen/verstuurd', `/inloggen/link/${'a'.repeat(43)}`])
      await expectValidHtml((await browser.get(path)).text)
    await browser.post('/en/inloggen', { email: 'jan@bedrijf.example' })
    await expectValidHtml(
      (await browser.get(new URL(await site.newestLink('jan@bedrijf.example')).pathname)).text,
    )
    await signIn(site, browser, 'jan@bedrijf.example')
    for (const path of ['/mijn/inloggen?bewaard', '/en/mijn/inloggen', '/mijn/inloggen/tweede-stap'])
      await expectValidHtml((await browser.get(path)).text)
  })
})
