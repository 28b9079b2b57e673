import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/support/app.ts'
import { setIdentityRule } from '../../identity/index.ts'
import { checkIdentity, readReport } from '../../reports/index.ts'

let lapor: TestApp
let ids = 0
const NIK = '3375014108900001'

beforeAll(async () => {
  lapor = await createTestApp()
})
afterAll(() => lapor[Symbol.asyncDispose]())

const rule = (step: string) =>
  setIdentityRule(lapor.context.db, { class: 'complaint', categoryCode: '', step }, lapor.clock.now(), true)

async function send(from: string, text: string): Promise<string> {
  ids += 1
  const query = new URLSearchParams({ from, to: '1708', text, id: `identitas-${ids}` })
  const answer = await lapor.app.inject({ url: `/channels/sms/kannel?${query}` })
  expect(answer.statusCode).toBe(200)
  return answer.body
}
const numberIn = (text: string) => /\b\d{10}\b/.exec(text)?.[0] ?? ''
const recordOf = async (number: string) => {
  const record = await readReport(lapor.context.db, number)
  if (record === null) throw new Error(`no report ${number}`)
  return record
}

test('by SMS a report that needs a NIK is kept and asked for it, and goes on with the answer', async () => {
  await rule('stated')
  const from = '081255500001'
  const asked = await send(from, 'PekalonganKota pungutan liar di loket parkir pasar')
  const number = numberIn(asked)
  expect(asked).toContain('NIK')
  expect(asked).toMatch(/\/k\/\d{10}\/\w{10}/)
  expect((await recordOf(number)).report.state).toBe('awaiting_identity')
  expect(await send(from, 'CEK')).toContain('perlu NIK')
  const received = await send(from, `NIK: ${NIK}, nama: Siti Aminah`)
  expect(received).toContain(`Laporan ${number} diterima`)
  const { report } = await recordOf(number)
  expect(report).toMatchObject({ state: 'submitted', body: 'pungutan liar di loket parkir pasar' })
  // Who stated it once is not asked again.
  expect(await send(from, 'PekalonganKota lampu jalan mati di Kraton')).toContain('diterima')
})

test('NIK and name may come one after the other; what is wrong is told and asked again', async () => {
  const from = '081255500002'
  const number = numberIn(await send(from, 'PekalonganKota jembatan bambu di Krapyak patah'))
  expect(await send(from, '3375 0141 0890 00')).toContain('16 angka')
  expect(await send(from, '9900014108900001')).toContain('bukan kode wilayah')
  expect(await send(from, '3375 0141 0890 0001')).toContain('nama lengkap')
  expect(await send(from, 'Budi Santoso')).toContain(`Laporan ${number} diterima`)
  const conversations = await lapor.context.db.selectFrom('conversations').select('asking').execute()
  expect(JSON.stringify(conversations)).not.toContain('3375')
})

test('a text about something else is not taken for an identity, and the link stays a way', async () => {
  const from = '081255500003'
  const number = numberIn(await send(from, 'PekalonganKota sampah menumpuk di Jalan Veteran'))
  await send(from, 'kenapa perlu nik')
  expect((await recordOf(number)).report.state).toBe('awaiting_identity')
  expect(await send(from, `STATUS ${number}`)).toContain('perlu NIK')
  expect(await send('081255500099', `STATUS ${number}`)).not.toContain('perlu NIK')
})

test('where the registry has to know it, the sender hears that it is being checked, then that it went on', async () => {
  await rule('verified')
  const from = '081255500004'
  await send(from, 'PekalonganKota bau limbah di sungai Loji tiap malam')
  const checking = await send(from, `${NIK} Siti Aminah`)
  expect(checking).toContain('sedang dicocokkan')
  const number = numberIn(checking)
  const { report } = await recordOf(number)
  await checkIdentity(lapor.context, report.reporter_id)
  const { report: later, events } = await recordOf(number)
  expect(later.state).toBe('submitted')
  expect(events.at(-1)).toMatchObject({ type: 'confirm_identity', actor_kind: 'system' })
})
