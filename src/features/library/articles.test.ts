import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Actor, asActor } from '#platform/actor.ts'
import { asPublic } from '#platform/link-holder.ts'
import { uuidOf } from '#platform/uuid.ts'
import { describeOnDatabases } from '../../../test/database.ts'
import { adviserOf, bureau, coordinatorOf, entrepreneur } from '../network/network-site.test-data.ts'
import type { ArticleContent } from './contract.ts'
import { draftArticle, draftArticleFrom } from './draft-article.ts'
import { findArticle } from './find-articles.ts'
import { librarySite } from './library-site.test-data.ts'
import { findArticleRow, setArticle } from './repository.ts'
import { type Action, changeArticle, contentOf, makeArticle, removeArticle } from './save-article.ts'

const adviser = adviserOf('oost')
const others: readonly Actor[] = [entrepreneur, adviserOf('zuid'), coordinatorOf('robohouse')]
const contentWith = (changes: Partial<ArticleContent> = {}): ArticleContent => ({
  ...{ titleNl: 'Kwartsmolen instellen', bodyNl: 'Draai aan de knop.', titleEn: '', bodyEn: '' },
  ...{ topic: 'machines', steps: [], source: '' },
  ...changes,
})

describeOnDatabases('an article', (use) => {
  const draft = async (changes: Partial<ArticleContent> = {}) => {
    const site = await librarySite(use(), adviser)
    const made = await makeArticle(site.ctx, adviser, contentWith(changes))
    if (!made.ok) throw new Error('a draft was refused')
    const { slug } = made.value
    const act = (action: Action, version: number, more: Partial<Parameters<typeof changeArticle>[2]> = {}) =>
      changeArticle(site.ctx, adviser, { slug, version, action, ...more })
    const now = async () => {
      const found = await findArticle(site.ctx, adviser, slug)
      return found.ok ? found.value : undefined
    }
    const paths = async (question = 'kwartsmolen') => (await site.find(question)).map(({ path }) => path)
    return { ...site, slug, act, now, paths }
  }

  test('is found from when it is published until it is withdrawn, also by a process that searched before', async () => {
    const { slug, act, paths, ctx } = await draft()
    const other = await librarySite(use())
    const elsewhere = async () => (await other.find('kwartsmolen')).map(({ path }) => path)
    const [path] = [`/kennis/${slug}`]
    expect([await paths(), await elsewhere()]).toEqual([[], []])
    expect((await act('publish', 1)).ok).toBe(true)
    expect([await paths(), await elsewhere()]).toEqual([[path], [path]])
    expect((await act('save', 2, { content: contentWith({ titleNl: 'Graniet malen' }) })).ok).toBe(true)
    expect([await elsewhere(), (await other.find('graniet')).map((hit) => hit.path)]).toEqual([[], [path]])
    expect((await act('withdraw', 3)).ok).toBe(true)
    expect([await other.find('graniet'), (await findArticle(ctx, undefined, slug)).ok]).toEqual([[], false])
    expect([(await act('restore', 4)).ok, await other.find('graniet')]).toEqual([true, []])
  })

  test('published is confirmed today by who keeps it, and by the bureau otherwise', async () => {
    const { slug, act, now, ctx } = await draft()
    await act('publish', 1)
    expect(await now()).toMatchObject({
      confirmedOn: '2026-11-30',
      confirmedByName: 'Smart Industry Hub Oost (BOOST)',
    })
    await changeArticle(ctx, bureau, { slug, version: 2, action: 'confirm' })
    expect(await now()).toMatchObject({ confirmedByName: 'Programmabureau Smart Industry', version: 3 })
  })

  test('of two who save, the second sees what the first one saved', async () => {
    const { slug, act, ctx } = await draft()
    expect((await act('save', 1, { content: contentWith({ bodyNl: 'Eerste' }) })).ok).toBe(true)
    const second = await changeArticle(ctx, bureau, {
      slug,
      version: 1,
      action: 'save',
      content: contentWith(),
    })
    expect(second).toMatchObject({
      ok: false,
      error: { why: 'conflict', current: { bodyNl: 'Eerste', version: 2 } },
    })
  })

  test('is not published with an address, a number or a placeholder in it', async () => {
    const { act } = await draft({ bodyNl: 'Mail piet@bedrijf.example.' })
    expect(await act('publish', 1)).toMatchObject({
      error: { faults: [{ field: 'bodyNl', fault: 'personal' }] },
    })
    expect((await act('publish', 1, { mayBePublic: true })).ok).toBe(true)
    const named = await draft({ bodyNl: 'Zoals [naam] zei.' })
    expect(await named.act('publish', 1, { mayBePublic: true })).toMatchObject({
      error: { faults: [{ fault: 'placeholder' }] },
    })
  })

  test('others neither see a draft, change, publish nor remove it: twice, in use case and database', async () => {
    const { slug, ctx, now } = await draft()
    const article = (await now())!
    for (const actor of others) {
      expect((await findArticle(ctx, actor, slug)).ok).toBe(false)
      expect(await changeArticle(ctx, actor, { slug, version: 1, action: 'publish' })).toMatchObject({
        error: { why: 'not-found' },
      })
      expect((await removeArticle(ctx, actor, { slug, version: 1 })).ok).toBe(false)
      const save = {
        content: contentOf(article),
        state: 'published',
        confirmed: undefined,
        at: ctx.now(),
      } as const
      expect(await asActor(ctx.db, actor, (tx) => setArticle(tx, article.id, 1, save))).toBe(false)
    }
    expect(await asPublic(ctx.db, (tx) => findArticleRow(tx, slug))).toBeUndefined()
    expect(await makeArticle(ctx, entrepreneur, contentWith())).toMatchObject({ error: { why: 'not-found' } })
  })

  test('a draft can be thrown away; what was published only withdrawn', async () => {
    const { slug, ctx, act } = await draft()
    await act('publish', 1)
    expect((await removeArticle(ctx, adviser, { slug, version: 2 })).ok).toBe(false)
    await asActor(ctx.db, adviser, async (tx) => {
      const { numAffectedRows } = await sql`delete from article where slug = ${slug}`.execute(tx)
      expect(Number(numAffectedRows)).toBe(0)
    })
    await act('withdraw', 2)
    await act('restore', 3)
    expect((await removeArticle(ctx, adviser, { slug, version: 4 })).ok).toBe(true)
    expect((await findArticle(ctx, adviser, slug)).ok).toBe(false)
  })

  test('a good answer becomes a draft without whoever asked', async () => {
    const { ctx } = await librarySite(use(), adviser)
    const question = 'Hoe meet ik de trilling van mijn kolomboor? Groet, Jan de Vries'
    const answer =
      'Beste Jan,\n\nDe machine van Jan de Vries: plak er een sensor op. Bel 0592 123456.\n\nMet groet, Anna'
    const organisationId = uuidOf('organisation', 'oost')
    const make = () =>
      asActor(ctx.db, adviser, (tx) =>
        draftArticleFrom(
          tx,
          adviser,
          {
            question,
            answer,
            organisationId,
            steps: ['predictive-maintenance'],
            topic: 'machines',
            names: ['Jan de Vries'],
          },
          ctx.now(),
        ),
      )
    expect(await make()).toBe('hoe-meet-ik-de-trilling-van-mijn-kolomboor')
    expect(await make()).toBe('hoe-meet-ik-de-trilling-van-mijn-kolomboor-2')
    const found = await findArticle(ctx, adviser, 'hoe-meet-ik-de-trilling-van-mijn-kolomboor')
    expect(found.ok && found.value).toMatchObject({
      ...{ state: 'draft', titleNl: 'Hoe meet ik de trilling van mijn kolomboor?', organisationId },
      bodyNl: 'De machine van [naam]: plak er een sensor op. Bel [telefoonnummer].',
      ...{ steps: ['predictive-maintenance'], topic: 'machines' },
    })
  })

  test('the desk makes one for the hub of the adviser; nobody does for somebody else', async () => {
    const { ctx } = await librarySite(use(), adviser)
    expect(await draftArticle(ctx, adviser, { title: 'Over zeven zagen', body: 'Zaag zacht.' })).toBe(
      '/kennis/over-zeven-zagen/wijzig',
    )
    expect(await draftArticle(ctx, bureau, { title: 'Over acht zagen', body: 'Zaag.' })).toBe(
      '/kennis/over-acht-zagen/wijzig',
    )
    expect(await draftArticle(ctx, entrepreneur, { title: 'x', body: 'y' })).toBeUndefined()
  })

  test('that comes with Schakel is made once, and stays as its keeper changed it', async () => {
    const { ctx } = await librarySite(use())
    const shipped = async () => findArticle(ctx, undefined, 'erp-kiezen')
    const first = await shipped()
    expect(first.ok && first.value).toMatchObject({
      state: 'published',
      origin: 'shipped',
      confirmedOn: undefined,
    })
    const version = first.ok ? first.value.version : 0
    const content = contentWith({ titleNl: 'Anders' })
    await changeArticle(ctx, bureau, { slug: 'erp-kiezen', version, action: 'save', content })
    const again = await librarySite(use())
    const found = await findArticle(again.ctx, undefined, 'erp-kiezen')
    expect(found.ok && found.value.titleNl).toBe('Anders')
  })
})
