import { z } from 'zod'

/** What an article is about; the same choices as when asking a question. */
export const TOPICS = [
  'software',
  'machines',
  'data',
  'people',
  'money',
  'security',
  'chain',
  'other',
] as const
export type Topic = (typeof TOPICS)[number]

/** A draft and what was withdrawn are seen by those who keep it and the bureau alone. */
export const STATES = ['draft', 'published', 'withdrawn'] as const
export type State = (typeof STATES)[number]

/** Why a field is refused; each has a sentence in messages.ts. */
export const FAULTS = [
  'required',
  'tooLong',
  'choice',
  'together',
  'personal',
  'placeholder',
  'state',
] as const
export type Fault = (typeof FAULTS)[number]

const because = (fault: Fault) => ({ error: fault })

/** Browsers send line ends as CR LF; one form is kept. */
const text = (max: number) =>
  z
    .string(because('required'))
    .overwrite((value) => value.replace(/\r\n?/g, '\n').trim())
    .max(max, because('tooLong'))
const needed = (max: number) => text(max).min(1, because('required'))

export const TITLE_MAX = 160
export const BODY_MAX = 20_000

/** All of an article that its keeper writes. */
export const articleSchemaFor = (stepIds: readonly string[]) =>
  z
    .strictObject({
      titleNl: needed(TITLE_MAX),
      bodyNl: needed(BODY_MAX),
      titleEn: text(TITLE_MAX).default(''),
      bodyEn: text(BODY_MAX).default(''),
      topic: z.enum(TOPICS, because('choice')).or(z.literal('')).default(''),
      steps: z
        .array(z.string().refine((id) => stepIds.includes(id), because('choice')))
        .max(10, because('tooLong'))
        .default([]),
      source: text(1_000).default(''),
    })
    .superRefine(({ titleEn, bodyEn }, { addIssue }) => {
      if ((titleEn === '') === (bodyEn === '')) return
      addIssue({ code: 'custom', path: [titleEn === '' ? 'titleEn' : 'bodyEn'], message: 'together' })
    })
export type ArticleContent = Readonly<z.output<ReturnType<typeof articleSchemaFor>>>
export type ArticleField = keyof ArticleContent

/** An article as it stands: what its keeper writes, and what the library keeps of it. */
export type Article = ArticleContent &
  Readonly<{
    id: string
    slug: string
    state: State
    organisationId: string
    organisationName: string
    origin: 'shipped' | 'hub' // comes with Schakel, or written by a hub
    confirmedOn: string | undefined
    confirmedBy: string | undefined // id of an organisation
    confirmedByName: string | undefined
    version: number
    updatedAt: Date
  }>

export type FieldFault = Readonly<{ field: ArticleField; fault: Fault }>

export const faultsOf = ({ issues }: Pick<z.ZodError, 'issues'>): readonly FieldFault[] =>
  issues.map(({ path, message }) => ({
    field: path[0] as ArticleField,
    fault: FAULTS.find((fault) => fault === message) ?? 'choice',
  }))

/** What was found; `path` is without language. Higher scores first; a score means nothing on its own. */
export type HitKind = 'article' | 'step' | 'provider'
export const HIT_KINDS: readonly HitKind[] = ['article', 'step', 'provider']
export type Hit = Readonly<{ kind: HitKind; title: string; summary: string; path: string; score: number }>
