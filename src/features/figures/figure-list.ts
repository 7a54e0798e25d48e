import type { Range } from '#engine/kernel/range.ts'
import type { Figures } from './contract.ts'
import type { AnyFigure, Grade } from './figure-contract.ts'
import type { StepFigures } from './step-contract.ts'

/**
 * One figure with where it stands and where it came from. `path` is the place in its file; `labelKey` the same
 * without numbers and ids, to look up a name; `of` the base, driver, barrier or flow it belongs to.
 */
export type FigureEntry = Readonly<{
  file: string // 'steps/erp-introduction.json', within the data folder
  stepId?: string
  path: string // 'oneOffCost[0]'
  labelKey: string // 'step.oneOffCost'
  of?: string // 'erp-user'
  range?: Range
  value?: number | string
  unit: string
  grade: Grade
  why: string
  sources: readonly string[]
}>

/** Fields whose keys are ids rather than names of parts. */
const KEYED_BY_ID = new Set([
  'barrierShare',
  'carrierShare',
  'messagesPerWeekPerEmployee',
  'minutesPerMessage',
  'redoneShare',
  'flowCarrierOdds',
  'stepInUseShare',
  'sizeClassShare',
  'sizeClass',
  'businessType',
  'sector',
])

type Place = Readonly<{ path: string; label: readonly string[]; of: readonly string[] }>
type Found = Readonly<{ place: Place; figure: AnyFigure }>

/** All figures of one step, in the order of its file. */
export function figuresOfStep(step: StepFigures): FigureEntry[] {
  const file = `steps/${step.id}.json`
  return figuresWithin(step, 'step').map((found) => ({ file, stepId: step.id, ...entryOf(found) }))
}

/** All figures of all steps, the population, the parameters and the handling of messages. */
export function figureList(
  figures: Pick<Figures, 'steps' | 'population' | 'parameters' | 'handling'>,
): FigureEntry[] {
  return [
    ...figures.steps.flatMap(figuresOfStep),
    ...figuresOfFile('population', figures.population),
    ...figuresOfFile('parameters', figures.parameters),
    ...figuresOfFile('handling', figures.handling),
  ]
}

/** All figures of one other file, such as 'population'. */
export function figuresOfFile(name: string, content: unknown): FigureEntry[] {
  return figuresWithin(content, name).map((found) => ({ file: `${name}.json`, ...entryOf(found) }))
}

const figuresWithin = (content: unknown, name: string) => [
  ...walk(content, { path: '', label: [name], of: [] }),
]

function* walk(node: unknown, place: Place): Generator<Found> {
  if (typeof node !== 'object' || node === null) return
  if (isFigure(node)) return yield { place, figure: node }

  if (Array.isArray(node)) {
    for (const [index, item] of node.entries())
      yield* walk(item, { ...place, path: `${place.path}[${index}]` })
    return
  }

  const owner = ownerOf(node, place)
  const isKeyedById = KEYED_BY_ID.has(place.label.at(-1) ?? '')
  for (const [key, child] of Object.entries(node)) {
    yield* walk(child, {
      path: place.path === '' ? key : `${place.path}.${key}`,
      label: isKeyedById ? place.label : [...place.label, key],
      of: isKeyedById ? [...owner, key] : owner,
    })
  }
}

const isFigure = (node: object): node is AnyFigure => 'grade' in node && 'why' in node && 'unit' in node

/** An element of a list is told apart by its id, driver or quantity; the file itself is not an element. */
function ownerOf(node: object, { path, of }: Place): readonly string[] {
  if (path === '') return of
  const { id, driver, base, per } = node as Record<string, unknown>
  const name = [driver, base, id, per].find((value) => typeof value === 'string')
  return name === undefined ? of : [...of, name as string]
}

function entryOf({ place, figure }: Found): Omit<FigureEntry, 'file' | 'stepId'> {
  const { unit, grade, why, sources } = figure
  const of = [...place.of, ...ownerNames(figure)].join('/')
  return {
    path: place.path,
    labelKey: place.label.join('.'),
    ...(of === '' ? {} : { of }),
    ...('value' in figure
      ? { value: figure.value }
      : { range: { p10: figure.p10, p50: figure.p50, p90: figure.p90 } }),
    unit,
    grade,
    why,
    sources,
  }
}

const ownerNames = (figure: AnyFigure) => ownerOf(figure, { path: 'figure', label: [], of: [] })
