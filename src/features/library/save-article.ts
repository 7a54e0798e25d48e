import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import { RESERVED_SLUGS } from './addresses.ts'
import type { Article, ArticleContent, ArticleField, FieldFault, State } from './contract.ts'
import { dayOf } from './day.ts'
import { mayKeep } from './may-keep.ts'
import { findPersonalWords } from './personal-words.ts'
import { findArticleRow, findBureauId, insertArticles, removeDraft, setArticle } from './repository.ts'

export type SaveRefusal =
  | Readonly<{ why: 'not-found' }> // or not theirs: nobody learns which
  | Readonly<{ why: 'conflict'; current: Article }> // somebody saved in between
  | Readonly<{ why: 'faults'; faults: readonly FieldFault[] }>
type Saved = Result<Readonly<{ slug: string }>, SaveRefusal>
type Tx = Parameters<typeof findArticleRow>[0]
type SaveCtx = Pick<Ctx, 'db' | 'now'>

/** A title as it stands in an address: "Wat kost een cobot?" → "wat-kost-een-cobot". */
export const slugOf = (title: string): string =>
  title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 70)
    .replace(/^-+|-+$/g, '')

/** Makes a draft under a slug that nobody has; a number comes after one that is taken, also by what is not to be seen. */
export async function insertDraft(
  tx: Tx,
  organisationId: string,
  content: ArticleContent,
  now: Date,
): Promise<Readonly<{ id: string; slug: string }>> {
  const base = slugOf(content.titleNl) || 'artikel'
  const article = {
    content,
    state: 'draft',
    confirmed: undefined,
    at: now,
    organisationId,
    origin: 'hub',
  } as const
  for (let number = RESERVED_SLUGS.includes(base) ? 2 : 1; number < 1_000; number++) {
    const slug = number === 1 ? base : `${base}-${number}`
    const id = randomUUID()
    if ((await insertArticles(tx, [{ ...article, id, slug }])) === 1) return { id, slug }
  }
  throw new Error(`no slug is free for ${base}`)
}

/** For which organisation somebody writes: the own one, or else that of the bureau. */
export async function writesFor(tx: Tx, actor: Actor): Promise<string | undefined> {
  const own = actor.duties.find(({ organisationId }) => organisationId !== undefined)?.organisationId
  return own ?? (actor.duties.length > 0 ? findBureauId(tx) : undefined)
}

/** Makes an article as a draft. */
export const makeArticle = ({ db, now }: SaveCtx, actor: Actor, content: ArticleContent): Promise<Saved> =>
  asActor(db, actor, async (tx) => {
    const organisationId = await writesFor(tx, actor)
    if (organisationId === undefined || !mayKeep(actor, organisationId)) return refuse({ why: 'not-found' })
    const { id, slug } = await insertDraft(tx, organisationId, content, now())
    await appendAudit(tx, { actor, action: 'article drafted', object: `article ${id}` }, now())
    return ok({ slug })
  })

/** What may be done with an article besides changing its words. `publish` also says that it is right as of today. */
export const ACTIONS = ['save', 'publish', 'confirm', 'withdraw', 'restore'] as const
export type Action = (typeof ACTIONS)[number]
const BECOMES: Readonly<Record<Action, Readonly<Partial<Record<State, State>>>>> = {
  save: { draft: 'draft', published: 'published', withdrawn: 'withdrawn' },
  publish: { draft: 'published' },
  confirm: { published: 'published' },
  withdraw: { published: 'withdrawn' },
  restore: { withdrawn: 'draft' },
}

export type Change = Readonly<{
  slug: string
  version: number // that whoever changes it saw
  action: Action
  content?: ArticleContent | undefined // undefined: the words stay
  mayBePublic?: boolean // an address or number in it is meant to be read by all
}>

/** Changes an article, unless somebody did so since `version`. */
export const changeArticle = ({ db, now }: SaveCtx, actor: Actor, change: Change): Promise<Saved> =>
  asActor(db, actor, async (tx) => {
    const current = await findArticleRow(tx, change.slug)
    if (current === undefined || !mayKeep(actor, current.organisationId)) return refuse({ why: 'not-found' })
    const state = BECOMES[change.action][current.state]
    if (state === undefined || current.version !== change.version) return refuse({ why: 'conflict', current })
    const content = change.content ?? contentOf(current)
    const faults = state === 'published' ? personalFaults(content, change.mayBePublic === true) : []
    if (faults.length > 0) return refuse({ why: 'faults', faults })

    const confirms = change.action === 'publish' || change.action === 'confirm'
    const confirmed = confirms ? await confirmation(tx, actor, current, now()) : confirmationOf(current)
    const saved = await setArticle(tx, current.id, change.version, { content, state, confirmed, at: now() })
    if (!saved)
      return refuse({ why: 'conflict', current: (await findArticleRow(tx, change.slug)) ?? current })
    await appendAudit(tx, { actor, action: DEEDS[change.action], object: `article ${current.id}` }, now())
    return ok({ slug: change.slug })
  })

const DEEDS: Readonly<Record<Action, string>> = {
  save: 'article changed',
  publish: 'article published',
  confirm: 'article confirmed',
  withdraw: 'article withdrawn',
  restore: 'article taken back as a draft',
}

/** Removes a draft for good. */
export const removeArticle = (
  { db, now }: SaveCtx,
  actor: Actor,
  { slug, version }: Readonly<{ slug: string; version: number }>,
): Promise<Result<undefined, SaveRefusal>> =>
  asActor(db, actor, async (tx) => {
    const current = await findArticleRow(tx, slug)
    if (current === undefined || !mayKeep(actor, current.organisationId)) return refuse({ why: 'not-found' })
    if (!(await removeDraft(tx, current.id, version))) return refuse({ why: 'conflict', current })
    await appendAudit(tx, { actor, action: 'article draft removed', object: `article ${current.id}` }, now())
    return ok(undefined)
  })

export function contentOf(article: Article): ArticleContent {
  const { titleNl, bodyNl, titleEn, bodyEn, topic, steps, source } = article
  return { titleNl, bodyNl, titleEn, bodyEn, topic, steps: [...steps], source }
}

/** What must not be public: what a placeholder stands for never; an address or number only where somebody said so. */
function personalFaults(content: ArticleContent, mayBePublic: boolean): readonly FieldFault[] {
  const fields: readonly ArticleField[] = ['titleNl', 'bodyNl', 'titleEn', 'bodyEn']
  return fields.flatMap((field): readonly FieldFault[] => {
    const found = findPersonalWords(String(content[field]))
    if (found.some(({ kind }) => kind === 'placeholder')) return [{ field, fault: 'placeholder' }]
    return found.length > 0 && !mayBePublic ? [{ field, fault: 'personal' }] : []
  })
}

type Confirmation = Readonly<{ on: string; by: string }>

/** For the keeper where they act for it, or else for the bureau. */
async function confirmation(tx: Tx, actor: Actor, article: Article, now: Date): Promise<Confirmation> {
  const isKeeper = actor.duties.some(({ organisationId }) => organisationId === article.organisationId)
  const by = isKeeper ? article.organisationId : ((await findBureauId(tx)) ?? article.organisationId)
  return { on: dayOf(now), by }
}

const confirmationOf = ({ confirmedOn, confirmedBy }: Article): Confirmation | undefined =>
  confirmedOn === undefined || confirmedBy === undefined ? undefined : { on: confirmedOn, by: confirmedBy }
