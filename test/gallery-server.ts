import type { Ctx } from '#platform/context.ts'
import { createApp } from '#platform/http.ts'
import { listen } from '#platform/server.ts'
import { gallery } from './gallery.ts'

/** The gallery of components, to look at: `node test/gallery-server.ts`. */
const ctx = { db: undefined as unknown as Ctx['db'], now: () => new Date() }
const report = (defect: unknown) => console.error(defect)
const app = createApp({ features: [gallery], ctx, config: {}, report })
const server = await listen(app, { host: '127.0.0.1', port: Number(process.env['PORT'] ?? 3001) })
console.log(server.ok ? `${server.value.url}/galerij` : server.error)
