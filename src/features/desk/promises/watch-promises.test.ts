import { beforeEach, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../../test/database.ts'
import { addToCase } from '../add-to-case.ts'
import { assignCase, replyToCase } from '../change-case.ts'
import { addSchema } from '../contract.ts'
import { type Desk, desk, HOUR_MS, hubId, parts, value } from '../desk-people.test-data.ts'
import { setPromise } from './set-promise.ts'
import { watchOnce } from './watch-promises.ts'

describeOnDatabases('promises', (use) => {
  const started: { site?: Desk } = {}
  const siteOf = () => started.site ?? expect.fail('no site')
  beforeEach(async () => {
    started.site = await desk(use())
  })
  const told = async () =>
    (await siteOf().mails())
      .filter(({ key }) => /^desk-(remind|late)/.test(key))
      .map(({ key, recipient }) => `${key.split(' ')[0]} ${recipient}`)

  test('near, everybody of the hub is reminded; broken, the bureau is told; each once, however often it is looked at', async () => {
    const site = siteOf()
    await site.adviser('els@oost.example', 'oost')
    await site.adviser('toon@oost.example', 'oost')
    await site.adviser('nora@noord.example', 'noord')
    await site.bureau()
    const { id } = await site.ask() // Monday 10:00; due Tuesday 10:00, near from Monday 16:00
    site.later(6 * HOUR_MS - 1)
    await watchOnce(site.ctx, parts)
    expect(await told()).toEqual([])
    site.later(1)
    for (let round = 0; round < 3; round++) await watchOnce(site.ctx, parts)
    expect((await told()).toSorted()).toEqual([
      'desk-remind els@oost.example',
      'desk-remind toon@oost.example',
    ])
    site.later(18 * HOUR_MS - 1)
    await watchOnce(site.ctx, parts)
    expect(await told()).toHaveLength(2)
    site.later(1)
    await Promise.all([watchOnce(site.ctx, parts), watchOnce(site.ctx, parts), watchOnce(site.ctx, parts)])
    expect((await told()).slice(2)).toEqual(['desk-late bureau@x.example'])
    const mail = (await site.mails()).at(-1)
    expect(mail?.body).toContain(`https://schakel.example/balie/${id}`)
    expect(`${mail?.subject} ${mail?.body}`).not.toMatch(/ERP|jan@firma/)
  })

  test('who has the case is reminded alone; an answer in time keeps everybody in peace', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    await site.adviser('toon@oost.example', 'oost')
    await site.bureau()
    const hers = await site.ask()
    const answered = await site.ask()
    value(await assignCase(site.ctx, parts, els, hers.id, { version: 1, accountId: els.accountId }))
    value(await replyToCase(site.ctx, parts, els, answered.id, { version: 1, words: 'Zo.' }))
    site.later(23 * HOUR_MS)
    await watchOnce(site.ctx, parts)
    expect(await told()).toEqual(['desk-remind els@oost.example'])
    site.later(500 * HOUR_MS)
    value(await replyToCase(site.ctx, parts, els, hers.id, { version: 2, words: 'Zo.' }))
    await watchOnce(site.ctx, parts)
    expect(await told()).toHaveLength(1)

    value(await addToCase(site.ctx, hers.asker, addSchema.parse({ words: 'En nu?' }))) // a fresh promise
    site.later(300 * HOUR_MS)
    await watchOnce(site.ctx, parts)
    expect((await told()).slice(1)).toEqual(['desk-late bureau@x.example'])
  })

  test('a hub without advisers is no dead end: the bureau hears of it before the promise is broken', async () => {
    const site = siteOf()
    const bureau = await site.bureau()
    const { id } = await site.ask()
    site.later(6 * HOUR_MS)
    await watchOnce(site.ctx, parts)
    expect(await told()).toEqual(['desk-late bureau@x.example'])
    expect(await site.see(bureau, id)).toMatchObject({ isEscalated: true, isOverdue: false })
  })

  test('an organisation promises what the bureau set for it', async () => {
    const site = siteOf()
    const bureau = await site.bureau()
    const els = await site.adviser('els@oost.example', 'oost')
    expect(await setPromise(site.ctx, els, hubId('oost'), 16)).toEqual({ ok: false, error: 'not-found' })
    expect(await setPromise(site.ctx, bureau, hubId('oost'), 1)).toEqual({ ok: false, error: 'impossible' })
    value(await setPromise(site.ctx, bureau, hubId('oost'), 16))
    value(await setPromise(site.ctx, bureau, hubId('oost'), 4))
    expect((await site.ask()).dueAt).toEqual(new Date('2026-11-30T13:00:00Z'))
  })
})
