import type { Ctx } from '#platform/context.ts'
import { asLinkHolder, drawLinkToken, linkHashOf } from '#platform/link-holder.ts'
import { insertScan } from './repository.ts'
import { expiryFrom } from './scan.ts'

/** Makes an empty scan and gives its private link, which can't be found again afterwards. */
export async function startScan({ db, now, language }: Ctx): Promise<string> {
  const link = drawLinkToken()
  const [linkHash, at] = [linkHashOf(link), now()]
  await asLinkHolder(db, linkHash, (tx) =>
    insertScan(tx, { linkHash, language, at, expiresAt: expiryFrom(at) }),
  )
  return link
}
