import { beforeEach, expect, test } from 'vitest'
import { runCommandLine } from './command-line.ts'
import { type Command, type CommandArgs, type CommandIo, EXIT } from './feature.ts'

const said = { out: '', err: '' }
let given: CommandArgs | undefined
beforeEach(() => {
  Object.assign(said, { out: '', err: '' })
  given = undefined
})

const io: CommandIo = {
  out: (text) => {
    said.out += `${text}\n`
  },
  err: (text) => {
    said.err += `${text}\n`
  },
  env: {},
  now: () => new Date(0),
  openCtx: () => Promise.reject(new Error('not here')),
}
const advise: Command = {
  name: 'advise',
  usage: 'FIRM.json [--json] [--seed N]',
  summary: 'Says where to begin.',
  options: { json: { type: 'boolean' }, seed: { type: 'string' } },
  positionals: { min: 1, max: 1 },
  run: async (args) => {
    given = args
    return EXIT.refused
  },
}
const run = (...argv: string[]) => runCommandLine(argv, [advise], io)

test('a command gets its options and arguments, and its exit code is given on', async () => {
  expect(await run('advise', 'firm.json', '--seed', '7', '--json')).toBe(1)
  expect(given).toMatchObject({ positionals: ['firm.json'], values: { json: true, seed: '7' } })
})

test.each([
  [['fly'], /unknown command fly; known: advise, --help, --version/],
  [['--fly'], /unknown option --fly/],
  [['advise'], /advise needs an argument, got 0\nUsage: schakel advise FIRM.json/],
  [['advise', 'a', 'b'], /advise takes 1 at most, got 2/],
  [['advise', 'a', '--fly'], /'--fly'; advise takes --json, --seed, --help/],
  [['advise', 'a', '--seed'], /--seed.*argument missing/],
])('%j is bad input, and says what is allowed', async (argv, message) => {
  expect(await run(...argv)).toBe(2)
  expect(said.err).toMatch(message)
  expect([said.out, given]).toEqual(['', undefined])
})

test.each([[[]], [['--help']], [['help']], [['advise', '--help']]])('%j helps', async (argv) => {
  expect(await run(...argv)).toBe(0)
  expect(said.out).toContain('Says where to begin.')
  expect(given).toBeUndefined()
})
