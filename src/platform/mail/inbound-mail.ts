import { createHash, timingSafeEqual } from 'node:crypto'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { API_VERSION, jsonResponse, problemResponses } from '../api.ts'
import type { Env } from '../context.ts'
import { problem } from '../problem.ts'
import { MAX_MAIL_BYTES, receiveMail } from './inbox.ts'
import { type MailConfig, mailboxesOf } from './mail-settings.ts'

const PATH = '/inbound-mail'
const receiptSchema = z.object({
  result: z
    .enum(['received', 'known-already', 'held-back'])
    .describe('Ontvangen, al eerder ontvangen, of bewaard zonder er iets mee te doen.'),
})

/**
 * POST /v1/inbound-mail: a mail host hands over a mail as it is. It shows the secret of MAIL_IN_SECRET; without that
 * setting the address does not exist. Whatever is not 202 means: keep it, and try again.
 */
export function inboundMail(app: Hono<Env>, config: MailConfig): void {
  const { mailInSecret } = config
  app.post(
    `/v1${PATH}`,
    async (c, next) => {
      c.header('API-Version', API_VERSION)
      if (mailInSecret === undefined) return problem(c, 404, 'not-found', 'There is nothing at this address.')
      const shown = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
      if (!isSame(shown, mailInSecret))
        return problem(c, 403, 'forbidden', 'Show the secret of MAIL_IN_SECRET.')
      if (!/^message\/rfc822\b/i.test(c.req.header('content-type') ?? '')) {
        return problem(c, 415, 'not-a-mail', 'Send the mail as it is, as message/rfc822.')
      }
      return next()
    },
    bodyLimit({ maxSize: MAX_MAIL_BYTES, onError: tooLarge }),
    async (c) => {
      const raw = new Uint8Array(await c.req.arrayBuffer())
      const received = await receiveMail(c.get('ctx'), raw, mailboxesOf(config))
      if (!received.ok)
        return problem(c, 400, 'not-a-mail', 'This is not a mail: it has no headers, or too many parts.')
      return c.json({ result: received.value }, 202)
    },
  )
}

function tooLarge(c: Context): Response {
  c.header('Connection', 'close')
  return problem(c, 413, 'too-large', `A mail may hold ${MAX_MAIL_BYTES} bytes at most.`)
}

/** Takes as long for any text, also for one of another length. */
const isSame = (shown: string, secret: string) => timingSafeEqual(hashOf(shown), hashOf(secret))
const hashOf = (text: string) => createHash('sha256').update(text).digest()

/** For the description of the API; the route itself stands before the limits of other routes. */
export function describeInboundMail(api: OpenAPIHono<Env>): void {
  const secured = api.openAPIRegistry.registerComponent('securitySchemes', 'mailHost', {
    type: 'http',
    scheme: 'bearer',
    description: 'Het geheim van de mailserver (MAIL_IN_SECRET).',
  })
  api.openAPIRegistry.registerPath({
    method: 'post',
    path: PATH,
    operationId: 'receiveMail',
    tags: ['Mail'],
    summary: 'Binnenkomende mail aanbieden',
    description:
      'Voor de mailserver van het netwerk: de mail zoals hij is, hoogstens 10 MB. Dezelfde mail twee keer is één mail. Bij elk ander antwoord dan 202: bewaren en later opnieuw proberen.',
    security: [{ [secured.name]: [] }],
    request: {
      body: {
        required: true,
        content: {
          'message/rfc822': { schema: { type: 'string', description: 'De mail, volgens RFC 5322.' } },
        },
      },
    },
    responses: {
      202: jsonResponse(receiptSchema.meta({ id: 'MailReceipt' }), 'De mail is bewaard.'),
      ...problemResponses(400, 403, 404, 413, 415),
    },
  })
}
