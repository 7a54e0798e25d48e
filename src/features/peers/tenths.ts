import { html } from 'hono/html'
import type { Content, Html } from '#platform/ui/content.ts'

const MARKS = 10

/** Ten marks, so many of them filled, and the same in words beside them. Form first: a filled mark is also larger. */
export const tenths = (count: number, words: Content): Html =>
  html`<span class="peers-tenths"><span class="peers-marks" aria-hidden="true">${Array.from(
    { length: MARKS },
    (_, mark) => html`<i${mark < count ? html` class="peers-full"` : ''}></i>`,
  )}</span> <span class="peers-count">${words}</span></span>`
