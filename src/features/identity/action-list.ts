import { html } from 'hono/html'
import type { Content, Html } from '#platform/ui/content.ts'

export type ActionItem = Readonly<{ title: Content; detail: Content; action: Content }>

/** Things with something to do beside each; under it where the page is narrow. */
export const actionList = (items: readonly ActionItem[]): Html =>
  html`<ul class="identity-list">${items.map(
    ({ title, detail, action }) => html`
  <li><div><strong>${title}</strong><br><span class="schakel-small">${detail}</span></div>${action}</li>`,
  )}
</ul>`
