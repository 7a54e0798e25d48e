import { get } from 'node:http'
import { type Bench, type Measured, median } from './bench.ts'
import { startServer, temporaryFolder } from './server.ts'

const ROUNDS = 101

type Reply = Readonly<{ status: number; location: string | undefined; bytes: number; ms: number }>

/** What a page weighs over the wire (compressed) and how fast the server answers it. */
export const pages: Bench = {
  name: 'pages',
  run: async () => {
    const folder = temporaryFolder()
    const server = await startServer(folder.path)
    try {
      return await measure(server.url)
    } finally {
      await server.stop()
      folder.remove()
    }
  },
}

async function measure(url: string): Promise<readonly Measured[]> {
  const created = await post(`${url}/scan`, {})
  const question = new URL(created.location ?? '', url).href
  const link = question.split('/').slice(0, 5).join('/')
  const scan = await repeat(`${question}`)
  const example = await repeat(`${url}/voorbeeld/machine-builder-180`, 11)
  const advised = await post(link.replace('/scan/', '/advies/'), {})
  const result = await repeat(new URL(advised.location ?? '', url).href)
  return [
    { name: 'scan page, answered', value: scan.ms, unit: 'ms', aim: '≤ 20' },
    { name: 'scan page, over the wire', value: scan.bytes / 1000, unit: 'kB' },
    { name: 'result page, answered (stored advice)', value: result.ms, unit: 'ms' },
    { name: 'result page, over the wire', value: result.bytes / 1000, unit: 'kB', aim: '≤ 100' },
    {
      name: 'result page of an example, over the wire',
      value: example.bytes / 1000,
      unit: 'kB',
      aim: '≤ 100',
    },
    { name: 'result page of an example, reckoned afresh', value: example.ms, unit: 'ms' },
  ]
}

async function repeat(url: string, rounds = ROUNDS): Promise<Reply> {
  const replies: Reply[] = []
  for (let round = 0; round < rounds; round++) replies.push(await read(url))
  const [first] = replies
  if (first?.status !== 200) throw new Error(`${url} answers ${first?.status}`)
  return { ...first, ms: median(replies.map(({ ms }) => ms)) }
}

function read(url: string): Promise<Reply> {
  const start = performance.now()
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          location: response.headers.location,
          bytes,
          ms: performance.now() - start,
        }),
      )
    }).on('error', reject)
  })
}

async function post(
  url: string,
  fields: Readonly<Record<string, string>>,
): Promise<{ location: string | undefined }> {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
  return { location: answer.headers.get('location') ?? undefined }
}
