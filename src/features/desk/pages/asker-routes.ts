import { randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { signedIn, siteUrlOf, tooManyPage } from '#features/identity/index.ts'
import type { Env } from '#platform/context.ts'
import { pathIn } from '#platform/i18n.ts'
import { isLinkToken } from '#platform/link-holder.ts'
import type { FieldError } from '#platform/ui/fields.ts'
import { addToCase, resolveCase } from '../add-to-case.ts'
import { addSchema, faultsOf } from '../contract.ts'
import type { DeskParts } from '../desk-parts.ts'
import { type Asker, findAskerCase } from '../find-asker-case.ts'
import type { AskerRefusal } from '../refusal.ts'
import { DESK_PATHS, ROUTES } from './addresses.ts'
import { type AskerNews, askerPage } from './asker-page.ts'
import { caseMessages } from './case-messages.ts'
import {
  type Answered,
  fieldOf,
  formOf,
  goTo,
  isUuid,
  messageIdOf,
  nothingHere,
  queryOf,
} from './desk-site.ts'

/** The page of whoever asked: by the private link, or signed in. */
export function askerPages(app: Hono<Env>, parts: DeskParts): void {
  app.get(ROUTES.asked, (c) => byLink(c, (asker, path) => show(c, parts, asker, path)))
  app.post(ROUTES.asked, (c) => byLink(c, (asker, path) => receive(c, parts, asker, path)))
  app.get(
    ROUTES.own,
    signedIn((c) => byAccount(c, (asker, path) => show(c, parts, asker, path))),
  )
  app.post(
    ROUTES.own,
    signedIn((c) => byAccount(c, (asker, path) => receive(c, parts, asker, path))),
  )
}

type Work = (asker: Asker, path: string) => Answered

function byLink(c: Context<Env>, work: Work): Answered {
  const linkToken = c.req.param('token') ?? ''
  return isLinkToken(linkToken) ? work({ linkToken }, DESK_PATHS.asked(linkToken)) : nothingHere(c)
}

function byAccount(c: Context<Env>, work: Work): Answered {
  const id = c.req.param('id') ?? ''
  const { actor } = c.get('ctx')
  return actor !== undefined && isUuid(id) ? work({ actor, id }, DESK_PATHS.own(id)) : nothingHere(c)
}

const NEWS: Readonly<Record<string, AskerNews>> = {
  gesteld: 'asked',
  gestuurd: 'replied',
  opgelost: 'resolved',
}

type Again = Readonly<{ typed: string; errors: readonly FieldError[]; news: AskerNews }>

async function show(
  c: Context<Env>,
  { config }: DeskParts,
  asker: Asker,
  path: string,
  again: Again = { typed: '', errors: [], news: NEWS[queryOf(c).get('stand') ?? ''] },
): Promise<Response> {
  const ctx = c.get('ctx')
  const shown = await findAskerCase(ctx, asker)
  if (shown === undefined) return nothingHere(c)
  const { language } = ctx
  const address = 'linkToken' in asker ? `${siteUrlOf(c, config)}${pathIn(language, path)}` : undefined
  const attachmentPath = (id: string) =>
    'linkToken' in asker ? DESK_PATHS.askedAttachment(asker.linkToken, id) : DESK_PATHS.attachment(id)
  const view = {
    shown,
    path,
    address,
    attachmentPath,
    messageId: randomUUID(),
    ...again,
    language,
    now: ctx.now(),
  }
  return c.html(askerPage(view), again.errors.length > 0 ? 400 : again.news === 'stale' ? 409 : 200)
}

async function receive(c: Context<Env>, parts: DeskParts, asker: Asker, path: string): Promise<Response> {
  const form = await formOf(c)
  const ctx = c.get('ctx')
  if (form.get('doe') === 'opgelost') {
    const solved = await resolveCase(ctx, asker)
    return solved.ok ? goTo(c, `${path}?stand=opgelost`) : refused(c, parts, asker, path, '', solved.error)
  }
  const typed = fieldOf(form, 'bericht')
  const version = form.get('version') ?? undefined
  const parsed = addSchema.safeParse({ words: typed, version, messageId: messageIdOf(form) })
  if (!parsed.success) {
    const t = caseMessages(ctx.language)
    const isLong = faultsOf(parsed.error).some(({ fault }) => fault === 'tooLong')
    const errors = [{ field: 'bericht', message: t(isLong ? 'fault.long' : 'fault.body') }]
    return show(c, parts, asker, path, { typed, errors, news: undefined })
  }
  const added = await addToCase(ctx, asker, parsed.data)
  return added.ok ? goTo(c, `${path}?stand=gestuurd`) : refused(c, parts, asker, path, typed, added.error)
}

async function refused(
  c: Context<Env>,
  parts: DeskParts,
  asker: Asker,
  path: string,
  typed: string,
  refusal: AskerRefusal,
): Promise<Response> {
  if (refusal.why === 'too-many') return tooManyPage(c, refusal)
  if (refusal.why === 'not-found') return nothingHere(c)
  return show(c, parts, asker, path, { typed, errors: [], news: 'stale' })
}
