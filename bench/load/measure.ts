import { fork } from 'node:child_process'
import type { FromGenerator, Order, Sent } from './generator.ts'
import { machineCpuSeconds, type Usage, usageOf } from './processes.ts'
import { endOf, type LoadSite } from './site.ts'

/** Processor time per second: 1 is one core, all of the time. Memory at the end. Absent where the system does not say. */
export type Used = Readonly<{ cores: number; megabytes: number }>

export type Outcome = Readonly<{
  sent: Sent
  web: Used | undefined
  postgres: Used | undefined
  generator: Used | undefined // with the mail server, which is part of measuring too
  others: number | undefined // cores that nothing of all this used: other work on the machine
  mails: number
}>

/** Sends requests from a process of its own, and says how they went and what it took. */
export async function measure(site: LoadSite, order: Omit<Order, 'url' | 'world'>): Promise<Outcome> {
  const generator = fork(new URL('./generator.ts', import.meta.url), { serialization: 'advanced' })
  const ended = endOf(generator)
  const pid = generator.pid ?? 0
  const usages = () => ({
    at: performance.now(),
    web: usageOf(site.webPid, { withChildren: true }),
    postgres: site.postgresPid === undefined ? undefined : usageOf(site.postgresPid, { withChildren: true }),
    generator: usageOf(pid),
    sink: usageOf(process.pid),
    machine: machineCpuSeconds(),
    mails: site.mails(),
  })
  let before = usages()
  const sent = await new Promise<Sent>((resolve, reject) => {
    ended.then((code) => reject(new Error(`the generator stopped with code ${code}`)))
    generator.on('message', (message: FromGenerator) => {
      if (message.say === 'counting') before = usages()
      else resolve(message.sent)
    })
    generator.send({ ...order, url: site.url, world: site.world } satisfies Order)
  })
  const after = usages()
  generator.disconnect()
  await ended
  const seconds = (after.at - before.at) / 1000
  const used = (earlier: Usage | undefined, later: Usage | undefined): Used | undefined =>
    earlier === undefined || later === undefined
      ? undefined
      : { cores: (later.cpuSeconds - earlier.cpuSeconds) / seconds, megabytes: later.megabytes }
  const [web, postgres] = [used(before.web, after.web), used(before.postgres, after.postgres)]
  const [own, sink] = [used(before.generator, after.generator), used(before.sink, after.sink)]
  const generatorUsed =
    own === undefined || sink === undefined
      ? undefined
      : { cores: own.cores + sink.cores, megabytes: own.megabytes + sink.megabytes }
  const all =
    before.machine === undefined || after.machine === undefined
      ? undefined
      : (after.machine - before.machine) / seconds
  const ours = [web, postgres, generatorUsed].reduce((sum, one) => sum + (one?.cores ?? 0), 0)
  return {
    ...{ sent, web, postgres, generator: generatorUsed, mails: after.mails - before.mails },
    others: all === undefined ? undefined : Math.max(0, all - ours),
  }
}
