import { type Command, type CommandArgs, type CommandIo, EXIT, type ExitCode } from '#platform/feature.ts'
import type { WorklistPorts } from './ports.ts'
import { makeList } from './runs/make-list.ts'
import { explainFirm, type ExplainedFirm, findStoredRun, replay, type StoredRun } from './runs/replay.ts'

const MOST_OFFERS = 10
const IS_UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** `schakel match`: the weekly list, made, made again or explained by whoever runs the server. */
export const worklistCommands = (ports: WorklistPorts): readonly Command[] => [
  {
    name: 'match',
    usage: '[--replay | --explain FIRM] [--run ID] [--json]',
    summary: 'Makes the list of firms to speak with; or makes one again, or says why a firm got what it got.',
    help:
      '--replay takes what went into the newest list, or the one of --run, and looks whether the same comes out.\n' +
      '--explain says of one firm, by its number, what each offer was worth to it and what its places went for.',
    options: {
      replay: { type: 'boolean' },
      explain: { type: 'string' },
      run: { type: 'string' },
      json: { type: 'boolean' },
    },
    run: (args, io) => match(args, io, ports),
  },
]

async function match({ values }: CommandArgs, io: CommandIo, ports: WorklistPorts): Promise<ExitCode> {
  const { replay: isReplay, explain, run: id } = values
  if (isReplay === true && explain !== undefined) return badInput(io, 'take --replay or --explain, not both')
  if (id !== undefined && isReplay !== true && explain === undefined)
    return badInput(io, '--run goes with --replay or --explain')
  for (const value of [id, explain])
    if (value !== undefined && !IS_UUID.test(String(value)))
      return badInput(io, `${String(value)} is not a number of a run or firm`)

  const ctx = await io.openCtx()
  const isJson = values['json'] === true
  if (isReplay !== true && explain === undefined) {
    const run = await makeList(ctx, ports, 'command')
    const { terms: _, ...told } = run
    io.out(
      isJson
        ? JSON.stringify(told, undefined, 2)
        : `${run.firms} firms, ${run.offers} offers, ${run.matches} matches: run ${run.id}`,
    )
    return EXIT.done
  }
  const stored = await findStoredRun(ctx, id === undefined ? undefined : String(id))
  if (!stored.ok) {
    io.err('schakel: there is no such list')
    return EXIT.refused
  }
  return explain === undefined
    ? replayed(stored.value, io, isJson)
    : explained(stored.value, String(explain), io, isJson)
}

function replayed(stored: StoredRun, io: CommandIo, isJson: boolean): ExitCode {
  const found = replay(stored)
  const { run } = stored
  const isSame = found.sameInputs && found.sameOutcome && found.proven
  if (isJson)
    io.out(JSON.stringify({ run: run.id, week: run.week, seed: run.terms.seed, ...found }, undefined, 2))
  else {
    io.out(`run ${run.id}, ${run.week}, seed ${run.terms.seed}`)
    const gone = [`${found.firmsGone} firms`, `${found.offersGone} offers`].join(' and ')
    if (!found.sameInputs && found.firmsGone + found.offersGone > 0)
      io.out(
        `${gone} are no longer kept (erased, withdrawn or past their time): the list can't be made again whole`,
      )
    else io.out(`inputs ${found.sameInputs ? 'the same' : 'DIFFERENT'}: ${run.inputsHash}`)
    io.out(
      `outcome ${found.sameOutcome ? 'the same' : 'different'}, ${found.proven ? 'proven best' : 'NOT PROVEN'}`,
    )
  }
  return isSame ? EXIT.done : EXIT.refused
}

function explained(stored: StoredRun, firmId: string, io: CommandIo, isJson: boolean): ExitCode {
  const found = explainFirm(stored, firmId)
  if (!found.ok) {
    io.err('schakel: that firm was not in this list, or is no longer kept')
    return EXIT.refused
  }
  io.out(isJson ? JSON.stringify(found.value, undefined, 2) : explanationText(found.value, stored))
  return EXIT.done
}

function explanationText(
  { input, leftOut, waitsTooLong, room, offers }: ExplainedFirm,
  { run }: StoredRun,
): string {
  const eur = (value: number) => value.toFixed(2).padStart(12)
  const waits = `waits ${input.waitingDays} days, promised ${run.terms.promisedDays}${waitsTooLong ? ': goes first' : ''}`
  return [
    `firm ${input.id}, ${input.employees} people, room for ${room} offers, ${waits}`,
    leftOut === '' ? 'to speak with this week' : `not to speak with this week: ${leftOut}`,
    '   worth/empl.  price/empl.   (a place goes to whom it is worth its price)',
    ...offers
      .slice(0, MOST_OFFERS)
      .map(
        ({ name, eurPerEmployee, priceEurPerEmployee, isGiven }) =>
          `${isGiven ? '*' : ' '}${eur(eurPerEmployee)} ${eur(priceEurPerEmployee)}   ${name}`,
      ),
    ...(offers.length > MOST_OFFERS ? [`  and ${offers.length - MOST_OFFERS} more offers of value`] : []),
  ].join('\n')
}

function badInput(io: CommandIo, text: string): ExitCode {
  io.err(`schakel match: ${text}`)
  return EXIT.badInput
}
