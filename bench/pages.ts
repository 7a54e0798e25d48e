import { get } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { type Bench, type Measured, median } from './bench.ts'
import { startServer, temporaryFolder } from './server.ts'

const ROUNDS = 101

type Reply = Readonly<{ status: number; bytes: number; text: string; ms: number }>

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

/** Answers to the first questions: enough for an advice. */
const ANSWERS = {
  mensen: '45',
  product: 'subcontractor',
  sector: '25',
  omzet: '7600000',
  geld: '350000',
  maand: 'even',
} as const

async function measure(url: string): Promise<readonly Measured[]> {
  const question = new URL((await post(`${url}/scan`, {})).location ?? '', url).href
  const link = question.split('/').at(-2)
  for (const [slug, answer] of Object.entries(ANSWERS)) await post(`${url}/scan/${link}/${slug}`, { answer })
  const scan = await repeat(question)
  const advised = await post(`${url}/advies/${link}`, {})
  const result = await repeat(new URL(advised.location ?? '', url).href)
  const fresh = await repeat(`${url}/voorbeeld/machine-builder-180`, 11)
  const assets = await assetBytes(url, fresh.text)
  return [
    { name: 'scan page, answered', value: scan.ms, unit: 'ms', aim: '≤ 20' },
    { name: 'scan page, over the wire', value: scan.bytes / 1000, unit: 'kB' },
    { name: 'result page, answered (stored advice)', value: result.ms, unit: 'ms' },
    { name: 'result page, reckoned afresh (an example)', value: fresh.ms, unit: 'ms' },
    { name: 'result page, over the wire', value: fresh.bytes / 1000, unit: 'kB', aim: '≤ 100' },
    {
      name: 'result page with styles, script and fonts',
      value: (fresh.bytes + assets) / 1000,
      unit: 'kB',
      aim: '≤ 100',
    },
  ]
}

/** What a first visitor fetches besides the page, compressed: the stylesheet, its fonts and the script. */
async function assetBytes(url: string, page: string): Promise<number> {
  const named = (text: string) => [...new Set(text.match(/\/assets\/[\w.-]+/g))]
  const first = named(page)
  const sheets = await Promise.all(
    first.filter((path) => path.endsWith('.css')).map((path) => read(url + path)),
  )
  const paths = new Set([...first, ...sheets.flatMap(({ text }) => named(text))])
  const replies = await Promise.all([...paths].map((path) => read(url + path)))
  return replies.reduce((sum, { bytes }) => sum + bytes, 0)
}

async function repeat(url: string, rounds = ROUNDS): Promise<Reply> {
  const replies: Reply[] = []
  for (let round = 0; round < rounds; round++) replies.push(await read(url))
  const [first] = replies
  if (first?.status !== 200) throw new Error(`${url} answers ${first?.status}`)
  return { ...first, ms: median(replies.map(({ ms }) => ms)) }
}

/** `bytes` as they went over the wire; `text` as they were meant. */
function read(url: string): Promise<Reply> {
  const start = performance.now()
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const body = Buffer.concat(chunks)
        const isZipped = response.headers['content-encoding'] === 'gzip'
        resolve({
          status: response.statusCode ?? 0,
          bytes: body.length,
          ms: performance.now() - start,
          text: (isZipped ? gunzipSync(body) : body).toString(),
        })
      })
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
