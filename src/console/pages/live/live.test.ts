import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp, type TestStaff } from '../../../../test/support/app.ts'
import { buildApp } from '../../../http/index.ts'
import { addTask, assignReport, followUpReport } from '../../../reports/index.ts'
import { consoleRoutes } from '../../index.ts'

let lapor: TestApp
/** A second web process on the same database. */
let other: FastifyInstance
let city: TestStaff
let works: TestStaff
let stranger: TestStaff

beforeAll(async () => {
  lapor = await createTestApp()
  other = await buildApp(lapor.context, [consoleRoutes])
  for (const app of [lapor.app, other]) await app.listen({ host: '127.0.0.1', port: 0 })
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  works = await lapor.staff('unit_officer', 'pkl-dpupr')
  stranger = await lapor.staff('unit_officer', 'pkl-dinkes')
})
afterAll(async () => {
  await other.close()
  await lapor[Symbol.asyncDispose]()
})

interface Heard {
  readonly event: string
  // biome-ignore lint/suspicious/noExplicitAny: what is sent differs by event
  readonly data: any
}

/** An open page: everything it is told, and a way to wait for something. */
async function watch(app: FastifyInstance, who: TestStaff, query = '') {
  const { port } = app.server.address() as AddressInfo
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { authorization: `Bearer ${who.token}` }
    // A line of its own, as a browser opens one for an EventSource.
    get(`http://127.0.0.1:${port}/petugas/langsung${query}`, { headers, agent: false }, resolve).on(
      'error',
      reject,
    )
  })
  const heard: Heard[] = []
  const waiting: (() => void)[] = []
  let ended = false
  const read = async () => {
    let text = ''
    for await (const chunk of response) {
      text += Buffer.from(chunk).toString()
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = /^event: (.*)$/m.exec(block)?.[1]
        const data = /^data: (.*)$/m.exec(block)?.[1]
        if (event !== undefined && data !== undefined) heard.push({ event, data: JSON.parse(data) })
      }
      for (const wake of waiting.splice(0)) wake()
    }
  }
  const done = read()
    .catch(() => undefined)
    .finally(() => {
      ended = true
      for (const wake of waiting.splice(0)) wake()
    })
  return {
    response,
    heard,
    done,
    leave: () => response.destroy(),
    async until(fits: (heard: Heard) => boolean): Promise<Heard> {
      for (;;) {
        const found = heard.find(fits)
        if (found !== undefined) return found
        if (ended) throw new Error(`the stream ended after ${JSON.stringify(heard)}`)
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
    },
  }
}

test('a change made in one process is counted on the pages of the other, for those whom it concerns', async () => {
  const { context } = lapor
  const { trackingNumber } = await lapor.report()
  const [atCity, atWorks, atStranger] = await Promise.all([
    watch(lapor.app, city),
    watch(other, works),
    watch(other, stranger),
  ])
  for (const page of [atCity, atWorks, atStranger]) await page.until(({ event }) => event === 'counts')
  const mine = Number(atWorks.heard[0]?.data.own)
  const told = atStranger.heard.length
  await assignReport(context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  const news = await atWorks.until(({ event, data }) => event === 'counts' && Number(data.own) === mine + 1)
  expect(news.data).toMatchObject({ assigned: String(mine + 1) })
  await atCity.until(({ event, data }) => event === 'counts' && data.submitted === '0')
  expect(atStranger.heard).toHaveLength(told)
  // Nothing of the report itself is in what was sent.
  expect(JSON.stringify([...atCity.heard, ...atWorks.heard])).not.toContain(trackingNumber)
  for (const page of [atCity, atWorks, atStranger]) page.leave()
})

test('what a page is told does not depend on whose page was opened first', async () => {
  const { context } = lapor
  const fire = await lapor.staff('unit_officer', 'pkl-bpbd')
  const { trackingNumber } = await lapor.report()
  await assignReport(context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  const app = await buildApp(context, [consoleRoutes])
  await app.listen({ host: '127.0.0.1', port: 0 })
  await watch(app, stranger)
  const page = await watch(app, fire)
  await page.until(({ event, data }) => event === 'counts' && data.tasks === '0')
  await addTask(context, works.actor, trackingNumber, {
    institution_code: 'pkl-bpbd',
    task: 'Siapkan pompa air di lokasi.',
    required: false,
  })
  await page.until(({ event, data }) => event === 'counts' && data.tasks === '1')
  await app.close()
})

test('two people with one report open see each other come and go, whichever process serves them', async () => {
  const { trackingNumber } = await lapor.report()
  await assignReport(lapor.context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  const query = `?laporan=${trackingNumber}`
  const here = await watch(lapor.app, city, query)
  await here.until(({ event, data }) => event === 'present' && data.text === '')
  const there = await watch(other, works, query)
  await there.until(({ event, data }) => event === 'present' && data.text.includes('Uji kota-pekalongan'))
  await here.until(({ event, data }) => event === 'present' && data.text.includes('Uji pkl-dpupr'))
  await followUpReport(lapor.context, works.actor, trackingNumber, {
    text: 'Tim kami survei lokasi.',
    visibility: 'public',
  })
  await here.until(({ event }) => event === 'changed')
  const before = here.heard.length
  there.leave()
  await here.until(({ event, data }) => {
    return (
      event === 'present' && data.text === '' && here.heard.findLastIndex((h) => h.data === data) >= before
    )
  })
  here.leave()
})

test('what one may not see cannot be watched, and nobody takes more lines than their share', async () => {
  const { trackingNumber } = await lapor.report()
  const refused = await watch(lapor.app, stranger, `?laporan=${trackingNumber}`)
  expect(refused.response.statusCode).toBe(404)
  const unknown = await watch(lapor.app, stranger, '?laporan=abc')
  expect(unknown.response.statusCode).toBe(404)

  const lines = []
  for (let n = 0; n < 8; n++) lines.push(await watch(other, stranger))
  expect((await watch(other, stranger)).response.statusCode).toBe(204)
  for (const line of lines) line.leave()
})

test('the server stops at once though pages are open, and they are told the end', async () => {
  const app = await buildApp(lapor.context, [consoleRoutes])
  await app.listen({ host: '127.0.0.1', port: 0 })
  const page = await watch(app, city)
  await page.until(({ event }) => event === 'counts')
  await app.close()
  await page.done
  expect(page.response.statusCode).toBe(200)
})

test('a broken line to the database is opened again, and what was missed is counted', async () => {
  const page = await watch(lapor.app, works)
  await page.until(({ event }) => event === 'counts')
  const { trackingNumber } = await lapor.report()
  const broken = await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'lapor live' and datname = current_database()
  `.execute(lapor.owner)
  expect(broken.rows.length).toBeGreaterThan(0)
  const mine = Number(page.heard.at(-1)?.data.own)
  await assignReport(lapor.context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  await page.until(({ event, data }) => event === 'counts' && Number(data.own) === mine + 1)
  page.leave()
})
