import { z } from 'zod'
import type { Entry } from './contract.ts'
import { filterEntries } from './filter-entries.ts'
import { type Item, taxonomyIdsOf, termIdsOf } from './hsds-items.ts'

const DEFAULT_PER_PAGE = 50
const MAX_PER_PAGE = 1_000

const whole = z
  .string()
  .regex(/^\d{1,7}$/, 'a whole number, 1 or more')
  .transform(Number)
  .refine((value) => value >= 1, 'a whole number, 1 or more')
const flag = z.enum(['true', 'false'], 'true or false').transform((value) => value === 'true')
const uuid = z.uuid('a UUID')

/** Query parameters as HSDS names them; all filters must hold. */
export const querySchema = z.object({
  search: z.string().max(200).optional(),
  page: whole.default(1),
  per_page: whole.transform((value) => Math.min(value, MAX_PER_PAGE)).default(DEFAULT_PER_PAGE),
  format: z.literal('json', 'json; nothing else is given').optional(),
  taxonomy_term_id: uuid.optional(),
  taxonomy_id: uuid.optional(),
  organization_id: uuid.optional(),
  modified_after: z
    .union([z.iso.datetime({ offset: true }), z.iso.date()], 'a date, or a date and time with its zone')
    .optional(),
  minimal: flag.default(false),
  full: flag.default(false),
  full_service: flag.default(false),
})
export type HsdsQuery = Readonly<z.output<typeof querySchema>>

/** The entries that every filter lets through. */
export function entriesFor(entries: readonly Entry[], query: HsdsQuery, now: Date): readonly Entry[] {
  const { taxonomy_term_id: term, taxonomy_id: taxonomy, organization_id: organisation } = query
  const after = query.modified_after === undefined ? undefined : Date.parse(query.modified_after)
  return filterEntries(entries, { words: query.search }, now).filter(
    (entry) =>
      (term === undefined || termIdsOf(entry).includes(term)) &&
      (taxonomy === undefined || taxonomyIdsOf(entry).includes(taxonomy)) &&
      (organisation === undefined || entry.organisationId === organisation) &&
      (after === undefined || entry.updatedAt.getTime() >= after),
  )
}

/** One page of a list; a page beyond the last is empty. Items are made for this page alone. */
export function pageOf<T>(all: readonly T[], query: HsdsQuery, itemOf: (one: T) => Item): Item {
  const { page, per_page: perPage } = query
  const shown = all.slice((page - 1) * perPage, page * perPage)
  const pages = Math.max(1, Math.ceil(all.length / perPage))
  return {
    total_items: all.length,
    total_pages: pages,
    page_number: page,
    size: shown.length,
    first_page: page === 1,
    last_page: page >= pages,
    empty: shown.length === 0,
    contents: shown.map(itemOf),
  }
}
