/** node bench/evaluation-size/write-panel.ts UNITS PATH: a seeded panel of UNITS × 10, as .parquet or .csv. */
import { DuckDBInstance } from '@duckdb/node-api'

const [units = '', path = ''] = process.argv.slice(2)
const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '1GB' })
const connection = await instance.connect()
await connection.run(`COPY (
  SELECT i::INTEGER AS unit, (2011 + t)::INTEGER AS time, f::INTEGER AS first,
    hash(i) % 1000 / 500.0 + 0.05 * t + hash(i * 10 + t) % 1000003 / 1000003.0
      + CASE WHEN f > 0 AND 2011 + t >= f THEN 0.2 ELSE 0 END AS y,
    hash(i + 3) % 1000003 / 1000003.0 + CASE WHEN f > 0 THEN 0.2 ELSE 0 END AS x1,
    hash(i + 5) % 1000003 / 1000003.0 AS x2
  FROM (SELECT i, CASE WHEN hash(i + 7) % 5 < 2 THEN 0 ELSE 2014 + hash(i + 9) % 6 END AS f
    FROM range(${units}) AS u(i)), range(10) AS s(t)) TO '${path}'`)
connection.closeSync()
instance.closeSync()
