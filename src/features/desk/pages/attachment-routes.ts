import type { Context, Hono } from 'hono'
import { signedIn } from '#features/identity/index.ts'
import type { Env } from '#platform/context.ts'
import { isLinkToken } from '#platform/link-holder.ts'
import { findAttachment } from '../find-attachment.ts'
import { ROUTES } from './addresses.ts'
import { isUuid, nothingHere } from './desk-site.ts'

/** Files that came with a mail, for whoever may read that mail. */
export function attachmentPages(app: Hono<Env>): void {
  app.get(
    ROUTES.attachment,
    signedIn((c, actor) => send(c, { actor })),
  )
  app.get(ROUTES.askedAttachment, (c) => {
    const linkToken = c.req.param('token') ?? ''
    return isLinkToken(linkToken) ? send(c, { linkToken }) : nothingHere(c)
  })
}

/** Always as a file to save, whatever it calls itself: nobody looked at what is in it. */
async function send(c: Context<Env>, who: Parameters<typeof findAttachment>[1]): Promise<Response> {
  const id = c.req.param('id') ?? ''
  const found = isUuid(id) ? await findAttachment(c.get('ctx'), who, id) : undefined
  if (found?.ok !== true) return nothingHere(c)
  const name = encodeURIComponent(found.value.name).replaceAll("'", '%27')
  return c.body(new Uint8Array(found.value.content), 200, {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${name}`,
    'x-content-type-options': 'nosniff',
  })
}
