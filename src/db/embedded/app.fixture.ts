import { argv } from 'node:process'
import pg from 'pg'
import { claimDataDir, startEmbeddedPostgres } from './index.ts'

/** Stands for the app in tests that kill it: claims the folder, starts the server, and writes as fast as it can. */
const [, , dataDir = '', url = '', wish = 'write'] = argv
claimDataDir(dataDir, { url })
const server = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } })
const client = new pg.Client({ connectionString: server.url })
await client.connect()
await client.query('create table if not exists promised (number int primary key)')
console.log('ready')
for (let number = 1; wish === 'write'; number++) {
  await client.query('insert into promised values ($1)', [number])
  console.log(number)
}
