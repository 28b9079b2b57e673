import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../../test/support/app.ts'
import { openPushDouble, type PushDouble } from '../../../../test/support/push-double.ts'
import { addContact, startReporterSession } from '../../../identity/index.ts'
import { notifyOfEvent } from '../../../notifications/index.ts'
import { assignReport } from '../../../reports/index.ts'
import { openVisitor, RIGHT, type Visitor } from '../../visitor.fixture.ts'

let lapor: TestApp
let city: Awaited<ReturnType<TestApp['staff']>>
let numbers = 50_000_000

beforeAll(async () => {
  lapor = await createTestApp()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
})
afterAll(() => lapor[Symbol.asyncDispose]())

const newNumber = () => {
  numbers += 1
  return `0812${numbers}`
}

const push = (visitor: Visitor, double: PushDouble, number: string, action: string) =>
  visitor.post('/saya/kabar', { subscription: JSON.stringify(double.subscription), number, action })

async function reporterOf(number: string): Promise<number> {
  const { reporter_id } = await lapor.context.db
    .selectFrom('reports')
    .select('reporter_id')
    .where('tracking_number', '=', number)
    .executeTakeFirstOrThrow()
  return reporter_id
}

/** Something happens to the report; whoever is to hear of it does. */
async function happens({ id, trackingNumber }: { id: number; trackingNumber: string }): Promise<void> {
  const { context } = lapor
  const { seq } = await assignReport(context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  await notifyOfEvent({ ...context, baseUrl: context.config.baseUrl }, { report_id: id, seq })
  await lapor.workChannels()
}

const heard = (double: PushDouble) => double.pushed.map(({ text }) => JSON.parse(text).tag)

test('whoever sends a report by a stranger’s number hears nothing of the stranger’s reports', async () => {
  await using double = await openPushDouble()
  const phone = newNumber()
  const victims = await lapor.report({ phone, secret: true })
  const stranger = openVisitor(lapor.app)
  await stranger.get('/lapor')
  const sent = await stranger.post('/lapor', { ...RIGHT, contact: phone, action: 'send' })
  const number = /^\/laporan\/(\d{10})\/kode$/.exec(`${sent.headers.location}`)?.[1] ?? ''
  expect(await reporterOf(number)).toBe(await reporterOf(victims.trackingNumber))
  expect((await push(stranger, double, number, 'start')).statusCode).toBe(403)
  expect((await push(stranger, double, victims.trackingNumber, 'start')).statusCode).toBe(403)
  await happens(victims)
  expect(heard(double)).toEqual([])
})

test('a browser that follows a report hears of that one alone, and knows which', async () => {
  await using double = await openPushDouble()
  const phone = newNumber()
  const followed = await lapor.report({ phone })
  const other = await lapor.report({ phone })
  const visitor = openVisitor(lapor.app)
  for (const { trackingNumber, followSecret } of [followed, other]) {
    await visitor.get(`/laporan/${trackingNumber}?kunci=${followSecret}`)
  }
  expect((await push(visitor, double, followed.trackingNumber, 'start')).statusCode).toBe(204)
  expect((await push(visitor, double, followed.trackingNumber, 'ask')).json()).toEqual({ on: true })
  expect((await push(visitor, double, other.trackingNumber, 'ask')).json()).toEqual({ on: false })
  expect((await push(visitor, double, '', 'ask')).json()).toEqual({ on: false })
  await happens(other)
  await happens(followed)
  expect(heard(double)).toEqual([followed.trackingNumber])
})

test('signed in, one hears of all one’s reports, each once, also after two of one’s numbers became one person', async () => {
  await using double = await openPushDouble()
  const phone = newNumber()
  const first = await lapor.report({ phone })
  const second = await lapor.report({ phone: newNumber() })
  const { token } = await startReporterSession(lapor.context, await reporterOf(first.trackingNumber))
  const visitor = openVisitor(lapor.app)
  await visitor.get(`/laporan/${first.trackingNumber}?kunci=${first.followSecret}`)
  await push(visitor, double, first.trackingNumber, 'start')
  visitor.cookies.set('lapor_saya', token)
  expect((await push(visitor, double, '', 'start')).statusCode).toBe(204)
  const { db, sealer, clock } = lapor.context
  const keep = await reporterOf(second.trackingNumber)
  await db.transaction().execute(async (tx) => {
    const { merged } = await addContact(
      tx,
      sealer,
      keep,
      { kind: 'phone', value: `+62${phone.slice(1)}` },
      clock.now(),
    )
    expect(merged).toBe(true)
  })
  await happens(first)
  await happens(second)
  expect(heard(double)).toEqual([first.trackingNumber, second.trackingNumber])
  await push(visitor, double, '', 'stop')
  expect((await push(visitor, double, '', 'ask')).json()).toEqual({ on: false })
})

test('signing out everywhere ends the news on every phone of the person, not on one that follows a report', async () => {
  await using mine = await openPushDouble()
  await using followers = await openPushDouble()
  const report = await lapor.report({ phone: newNumber() })
  const reporterId = await reporterOf(report.trackingNumber)
  const [phone, other, follower] = [openVisitor(lapor.app), openVisitor(lapor.app), openVisitor(lapor.app)]
  for (const visitor of [phone, other]) {
    visitor.cookies.set('lapor_saya', (await startReporterSession(lapor.context, reporterId)).token)
  }
  await follower.get(`/laporan/${report.trackingNumber}?kunci=${report.followSecret}`)
  await push(phone, mine, '', 'start')
  await push(follower, followers, report.trackingNumber, 'start')
  await other.get('/saya')
  await other.post('/saya/keluar', { everywhere: '1' })
  await happens(report)
  expect([heard(mine), heard(followers)]).toEqual([[], [report.trackingNumber]])
})
