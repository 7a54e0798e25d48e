import { type Bench, median } from './bench.ts'
import { startServer, temporaryFolder } from './server.ts'

const ROUNDS = 5

/** From starting the process to the printed address, on a data folder that exists. */
export const serverStart: Bench = {
  name: 'server-start',
  run: async () => {
    const folder = temporaryFolder()
    const first = await startServer(folder.path)
    await first.stop()
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const server = await startServer(folder.path)
      times.push(server.startMs)
      await server.stop()
    }
    folder.remove()
    return [
      { name: 'server start, new data folder', value: first.startMs, unit: 'ms' },
      { name: 'server start, existing data folder', value: median(times), unit: 'ms', aim: '≤ 2000' },
    ]
  },
}
