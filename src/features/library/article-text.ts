import { html } from 'hono/html'
import { bulletList, paragraph } from '#platform/ui/components.ts'
import type { Html } from '#platform/ui/content.ts'
import { blocksOf } from './plain-text.ts'

/** The text of an article as paragraphs and lists; everything in it is text, nothing is markup. */
export const articleText = (body: string): Html =>
  html`${blocksOf(body).map((block) => (block.kind === 'paragraph' ? paragraph(block.text) : bulletList(block.items)))}`
