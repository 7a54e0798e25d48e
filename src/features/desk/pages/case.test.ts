import { expect, test } from 'vitest'
import { describeOnDatabases } from '../../../../test/database.ts'
import { boxesIn, workingDesk } from './desk-cases.test-data.ts'
import { expectValidHtml, fieldIn, PEOPLE } from './desk-pages.test-data.ts'

const { marieke, joost, fatima, kees } = PEOPLE

describeOnDatabases('a case', (use) => {
  test('shows the conversation with notes called notes', async () => {
    const { site, path } = await workingDesk(use)
    for (const [language, word] of [
      ['nl', 'Notitie, alleen voor collega’s'],
      ['en', 'Note, for colleagues only'],
    ] as const) {
      const { status, text } = await site.as(marieke, language).get(path(0))
      expect(status).toBe(200)
      expect(text).toContain(word)
      expect(text).toContain('Sanne belt liever')
      await expectValidHtml(text)
    }
    for (const index of [4, 9, 11, 14]) await expectValidHtml((await site.as(marieke).get(path(index))).text)
  })

  test('puts a text module below what was typed, and sends nothing', async () => {
    const { site, path } = await workingDesk(use)
    const adviser = site.as(marieke)
    const { text } = await adviser.get(path(9))
    const [, module = ''] = /<option value="([^"]+)">Bellen voorstellen/.exec(text) ?? []
    expect(text).not.toContain('Alleen van Noord')
    const typed = {
      version: fieldIn(text, 'version'),
      antwoord: 'Goede vraag.',
      notitie: 'Bellen',
      tekstblok: module,
    }
    const back = await adviser.post(path(9), { ...typed, doe: 'invoegen' })
    expect(fieldIn(back.text, 'antwoord')).toBe(
      'Goede vraag.\n\nDag Kees de Boer,\n\nMag ik u hierover bellen? Laat weten wanneer het u past.\n\nGroet,\nMarieke Visser, SMITZH (Smart Industry Hub Zuid-Holland)',
    )
    expect(fieldIn(back.text, 'notitie')).toBe('Bellen')
    expect((await adviser.get(path(9))).text).not.toContain('desk-said--answer')
  })

  test('an answer goes out, and a note that was being typed stays', async () => {
    const { site, path } = await workingDesk(use)
    const adviser = site.as(marieke)
    const version = fieldIn((await adviser.get(path(9))).text, 'version')
    const sent = await adviser.post(path(9), {
      version,
      antwoord: 'Begin klein.',
      notitie: 'Half',
      doe: 'reply',
    })
    expect(sent.status).toBe(200)
    expect(sent.text).toContain('Uw antwoord is verstuurd.')
    expect(fieldIn(sent.text, 'notitie')).toBe('Half')
    expect(fieldIn(sent.text, 'antwoord')).toBe('')
    expect(sent.text).toContain('Begin klein.')
  })

  test('that changed comes back with what was typed and what the other did', async () => {
    const { site, path } = await workingDesk(use)
    const adviser = site.as(marieke)
    const before = (await adviser.get(path(9))).text
    site.clock.at = new Date(site.clock.at.getTime() + 60_000)
    await site.as(joost).post(path(9), { notitie: 'Ik belde Kees vanmorgen.', doe: 'note' })
    const typed = {
      antwoord: 'Dag Kees',
      notitie: 'nog iets',
      version: fieldIn(before, 'version'),
      gezien: fieldIn(before, 'gezien'),
    }
    const late = await adviser.post(path(9), { ...typed, doe: 'reply' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Deze vraag veranderde terwijl u bezig was')
    expect(late.text).toContain('Joost de Wit, vandaag, 13.01 uur: “Ik belde Kees vanmorgen.”')
    expect(fieldIn(late.text, 'antwoord')).toBe('Dag Kees')
    expect(fieldIn(late.text, 'notitie')).toBe('nog iets')
    await expectValidHtml(late.text)
    const again = { ...typed, notitie: '', version: fieldIn(late.text, 'version'), doe: 'reply' }
    expect(await adviser.post(path(9), again)).toMatchObject({ status: 303, to: `${path(9)}?stand=reply` })
  })

  test('goes to a colleague, is closed and opened again', async () => {
    const { site, path } = await workingDesk(use)
    const adviser = site.as(marieke)
    const act = async (fields: Record<string, string>) => {
      const version = fieldIn((await adviser.get(path(5))).text, 'version')
      const { to } = await adviser.post(path(5), { version, ...fields })
      return (await adviser.get(to)).text
    }
    expect(await act({ wie: joost.actor.accountId, doe: 'assign' })).toContain(
      'Marieke Visser gaf de vraag aan Joost de Wit',
    )
    expect(await act({ doe: 'take' })).toContain('Marieke Visser pakte de vraag op')
    const closed = await act({ afloop: 'by-phone', doe: 'close' })
    expect(closed).toContain('sloot de vraag: afgehandeld per telefoon')
    expect(closed).not.toContain('name="antwoord"')
    expect(await act({ doe: 'reopen' })).toContain('Marieke Visser opende de vraag weer')
  })

  test('says beside the field what is missing or not possible', async () => {
    const { site, path } = await workingDesk(use)
    const adviser = site.as(marieke)
    const version = fieldIn((await adviser.get(path(5))).text, 'version')
    for (const [fields, message] of [
      [{ doe: 'reply' }, 'Schrijf eerst iets op'],
      [{ doe: 'note' }, 'Schrijf eerst iets op'],
      [{ doe: 'close' }, 'Maak een keuze'],
      [{ doe: 'close', afloop: 'solved' }, 'De vrager kreeg nog geen antwoord'],
      [{ doe: 'hand-over', hub: '' }, 'Maak een keuze'],
      [{ doe: 'programme', programma: 'ncsc' }, 'Schrijf op wat u de vrager vertelt'],
      [{ doe: 'merge', nummer: '9999' }, 'Deze vraag vinden wij niet'],
      [{ doe: 'merge', nummer: 'abc' }, 'Maak een keuze'],
    ] as const) {
      const { status, text } = await adviser.post(path(5), { version, ...fields })
      expect([message, status, text.includes(message)]).toEqual([message, 400, true])
      await expectValidHtml(text)
    }
  })

  test('goes to another hub with its reason, and is gone from here', async () => {
    const { site, path, id } = await workingDesk(use)
    expect((await site.as(marieke).get(path(2))).status).toBe(404)
    const there = await site.as(fatima).get(path(2))
    expect(there.text).toContain('Het bedrijf verhuist volgende maand naar Emmen.')
    expect((await site.as(fatima).get('/balie?toon=open')).text).toContain(id(2))
  })

  test('is merged with another of the same asker', async () => {
    const { site, path } = await workingDesk(use)
    const adviser = site.as(marieke)
    await site
      .as(kees)
      .post('/vraag', { question: 'En wat kost zo’n sensor?', province: 'Zuid-Holland', doe: 'stel' })
    const box = boxesIn((await adviser.get('/balie?toon=van-niemand')).text)[0]
    const second = `/balie/${box?.value.split(':')[0]}`
    const { text } = await adviser.get(second)
    const [, first = ''] = /name="samen" value="([^"]+)"/.exec(text) ?? []
    expect(`/balie/${first}`).toBe(path(9))
    const merged = await adviser.post(second, {
      version: fieldIn(text, 'version'),
      samen: first,
      doe: 'merge',
    })
    expect(merged.to).toBe(`${path(9)}?stand=merge`)
    expect((await adviser.get(merged.to)).text).toContain('En wat kost zo’n sensor?')
    expect((await adviser.get(second)).text).toContain('samengevoegd met een andere')
  })

  test('makes an article of an answer, without the name of who asked', async () => {
    const { site, path, made } = await workingDesk(use)
    const adviser = site.as(marieke)
    expect((await adviser.post(path(0), { doe: 'article' })).to).toBe('/kennis/nieuw/1')
    expect(made).toMatchObject([{ body: expect.stringContaining('Dat kan vaak wel.'), topic: 'software' }])
    const version = fieldIn((await adviser.get(path(9))).text, 'version')
    await adviser.post(path(9), { version, antwoord: 'Dag Kees de Boer, begin klein.', doe: 'reply' })
    await adviser.post(path(9), { doe: 'article' })
    expect(made[1]).toMatchObject({ body: 'Dag …, begin klein.', names: ['Kees de Boer', 'kees@example.nl'] })
    expect((await adviser.post(path(5), { doe: 'article' })).status).toBe(404)
  })
})
