import type { Context } from 'hono'
import type { Env } from '#platform/context.ts'
import { pathIn } from '#platform/i18n.ts'
import { errorPage } from '#platform/ui/error-page.ts'

export type Answered = Response | Promise<Response>

/** The fields of a form, by name. */
export async function formOf(c: Context<Env>): Promise<URLSearchParams> {
  return new URLSearchParams(await c.req.text())
}

/** One field as text with plain line ends: a browser sends a return as two characters. */
export const fieldOf = (form: URLSearchParams, name: string): string =>
  (form.get(name) ?? '').replaceAll('\r\n', '\n').replaceAll('\u0000', '')

export const goTo = (c: Context<Env>, path: string): Response =>
  c.redirect(pathIn(c.get('ctx').language, path), 303)

/** Also where something is there that this person may not see. */
export const nothingHere = (c: Context<Env>): Answered => errorPage(c, 'notFound', 404)

export const queryOf = (c: Context<Env>): URLSearchParams => new URL(c.req.url).searchParams

/** Is it a number of a case by its form? There is nothing at any other. */
export const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)

/** The number of a message that a form drew; a fresh one is drawn where it did not. */
export const messageIdOf = (form: URLSearchParams): string | undefined => {
  const id = form.get('bericht-id') ?? ''
  return isUuid(id) ? id : undefined
}
