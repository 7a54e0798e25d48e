/** The five colours of the page, as presentation attributes. */
export const INK = 'var(--schakel-ink)'
export const INK_SOFT = 'var(--schakel-ink-soft)'
export const PAPER = 'var(--schakel-paper)'
export const ACCENT = 'var(--schakel-accent)'
export const SIGNAL = 'var(--schakel-signal)'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as it may stand in an element or between quotes. */
export const escapeXml = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!)
