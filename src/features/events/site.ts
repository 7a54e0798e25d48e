import type { Figures } from '#features/figures/index.ts'
import type { Config } from '#platform/config.ts'

export type EventsConfig = Partial<Pick<Config, 'publicUrl' | 'port'>>
export type EventsParts = Readonly<{ figures: Figures; config: EventsConfig }>

/** Where links in mail and calendars lead; without a public address, to this machine. */
export const siteOf = ({ publicUrl, port = 3000 }: EventsConfig): string =>
  publicUrl ?? `http://localhost:${port}`
