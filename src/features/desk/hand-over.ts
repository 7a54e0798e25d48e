import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { isMailAddress } from '#platform/mail/mail-address.ts'
import type { z } from 'zod'
import type { handOverSchema, handToProgrammeSchema } from './contract.ts'
import { type Changed, changeCase, type Decide } from './deed.ts'
import { handingOver, NOBODY_WAITS } from './deeds.ts'
import type { DeskParts } from './desk-parts.ts'
import { programmeMail, programmeText, replyMail } from './mails.ts'
import { findOwner, findProgramme } from './people/repository.ts'
import type { DeskRefusal } from './refusal.ts'
import { findMessages } from './said/repository.ts'

type DeskCtx = Pick<Ctx, 'db' | 'now'>
type Parts = Pick<DeskParts, 'config'>
type Outcome = Promise<Result<Changed, DeskRefusal>>

/** To another hub or the bureau, with its reason. Whoever gave it away does not see it any more. */
export const handOverCase = (
  ctx: DeskCtx,
  { config }: Parts,
  actor: Actor,
  id: string,
  { version, organisationId, reason }: z.output<typeof handOverSchema>,
): Outcome => changeCase(ctx, config, actor, { id, version }, handingOver(organisationId, reason))

/**
 * The question belongs with a national programme. Whoever asked is told where and why; the question goes along, once, to
 * the address that the programme publishes; and it is counted.
 */
export const handToProgramme = (
  ctx: DeskCtx,
  { config }: Parts,
  actor: Actor,
  id: string,
  { version, programme, reason }: z.output<typeof handToProgrammeSchema>,
): Outcome => changeCase(ctx, config, actor, { id, version }, toProgramme(programme, reason))

const toProgramme =
  (slug: string, reason: string): Decide =>
  async (row, { tx, name, now, config }) => {
    if (row.state === 'merged' || row.state === 'closed') return refuse(row.state)
    if (row.programmeAt !== null) return refuse('handed-over-before')
    const programme = await findProgramme(tx, slug)
    if (programme === undefined) return refuse('no-programme')

    const owner = await findOwner(tx, row.organisationId)
    const goesAlong = isMailAddress(programme.contactEmail)
    const body = programmeText(row.language, { ...programme, reason, goesAlong })
    const answer = { id: randomUUID(), body, organisationName: owner?.name ?? '' }
    const asked = (await findMessages(tx, row.id)).filter(({ kind }) => kind === 'question')
    const said = asked.map((message) => message.body)
    return ok({
      action: 'case handed to programme',
      changes: {
        ...NOBODY_WAITS,
        ...{ state: 'answered', firstAnsweredAt: row.firstAnsweredAt ?? now, lastFrom: 'network' },
        ...{ programme: slug, programmeName: programme.name, programmeReason: reason, programmeAt: now },
      },
      note: { kind: 'programme', body: programme.name },
      answer,
      mails: [
        ...replyMail(row, { ...answer, name }, config),
        ...(goesAlong
          ? programmeMail(row, { ...programme, reason, said, ownerName: owner?.name ?? '' })
          : []),
      ],
      programme: slug,
    })
  }
