import { expect, test } from 'vitest'
import { describeOnDatabases } from '../../../test/database.ts'
import { findScan, saveAssumptions } from './index.ts'
import { figures, siteOn } from './scan-site.test-data.ts'

const unescaped = (text: string) => text.replaceAll('&nbsp;', ' ')

describeOnDatabases('all amounts on one page', (use) => {
  test('what is left open is not known, and an amount that was told has no row', async () => {
    const site = siteOn(use())
    const link = await site.begin()
    const path = `/scan/${link}/bedragen`
    await site.post(`/scan/${link}/mensen`, 'answer=45')
    await site.post(`/scan/${link}/product`, 'answer=subcontractor')
    await site.post(`/scan/${link}/omzet`, 'answer=7.500.000')
    await site.post(`/scan/${link}/bedrag-energy-cost`, 'answer=90.000')
    const page = await site.get(path)
    expect(page.text).not.toContain('<script')
    expect(page.text).not.toContain('checked')
    expect(unescaped(page.text)).toMatch(/Meestal tussen €\s[\d.]+ en €\s[\d.]+ per jaar\./)
    const rows = [...page.text.matchAll(/name="level-([\w-]+)" value="less"/g)].map(([, id]) => id)
    expect(rows).toContain('scrap-rework-cost')
    expect(rows).not.toContain('energy-cost')
    expect(rows).not.toContain('labour-service') // a subcontractor has none, more or less

    expect((await site.post(path, '')).text).toContain('href="#veld-level-scrap-rework-cost"')
    expect((await site.post(path, 'level-scrap-rework-cost=lots')).status).toBe(400)
    expect((await site.post(path, 'level-tool-cost=more&level-inventory-value=less')).status).toBe(303)
    expect((await site.get(path)).text).toMatch(/name="level-tool-cost" value="more" checked/)
    const found = await findScan(site.ctx, figures, link)
    expect(found.ok && found.value.firm.assumptions).toEqual({
      bases: { 'energy-cost': 90_000 },
      baseLevels: { 'tool-cost': 'more', 'inventory-value': 'less' },
    })
    expect((await site.get(`/scan/${link}/bedrag-tool-cost`)).text).toContain('U zei: meer dan gebruikelijk.')
    const check = await site.get(`/scan/${link}/controle`)
    expect(check.text).toContain('Kosten van gereedschap: meer dan gebruikelijk')
    expect(check.text).toContain(`href="/scan/${link}/bedragen?terug=controle">Wijzig`)
  })

  test('levels live on when amounts are told, and count again when those are taken back', async () => {
    const site = siteOn(use())
    const link = await site.begin()
    await site.post(`/scan/${link}/bedragen`, 'level-tool-cost=more')
    await saveAssumptions(site.ctx, figures, link, { bases: { 'tool-cost': 30_000 } })
    expect((await site.get(`/scan/${link}/controle`)).text).not.toContain('meer dan gebruikelijk')
    await saveAssumptions(site.ctx, figures, link, {})
    expect((await site.get(`/scan/${link}/controle`)).text).toContain('meer dan gebruikelijk')
  })

  test('with every amount told there is nothing left to compare', async () => {
    const site = siteOn(use(), 'en')
    const link = await site.begin()
    const bases = Object.fromEntries(figures.parameters.asking.bases.map((id) => [id, 1_000]))
    await saveAssumptions(site.ctx, figures, link, { bases })
    const page = await site.get(`/scan/${link}/bedragen`)
    expect(page.text).toContain('You have filled in all these amounts already.')
    expect((await site.post(`/scan/${link}/bedragen`, '')).status).toBe(303)
  })
})
