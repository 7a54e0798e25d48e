import type { Context } from 'hono'
import type { core, ZodError } from 'zod'

/** Every refusal the domain can utter, and its HTTP status; a new one starts here. */
export const REFUSAL_STATUS = { forbidden: 403, 'not-found': 404, conflict: 409, expired: 410 } as const
export type Refusal = keyof typeof REFUSAL_STATUS

type ProblemStatus = 400 | 403 | 404 | 405 | 408 | 409 | 410 | 413 | 415 | 422 | 500 | 503

const DETAIL: Readonly<Record<Refusal, string>> = {
  forbidden: 'You may not do this.',
  'not-found': 'There is nothing here.',
  conflict: 'This clashes with what is there already.',
  expired: 'This was there, but its time is over.',
}

/** One thing that is wrong with the input: where, as a JSON pointer and as a dotted name, and what is allowed. */
export type InputError = Readonly<{ pointer: string; field: string; detail: string }>

/** A problem document (RFC 9457); status, title and detail are obligatory in the Dutch API Design Rules. */
export function problem(
  c: Context,
  status: ProblemStatus,
  code: string,
  detail: string,
  more: Readonly<Record<string, unknown>> = {},
): Response {
  const body = { type: `/problems/${code}`, title: TITLES[status], status, detail, ...more }
  return c.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json' })
}

/** A refusal of a use case, as the API says it. */
export const refused = (c: Context, refusal: Refusal): Response =>
  problem(c, REFUSAL_STATUS[refusal], refusal, DETAIL[refusal])

/** Input that did not pass its schema, as the API says it: all that is wrong at once. */
export function invalidInput(c: Context, error: Pick<ZodError, 'issues'>): Response {
  const errors = inputErrors(error)
  const count = errors.length === 1 ? 'One thing is' : `${errors.length} things are`
  return problem(c, 400, 'invalid-input', `${count} wrong with the input; see errors.`, { errors })
}

/** Zod's issues as fields and sentences; for the API and for the command line. */
export const inputErrors = ({ issues }: Pick<ZodError, 'issues'>): InputError[] =>
  issues.flatMap((issue) => withUnknownKeys(issue).map(({ path, detail }) => inputError(path, detail)))

function withUnknownKeys(issue: core.$ZodIssue): { path: PropertyKey[]; detail: string }[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, detail: issue.message }]
  return issue.keys.map((key) => ({ path: [...issue.path, key], detail: 'Unknown field' }))
}

const inputError = (path: readonly PropertyKey[], detail: string): InputError => ({
  pointer: `#${path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`,
  field: path.map(String).join('.'),
  detail,
})

const TITLES: Readonly<Record<ProblemStatus, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}
