/** Dutch first; English at a click. */
export const LANGUAGES = ['nl', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

type Message = string | ((...args: never[]) => string)
type Messages = Readonly<Record<string, Message>>
type Same<M extends Messages> = { readonly [K in keyof M]: M[K] extends string ? string : M[K] }
type Args<M extends Message> = M extends (...args: infer A) => string ? A : []

/** Gives the sentence of a key; a message that is a function takes its arguments after the key. */
export type Translate<M extends Messages> = <K extends keyof M>(key: K, ...args: Args<M[K]>) => string

/**
 * The sentences of one feature in both languages; a sentence missing in English does not compile.
 *
 *     export const messages = translator(
 *       { 'scan.next': 'Verder', 'scan.step': (step: number, of: number) => `Vraag ${step} van ${of}` },
 *       { 'scan.next': 'Continue', 'scan.step': (step, of) => `Question ${step} of ${of}` },
 *     )
 *     const t = messages(language)
 *     t('scan.step', 3, 20)
 */
export function translator<const M extends Messages>(
  nl: M,
  en: Same<M>,
): (language: Language) => Translate<M> {
  const inLanguage =
    (messages: Messages): Translate<M> =>
    (key, ...args) => {
      const message = messages[key as string] as string | ((...args: readonly unknown[]) => string)
      return typeof message === 'string' ? message : message(...args)
    }
  const both = { nl: inLanguage(nl), en: inLanguage(en) }
  return (language) => both[language]
}

/** Where a page stands: Dutch at /scan, English at /en/scan. */
export function pathIn(language: Language, path: string): string {
  if (language === 'nl') return path
  return path === '/' ? '/en' : `/en${path}`
}

/** The opposite of `pathIn`. */
export function languageOf(fullPath: string): Readonly<{ language: Language; path: string }> {
  if (fullPath === '/en') return { language: 'en', path: '/' }
  if (fullPath.startsWith('/en/')) return { language: 'en', path: fullPath.slice(3) }
  return { language: 'nl', path: fullPath }
}
