import { type Command, type CommandIo, EXIT, type ExitCode } from '#platform/feature.ts'
import { type Anchor, verifyAudit } from '#platform/verify-audit.ts'
import { type Appointment, appoint, dismiss, type DutyRefusal } from './administration/appoint.ts'
import { dutySchema, readEmail } from './contract.ts'
import { forgetFactor } from './second-factor/forget-factor.ts'
import { seedOrganisations } from './administration/seed-organisations.ts'
import type { Organisation } from './administration/repository.ts'

const DUTY_HELP =
  'DUTY is adviser (of a hub), coordinator (of a fieldlab), bureau or administrator; ORGANISATION is the slug of the hub or fieldlab.\n' +
  'Whoever runs this command runs the server; it is written in the audit log as done by the system.'

/** `schakel appoint`, `dismiss`, `forget-second-factor`, `verify-audit`. */
export const identityCommands = (organisations: readonly Organisation[]): readonly Command[] => [
  {
    name: 'appoint',
    usage: 'EMAIL DUTY [ORGANISATION]',
    summary: 'Gives somebody a duty in the network; the first administrator is appointed so.',
    help: DUTY_HELP,
    positionals: { min: 2, max: 3 },
    run: ({ positionals }, io) =>
      changeDuty(positionals, io, organisations, appoint, 'this person has this duty already'),
  },
  {
    name: 'dismiss',
    usage: 'EMAIL DUTY [ORGANISATION]',
    summary: 'Takes a duty away, also of the last administrator.',
    help: DUTY_HELP,
    positionals: { min: 2, max: 3 },
    run: ({ positionals }, io) =>
      changeDuty(positionals, io, organisations, dismiss, 'this person does not have this duty'),
  },
  {
    name: 'forget-second-factor',
    usage: 'EMAIL',
    summary: 'Takes away the second factor of somebody who lost telephone and recovery codes.',
    help: 'Be sure who asks for it. All sessions of the account end.',
    positionals: { min: 1, max: 1 },
    run: async ({ positionals: [typed = ''] }, io) => {
      const email = readEmail(typed)
      if (email === undefined) return badInput(io, 'EMAIL is not an e-mail address')
      const done = await forgetFactor(await io.openCtx(), email)
      if (done.ok) return EXIT.done
      io.err('schakel: there is no second factor at this address')
      return EXIT.refused
    },
  },
  {
    name: 'verify-audit',
    usage: '[--anchor POSITION:HASH] [--json]',
    summary:
      'Looks whether the audit log is whole: nothing changed, taken out, put in, reordered or cut off.',
    help:
      'Prints an anchor: note it outside the database, daily. Given back later with --anchor it shows whether the end\n' +
      'of the log was cut off, or the whole log was made anew; without it that cannot be seen. Exit code 1: not whole.',
    options: { anchor: { type: 'string' }, json: { type: 'boolean' } },
    run: ({ values }, io) => verify(values, io),
  },
]

type Change = typeof appoint

const REFUSALS: Readonly<Record<Exclude<DutyRefusal, 'conflict'>, string>> = {
  forbidden: 'this may not be',
  'wrong-organisation':
    'an adviser needs the slug of a hub, a coordinator that of a fieldlab, and others have no organisation',
  'last-administrator': 'this is the last administrator',
}

async function changeDuty(
  [typedEmail = '', typedDuty = '', organisation]: readonly string[],
  io: CommandIo,
  organisations: readonly Organisation[],
  change: Change,
  conflict: string,
): Promise<ExitCode> {
  const email = readEmail(typedEmail)
  if (email === undefined) return badInput(io, 'EMAIL is not an e-mail address')
  const kind = dutySchema.safeParse(typedDuty)
  if (!kind.success) return badInput(io, 'DUTY is adviser, coordinator, bureau or administrator')

  const ctx = await io.openCtx()
  await seedOrganisations(ctx, organisations)
  const appointment: Appointment = { email, kind: kind.data, organisation }
  const done = await change(ctx, 'server', appointment)
  if (done.ok) return EXIT.done
  io.err(`schakel: ${done.error === 'conflict' ? conflict : REFUSALS[done.error]}`)
  return done.error === 'wrong-organisation' ? EXIT.badInput : EXIT.refused
}

async function verify(
  { anchor: text, json }: Readonly<Record<string, string | boolean | undefined>>,
  io: CommandIo,
): Promise<ExitCode> {
  const anchor = typeof text === 'string' ? readAnchor(text) : undefined
  if (text !== undefined && anchor === undefined)
    return badInput(io, '--anchor is POSITION:HASH, as verify-audit prints it')

  const verdict = await verifyAudit((await io.openCtx()).db, anchor === undefined ? [] : [anchor])
  const { entries, details, erased, faults } = verdict
  if (json === true) io.out(JSON.stringify(verdict, undefined, 2))
  else {
    for (const fault of faults) io.out(fault)
    io.out(
      `${entries} entries, ${details} details, ${erased} details erased: ${faults.length === 0 ? 'whole' : 'NOT whole'}`,
    )
    if (verdict.anchor !== undefined) io.out(`anchor ${verdict.anchor.position}:${verdict.anchor.hash}`)
  }
  return faults.length === 0 ? EXIT.done : EXIT.refused
}

function readAnchor(text: string): Anchor | undefined {
  const [, position, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text) ?? []
  return position === undefined || hash === undefined ? undefined : { position: Number(position), hash }
}

function badInput(io: CommandIo, sentence: string): ExitCode {
  io.err(`schakel: ${sentence}`)
  return EXIT.badInput
}
