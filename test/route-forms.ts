/** A form that a page shows, sent by one of its buttons. */
export type SentForm = Readonly<{ path: string; fields: Readonly<Record<string, string>> }>

type Attributes = Readonly<Record<string, string>>
const plain = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
const attributesOf = (tag: string): Attributes =>
  Object.fromEntries(
    [...tag.matchAll(/\s([a-z-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, plain(value)]),
  )

type Control = Readonly<{ tag: string; attributes: Attributes; inside: string; at: number }>
const controlsIn = (html: string): readonly Control[] =>
  [
    ...html.matchAll(/<(input|button)(\s[^>]*)?>/g),
    ...html.matchAll(/<(textarea|select)(\s[^>]*)?>([\s\S]*?)<\/\1>/g),
  ].map(({ 1: tag = '', 2: inside = '', 3: content = '', index }) => ({
    ...{ tag, attributes: attributesOf(inside), inside: content, at: index },
  }))

const WORDS = 'Woorden van wie dit stuurt'
const BY_TYPE: Readonly<Record<string, string>> = {
  email: 'stuurt@x.example',
  number: '5',
  date: '2027-03-01',
  time: '10:00',
  'datetime-local': '2027-03-01T10:00',
  tel: '0101234567',
  url: 'https://x.example',
}

/** Fields that take any text, and mean something else. */
const BY_NAME: readonly (readonly [name: RegExp, value: string])[] = [
  [/phone/i, '0101234567'],
  [/url$/i, 'https://x.example'],
  [/mail$/i, 'stuurt@x.example'],
  [/asof$/i, '2026-11-12'],
  [/^endtime$/i, '11:00'],
  [/itude$/, ''],
]

/** What somebody could have filled in; undefined where the control sends nothing. */
function valueIn({ tag, attributes, inside }: Control): string | undefined {
  if (tag === 'button' || attributes['type'] === 'submit') return undefined
  if (tag === 'textarea') return plain(inside).trim() || WORDS
  if (tag === 'select') {
    const options = [...inside.matchAll(/<option(\s[^>]*)?>/g)].map(([, text = '']) => attributesOf(text))
    const chosen = options.find((option) => 'selected' in option && option['value'] !== '')
    return (chosen ?? options.find(({ value }) => value !== ''))?.['value']
  }
  const { type = 'text', value = '' } = attributes
  if (type === 'hidden' || type === 'checkbox' || type === 'radio')
    return value === '' && type !== 'hidden' ? 'on' : value
  if (value !== '') return value
  const named = BY_NAME.find(([name]) => name.test(attributes['name'] ?? ''))
  if (named !== undefined) return named[1]
  const isNumber = attributes['inputmode'] === 'numeric' || attributes['inputmode'] === 'decimal'
  return isNumber ? '5' : (BY_TYPE[type] ?? WORDS)
}

/** Every form of a page that is posted, once per button that sends it, filled in where it was empty. */
export function formsIn(html: string, page: string): readonly SentForm[] {
  const controls = controlsIn(html)
  return [...html.matchAll(/<form(\s[^>]*)?>([\s\S]*?)<\/form>/g)].flatMap(
    ({ 1: tag = '', 2: inside = '', index }) => {
      const form = attributesOf(tag)
      if (form['method']?.toLowerCase() !== 'post') return []
      const end = index + tag.length + inside.length + '<form></form>'.length
      const own = controls.filter(({ attributes, at }) =>
        attributes['form'] === undefined ? index < at && at < end : attributes['form'] === form['id'],
      )
      const fields: Record<string, string> = {}
      for (const control of own) {
        const { name = '' } = control.attributes
        const value = valueIn(control)
        if (name !== '' && value !== undefined && !(name in fields)) fields[name] = value
      }
      const path = form['action'] === undefined || form['action'] === '' ? page : form['action']
      const buttons = own.filter(
        ({ tag: kind, attributes }) => kind === 'button' && attributes['type'] !== 'button',
      )
      return buttons.map(({ attributes: { name = '', value = '', formaction } }) => ({
        path: formaction ?? path,
        fields: name === '' ? fields : { ...fields, [name]: value },
      }))
    },
  )
}
