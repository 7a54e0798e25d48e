import { ROUTES } from './addresses.ts'
import { KINDS } from './contract.ts'
import type { Filters } from './filter-entries.ts'
import type { Directory } from './entry-words.ts'
import { PROVINCES } from '#features/firms/index.ts'

const MAX_WORDS = 100

/** Choices as they stand in an address; what is not a choice counts as none. */
export function readFilters(query: URLSearchParams, { figures, data }: Directory): Filters {
  const among = (name: string, allowed: readonly string[]) => {
    const value = query.get(name) ?? ''
    return allowed.includes(value) ? value : undefined
  }
  const words = (query.get('zoek') ?? '').trim().slice(0, MAX_WORDS)
  return {
    kind: among('soort', KINDS),
    province: among('provincie', PROVINCES),
    theme: among(
      'thema',
      data.themes.map(({ id }) => id),
    ),
    step: among(
      'stap',
      figures.steps.map(({ id }) => id),
    ),
    isConfirmed: query.get('bevestigd') === 'ja' ? true : undefined,
    words: words === '' ? undefined : words,
  }
}

/** The opposite: where the list stands with these choices, without language. */
export function listAddress(filters: Filters, { page = 1, route = ROUTES.list as string } = {}): string {
  const query = new URLSearchParams()
  const set = (name: string, value: string | undefined) => {
    if (value !== undefined) query.set(name, value)
  }
  set('zoek', filters.words)
  set('soort', filters.kind)
  set('provincie', filters.province)
  set('thema', filters.theme)
  set('stap', filters.step)
  set('bevestigd', filters.isConfirmed === true ? 'ja' : undefined)
  set('pagina', page > 1 ? `${page}` : undefined)
  const text = query.toString()
  return text === '' ? route : `${route}?${text}`
}
