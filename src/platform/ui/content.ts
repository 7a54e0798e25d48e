import { html } from 'hono/html'

/** What the `html` tag makes: text that is escaped already. */
export type Html = ReturnType<typeof html>

/** What may stand in a page: markup, plain text (which gets escaped), a list of these, or nothing. */
export type Content = Html | string | number | undefined | readonly Content[]

/** An attribute when there is a value, nothing otherwise; the value is escaped. */
export const attribute = (name: string, value: string | undefined): Content =>
  value === undefined ? '' : html` ${name}="${value}"`
