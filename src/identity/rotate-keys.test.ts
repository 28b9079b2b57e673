import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '../../test/support/context.ts'
import { readReport, submitReport } from '../reports/index.ts'
import { addDataKey } from './data-keys.ts'
import { loadMasterKey, openSealer } from './index.ts'
import { countSealed, resealEverything, retireOtherKeys, SEALED_COLUMNS } from './rotate-keys.ts'

let lapor: TestContext
let numbers = 50_000_000

beforeAll(async () => {
  lapor = await createTestContext()
})
afterAll(() => lapor[Symbol.asyncDispose]())

const send = () => {
  numbers += 1
  const contact = { name: `Pelapor ${numbers}`, phone: `0812${numbers}`, nik: '3375012108900001' }
  return submitReport(lapor.context, {
    input: { body: 'Air sumur kami berbau solar sejak ada bengkel di sebelah.', ...contact },
    channel: 'web',
    language: 'id',
  })
}

test('every sealed column is known to the rotation', async () => {
  const { rows } = await lapor.context.database.pool.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'public' and column_name like '%\\_sealed' order by 1`,
  )
  expect(rows.map(({ name }) => name)).toEqual(
    SEALED_COLUMNS.map(([table, , column]) => `${table}.${column}`).sort(),
  )
})

test('a process that has not heard of a new key goes on with the one it knows', async () => {
  const { db, sealer, config } = lapor.context
  const masterKey = loadMasterKey(config)
  const now = lapor.clock.now()
  const later = new Date(now.getTime() + 60_000)
  const keyId = await addDataKey(db, masterKey, { now, activeFrom: later })
  const other = await openSealer(db, masterKey, lapor.clock)
  // Known, but not yet used: whoever has not refreshed can still open what others seal.
  expect(sealer.open(other.seal('Rukmini'))).toBe('Rukmini')
  lapor.clock.set(later)
  const sealed = other.seal('Rukmini')
  expect(sealed.readUInt32BE(1)).toBe(keyId)
  expect(() => sealer.open(sealed)).toThrow('unknown key')
  await sealer.refresh()
  expect(sealer.open(sealed)).toBe('Rukmini')
  expect(sealer.seal('Rukmini').readUInt32BE(1)).toBe(keyId)
})

test('under load a rotation loses nothing, and the old key holds nothing afterwards', async () => {
  const { db, config, sealer } = lapor.context
  const before = await Promise.all(Array.from({ length: 40 }, send))
  const masterKey = loadMasterKey(config)
  // As `lapor keys rotate` does in a process of its own, while this one serves.
  const rotating = await openSealer(db, masterKey, lapor.clock)
  const now = lapor.clock.now()
  const keyId = await addDataKey(db, masterKey, { now, activeFrom: new Date(now.getTime() + 1_000) })
  await Promise.all([rotating.refresh(), sealer.refresh()])

  let rotated = false
  const meanwhile: Awaited<ReturnType<typeof send>>[] = []
  const load = (async () => {
    while (!rotated || meanwhile.length < 60) {
      meanwhile.push(...(await Promise.all(Array.from({ length: 10 }, send))))
    }
  })()
  lapor.clock.set(new Date(now.getTime() + 1_000))
  await resealEverything(db, rotating, keyId)
  rotated = true
  await load
  await resealEverything(db, rotating, keyId)
  await retireOtherKeys(db, keyId, lapor.clock.now())
  await sealer.refresh()

  expect([...(await countSealed(db)).keys()]).toEqual([keyId])
  for (const { trackingNumber } of [...before, ...meanwhile]) {
    const record = await readReport(db, trackingNumber)
    expect(sealer.open(record?.report.name_sealed ?? Buffer.alloc(5))).toMatch(/^Pelapor \d+$/)
    expect(sealer.open(record?.contact?.contact_sealed ?? Buffer.alloc(5))).toMatch(/^\+62812\d+$/)
    expect(sealer.open(record?.report.nik_sealed ?? Buffer.alloc(5))).toBe('3375012108900001')
  }
})
