import type { Figures } from '#features/figures/index.ts'
import { PROVINCES } from '#features/firms/index.ts'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { isPlainText } from '#engine/lottery/applicant-list.ts'
import { ALLOTMENTS, type EventContent, KINDS, PUBLIC_KINDS, STRATA } from '../contract.ts'
import { readMoment, saturdayAfter, startOfDay, typedMoment } from '../when.ts'

/** The fields of the form, as they are named in it. */
export const TEXT_FIELDS = [
  ...['kind', 'titleNl', 'titleEn', 'descriptionNl', 'descriptionEn', 'place', 'province', 'onlineUrl'],
  ...['startDay', 'startTime', 'endDay', 'endTime', 'deadlineDay', 'deadlineTime'],
  ...[
    'places',
    'peoplePerPlace',
    'priceEur',
    'allotment',
    'strata',
    'publicKind',
    'publicSource',
    'organisation',
  ],
] as const
export type Typed = Readonly<{ text: Readonly<Record<string, string>>; steps: readonly string[] }>

export type FieldFault = Readonly<{ field: string; fault: Fault }>
export const FAULTS = [
  'required',
  'tooLong',
  'choice',
  'where',
  'url',
  'moment',
  'endBeforeStart',
  'tooLong.days',
  'past',
  'deadlineAfterStart',
  'deadlinePast',
  'places',
  'people',
  'price',
  'source',
  'lottoTooLate',
  'frozen',
  'placesTaken',
] as const
export type Fault = (typeof FAULTS)[number]

export const readTyped = (form: URLSearchParams): Typed => ({
  text: Object.fromEntries(
    TEXT_FIELDS.map((field) => [field, (form.get(field) ?? '').replace(/\r\n?/g, '\n').trim()]),
  ),
  steps: form.getAll('steps'),
})

/** What stands in the form of an event that is there. */
export function typedOf(content: EventContent, organisationId: string): Typed {
  const { kind, titleNl, titleEn, descriptionNl, descriptionEn, place, province, onlineUrl } = content
  const { startsAt, endsAt, deadlineAt, places, peoplePerPlace, priceEur } = content
  const { allotment, strata, publicKind, publicSource, steps } = content
  const moment = (name: string, at: Date) => {
    const { day, time } = typedMoment(at)
    return { [`${name}Day`]: day, [`${name}Time`]: time }
  }
  return {
    text: {
      ...{ kind, titleNl, titleEn, descriptionNl, descriptionEn, place, province, onlineUrl },
      ...{ ...moment('start', startsAt), ...moment('end', endsAt), ...moment('deadline', deadlineAt) },
      ...{ places: String(places), peoplePerPlace: String(peoplePerPlace), priceEur: String(priceEur) },
      ...{ allotment, strata, publicKind, publicSource, organisation: organisationId },
    },
    steps,
  }
}

/** What the form of a new event begins with. */
export const EMPTY_FORM: Typed = {
  text: {
    ...{ kind: 'visit', places: '', peoplePerPlace: '1', priceEur: '0', allotment: 'first-come' },
    ...{ strata: 'none', publicKind: 'lotto' },
  },
  steps: [],
}

const DAY_MS = 86_400_000
const MOST_DAYS = 31

/** The content that was meant, or all that is wrong with it. `current`: the event as it is, whose start may be past. */
export function readContent(
  { text, steps }: Typed,
  { steps: known }: Pick<Figures, 'steps'>,
  now: Date,
  current?: Pick<EventContent, 'startsAt'>,
): Result<EventContent, readonly FieldFault[]> {
  const faults: FieldFault[] = []
  const add = (field: string, fault: Fault) => void faults.push({ field, fault })
  const words = (field: string, max: number, isNeeded = false) => {
    const value = text[field] ?? ''
    if (isNeeded && value === '') add(field, 'required')
    if (value.length > max) add(field, 'tooLong')
    return value
  }
  const oneOf = <T extends string>(field: string, values: readonly T[]): T => {
    const found = values.find((value) => value === text[field])
    if (found === undefined) add(field, 'choice')
    return found ?? (values[0] as T)
  }
  const whole = (field: string, fault: Fault, min: number, max: number) => {
    const value = /^\d{1,6}$/.test(text[field] ?? '') ? Number(text[field]) : Number.NaN
    if (!(value >= min && value <= max)) add(field, fault)
    return value
  }
  const place = words('place', 200)
  const onlineUrl = words('onlineUrl', 500)
  if (place === '' && onlineUrl === '') add('place', 'where')
  if (onlineUrl !== '' && !/^https:\/\/[^\s/]+/.test(onlineUrl)) add('onlineUrl', 'url')
  if (steps.some((id) => known.every((step) => step.id !== id))) add('steps', 'choice')
  const times = readTimes(text, now, add, current)
  const content: EventContent = {
    kind: oneOf('kind', KINDS),
    ...{ titleNl: words('titleNl', 120, true), titleEn: words('titleEn', 120) },
    ...{ descriptionNl: words('descriptionNl', 5_000), descriptionEn: words('descriptionEn', 5_000) },
    ...{ place, onlineUrl },
    province: oneOf('province', ['', ...PROVINCES]),
    ...times,
    places: whole('places', 'places', 1, 10_000),
    peoplePerPlace: whole('peoplePerPlace', 'people', 1, 20),
    priceEur: whole('priceEur', 'price', 0, 100_000),
    steps: [...new Set(steps)],
    ...{ allotment: oneOf('allotment', ALLOTMENTS), strata: oneOf('strata', STRATA) },
    ...{ publicKind: oneOf('publicKind', PUBLIC_KINDS), publicSource: words('publicSource', 200) },
  }
  lotteryFaults(content, add)
  return faults.length === 0 ? ok(content) : refuse(faults)
}

type Add = (field: string, fault: Fault) => void

/** Begin, end and deadline. Without an end or a deadline of its own day the day of the start is meant. */
function readTimes(
  text: Readonly<Record<string, string>>,
  now: Date,
  add: Add,
  current: Pick<EventContent, 'startsAt'> | undefined,
) {
  const startDay = text['startDay'] ?? ''
  const moment = (name: string, day: string) => {
    const read = readMoment({ day, time: text[`${name}Time`] ?? '' })
    if (read === undefined) add(`${name}Day`, 'moment')
    return read
  }
  const startsAt = moment('start', startDay)
  const endsAt = moment('end', text['endDay'] === '' ? startDay : (text['endDay'] ?? ''))
  const isOwnDeadline = text['deadlineDay'] !== '' || text['deadlineTime'] !== ''
  const deadlineAt = isOwnDeadline ? moment('deadline', text['deadlineDay'] ?? '') : startsAt
  if (startsAt !== undefined && startsAt <= now && startsAt.getTime() !== current?.startsAt.getTime())
    add('startDay', 'past')
  if (startsAt !== undefined && endsAt !== undefined) {
    if (endsAt <= startsAt) add('endDay', 'endBeforeStart')
    if (endsAt.getTime() - startsAt.getTime() > MOST_DAYS * DAY_MS) add('endDay', 'tooLong.days')
  }
  if (startsAt !== undefined && deadlineAt !== undefined && deadlineAt > startsAt)
    add('deadlineDay', 'deadlineAfterStart')
  const never = new Date(0)
  return { startsAt: startsAt ?? never, endsAt: endsAt ?? never, deadlineAt: deadlineAt ?? never }
}

/** The seed must be known before it begins, and its words must leave no choice. */
function lotteryFaults(
  { allotment, publicKind, publicSource, deadlineAt, startsAt }: EventContent,
  add: Add,
): void {
  if (allotment !== 'lottery' || deadlineAt.getTime() === 0) return
  if (publicKind === 'own' && !isPlainText(publicSource)) add('publicSource', 'source')
  if (publicKind === 'lotto' && saturdayAfter(deadlineAt) >= startOfDay(startsAt))
    add('deadlineDay', 'lottoTooLate')
}

/** A title and a day as they stand in an address: "cobots-in-het-klein-2027-03-04". */
export function slugOf({ titleNl, startsAt }: Pick<EventContent, 'titleNl' | 'startsAt'>): string {
  const words = titleNl
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
  return [words, typedMoment(startsAt).day].filter((part) => part !== '').join('-')
}
