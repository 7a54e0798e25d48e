import type { Context, Hono } from 'hono'
import { mayActFor, signedIn } from '#features/identity/index.ts'
import { findPublished } from '#features/network/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import { pathIn } from '#platform/i18n.ts'
import { addStyles } from '#platform/ui/assets.ts'
import { refusedPage } from '#platform/ui/error-page.ts'
import { answerPurpose, type ConsentParts } from './answer-purpose.ts'
import { CONSENT_PATH, consentPage, noFirmPage } from './consent-page.ts'
import { consentFormSchema } from './contract.ts'
import { findConsents } from './find-consents.ts'

addStyles(new URL('./consent.css', import.meta.url))

export function consentPages(app: Hono<Env>, parts: ConsentParts): void {
  app.get(
    CONSENT_PATH,
    signedIn((c, actor) => show(c, actor)),
  )
  app.post(
    CONSENT_PATH,
    signedIn((c, actor) => answer(c, actor, parts)),
  )
}

type More = Readonly<{ isChanged?: boolean; lacksProvince?: boolean }>

async function show(
  c: Context<Env>,
  actor: Actor,
  more: More = {},
  status: 200 | 400 | 409 = 200,
): Promise<Response> {
  const ctx = c.get('ctx')
  const { language } = ctx
  const asked = c.req.query('bedrijf')
  if (actor.firmIds.length === 0) return c.html(noFirmPage(language))
  const found = await findConsents(ctx, actor, asked)
  if (!found.ok) return refusedPage(c, 'not-found')

  const hubs = (await findPublished(ctx)).filter(({ kind }) => kind === 'hub')
  const hubsOf = (province: string) =>
    hubs.filter(({ provinces }) => provinces.some((one) => one === province)).map(({ name }) => name)
  const saved = (['yes', 'no'] as const).find((one) => one === c.req.query('bewaard'))
  return c.html(consentPage({ ...found.value, language, hubsOf, saved, ...more }), status)
}

async function answer(c: Context<Env>, actor: Actor, parts: ConsentParts): Promise<Response> {
  const firmId = c.req.query('bedrijf') ?? ''
  const form = Object.fromEntries(new URLSearchParams(await c.req.text()))
  const read = consentFormSchema.safeParse(form)
  if (!mayActFor(actor, firmId) || !read.success) return refusedPage(c, 'not-found')

  const answered = await answerPurpose(c.get('ctx'), actor, firmId, read.data, parts)
  if (answered.ok) {
    const path = `${CONSENT_PATH}?bedrijf=${firmId}&bewaard=${read.data.answer}`
    return c.redirect(pathIn(c.get('ctx').language, path), 303)
  }
  if (answered.error === 'not-found') return refusedPage(c, 'not-found')
  return answered.error === 'province'
    ? show(c, actor, { lacksProvince: true }, 400)
    : show(c, actor, { isChanged: true }, 409)
}
