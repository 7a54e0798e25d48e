import type { Figures } from '#features/figures/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Config } from '#platform/config.ts'
import type { Ctx } from '#platform/context.ts'

export type DeskConfig = Partial<
  Pick<Config, 'publicUrl' | 'port' | 'trustedProxies' | 'mailFrom' | 'mailInAddress'>
>

/** What may answer a question before it is asked. */
export type HelpItem = Readonly<{
  kind: 'article' | 'step' | 'provider'
  title: string
  summary: string
  path: string // without language
}>

export type DeskParts = Readonly<{
  config: DeskConfig
  figures: Figures
  findHelp?: ((ctx: Ctx, words: string) => Promise<readonly HelpItem[]>) | undefined
  /** Makes a draft article of an answer; gives where it is changed, without language. */
  draftArticle?:
    | ((
        ctx: Ctx,
        actor: Actor,
        draft: Readonly<{
          title: string
          body: string
          names?: readonly string[] // of whoever asked; taken out wherever they stand
          steps?: readonly string[]
          topic?: string
        }>,
      ) => Promise<string | undefined>)
    | undefined
}>

/** Where links in mail lead that no visitor asked for; without a public address, to this machine. */
export const siteOf = ({ publicUrl, port = 3000 }: DeskConfig): string =>
  publicUrl ?? `http://localhost:${port}`
