import type { Figures } from '#features/figures/index.ts'
import { type Command, type CommandIo, EXIT, type ExitCode } from '#platform/feature.ts'
import { date } from '#platform/numbers.ts'
import type { Published, Snapshot } from './contract.ts'
import { readDisclosureSetting } from './disclosure-setting.ts'
import { findComparison } from './find-comparison.ts'
import { type SnapshotRefusal, makePeerSnapshot } from './make-peer-snapshot.ts'
import { classText, groupName, questionName } from './peer-words.ts'

/** `schakel peers`: the published comparison between firms. */
export const peersCommands = (figures: Figures): readonly Command[] => [
  {
    name: 'peers',
    usage: 'snapshot|show [--json]',
    summary: 'Makes, or shows, the published comparison between companies.',
    help:
      'snapshot makes the tables of this quarter, once. show prints the newest. Both print published figures only.\n' +
      'DISCLOSURE_P_PERCENT, 5 to 50 and secret, is needed for tables of amounts.',
    options: { json: { type: 'boolean' } },
    positionals: { min: 1, max: 1 },
    run: ({ positionals: [what = ''], values }, io) => {
      const isJson = values['json'] === true
      if (what === 'snapshot') return snapshot(figures, io, isJson)
      if (what === 'show') return show(figures, io, isJson)
      io.err(`schakel: peers takes snapshot or show, got ${what}`)
      return Promise.resolve(EXIT.badInput)
    },
  },
]

const REFUSALS: Readonly<Record<SnapshotRefusal, string>> = {
  'made-already': 'the comparison of this quarter is there already; `schakel peers show` prints it',
  'too-few-firms': 'nothing may be shown yet: too few companies agreed, or their answers are too much alike',
}

async function snapshot(figures: Figures, io: CommandIo, isJson: boolean): Promise<ExitCode> {
  const setting = readDisclosureSetting(io.env)
  if (!setting.ok) {
    io.err(`schakel: ${setting.error}`)
    return EXIT.badInput
  }
  const made = await makePeerSnapshot(await io.openCtx(), figures, setting.value)
  if (!made.ok) {
    io.err(`schakel: ${REFUSALS[made.error]}`)
    return EXIT.refused
  }
  print(made.value, figures, io, isJson)
  return EXIT.done
}

async function show(figures: Figures, io: CommandIo, isJson: boolean): Promise<ExitCode> {
  const found: Snapshot | undefined = await findComparison(await io.openCtx())
  if (found === undefined) {
    io.err('schakel: there is no comparison yet; `schakel peers snapshot` makes one')
    return EXIT.refused
  }
  if (!isJson) io.out(`Made on ${date(found.madeAt, 'en')}.`)
  print(found.content, figures, io, isJson)
  return EXIT.done
}

const print = (published: Published, figures: Figures, io: CommandIo, isJson: boolean) =>
  io.out(isJson ? JSON.stringify(published, undefined, 2) : publishedText(published, figures))

/** A line per question and group: counts out of ten in the order of the categories, or the class of the middle one. */
function publishedText({ quarter, minimumFirms, tables }: Published, figures: Figures): string {
  const lines = tables.flatMap(({ id, categories, groups }) => [
    '',
    `${questionName(id, figures, 'en')} (${id})`,
    ...groups.map(({ group, firms, asOf, outOfTen, medianCategory }) => {
      const figure =
        medianCategory === undefined
          ? `${categories.map((category, index) => `${category} ${outOfTen?.[index] ?? 0}`).join(', ')} in 10`
          : `middle one ${classText(id, medianCategory, 'en')}`
      return `  ${groupName(group, 'en')}: ${figure} (${firms} companies, ${asOf})`
    }),
  ])
  return [`Comparison of ${quarter}; groups of ${minimumFirms} companies or more.`, ...lines].join('\n')
}
