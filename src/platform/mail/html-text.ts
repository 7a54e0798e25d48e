const UNSEEN = [
  'script',
  'style',
  'head',
  'title',
  'template',
  'noscript',
  'svg',
  'object',
  'iframe',
  'textarea',
]
const NEW_LINE = new Set(
  'br p div tr li ul ol table blockquote h1 h2 h3 h4 h5 h6 hr section article header footer pre'.split(' '),
)
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', euro: '€', copy: '©', hellip: '…' },
  ...{ ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', bull: '•', middot: '·' },
  ...{
    eacute: 'é',
    egrave: 'è',
    ecirc: 'ê',
    euml: 'ë',
    iuml: 'ï',
    ouml: 'ö',
    uuml: 'ü',
    auml: 'ä',
    aacute: 'á',
  },
  ...{ agrave: 'à', ccedil: 'ç', oacute: 'ó', uacute: 'ú', iacute: 'í', ntilde: 'ñ', deg: '°', times: '×' },
}

/** The words of an HTML mail, line by line; for reading, never to be shown as HTML. Takes time linear in its length. */
export function textOfHtml(html: string): string {
  const parts: string[] = []
  const lower = html.toLowerCase()
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    parts.push(wordsOf(html.slice(at, open === -1 ? undefined : open)))
    if (open === -1) break
    const end = lower.startsWith('<!--', open) ? after(lower, '-->', open + 4) : after(lower, '>', open + 1)
    const tag = /^<(\/?)([a-z][a-z0-9]*)/.exec(lower.slice(open, open + 20))
    const name = tag?.[2] ?? ''
    if (NEW_LINE.has(name)) parts.push('\n')
    if ((name === 'td' || name === 'th') && tag?.[1] === '') parts.push(' ')
    at = tag?.[1] === '' && UNSEEN.includes(name) ? after(lower, `</${name}`, end, '>') : end
  }
  return parts
    .join('')
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** The place after the first `mark` from `from` on, and after `then` that follows it; the end where there is none. */
function after(text: string, mark: string, from: number, then?: string): number {
  const found = text.indexOf(mark, from)
  if (found === -1) return text.length
  return then === undefined ? found + mark.length : after(text, then, found)
}

const wordsOf = (text: string) =>
  text.replace(/\s+/g, ' ').replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code <= 0x10_ff_ff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '\uFFFD'
  })
