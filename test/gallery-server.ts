import { createApp } from '#platform/http.ts'
import { listen } from '#platform/server.ts'
import { features } from '../src/entry/features.ts'
import { freshDatabase } from './fresh-database.ts'
import { gallery } from './gallery.ts'

/** The site with the gallery of components at /galerij, on a database in memory: `node test/gallery-server.ts`. */
const { db } = await freshDatabase()
const report = (defect: unknown) => console.error(defect)
const app = createApp({
  features: [...features, gallery],
  ctx: { db, now: () => new Date() },
  config: {},
  report,
})
const server = await listen(app, { host: '127.0.0.1', port: Number(process.env['PORT'] ?? 3001) })
console.log(server.ok ? `${server.value.url}/galerij` : server.error)
