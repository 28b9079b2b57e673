import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp, type TestStaff } from '../../../test/support/app.ts'
import { REPORTER } from '../../../test/support/context.ts'
import { connectPair } from '../../../test/support/exchange-pair.ts'
import { addInformation, deleteReporterData, readReport } from '../../reports/index.ts'
import {
  CODE,
  exchangeAll,
  lastNote,
  messagesAbout,
  outMessage,
  rowOf,
  shareReport,
  urlOf,
} from './exchange.fixture.ts'
import { forgetOldMessages } from './forget-messages.ts'
import { decideIdentityQuestion, openIdentityQuestion, requestIdentity } from './identity.ts'
import type { ExchangeMessage } from './message.ts'
import { readShares } from './read-shares.ts'
import { receiveMessage } from './receive-message.ts'

let home: TestApp
let regency: TestApp
let admin: TestStaff
let pair: Awaited<ReturnType<typeof connectPair>>

const PHONE = '081299887766'

beforeAll(async () => {
  home = await createTestApp()
  regency = await createTestApp()
  for (const side of [home, regency]) await side.app.listen({ port: 0, host: '127.0.0.1' })
  pair = await connectPair(
    { context: home.context, url: urlOf(home), place: 'kota-pekalongan' },
    { context: regency.context, url: urlOf(regency), place: CODE },
    { mayAskIdentity: true },
  )
  admin = await regency.staff('institution_admin', CODE)
})
afterAll(async () => {
  await home[Symbol.asyncDispose]()
  await regency[Symbol.asyncDispose]()
})

test('a contact goes over only when the handler says why and the reporter agrees', async () => {
  const { here, there, id } = await shared()
  const ask = (why: string) => requestIdentity(regency.context, admin.actor, there, why)
  await ask('Petugas perlu menelepon pelapor untuk masuk ke halaman.')
  await exchange()
  expect(await openIdentityQuestion(home.context.db, id)).toMatchObject({
    reason: expect.stringContaining('menelepon'),
  })
  await decideIdentityQuestion(home.context, REPORTER, here, false)
  await exchange()
  expect((await rowOf(regency, there)).contact_id).toBeNull()
  expect(await readShares(regency.context.db, (await rowOf(regency, there)).id)).toMatchObject([
    { direction: 'in', identityAskedAt: null, identityAnswer: 'declined' },
  ])
  await ask('Pintu halaman terkunci, kami perlu bertemu pelapor.')
  await exchange()
  await decideIdentityQuestion(home.context, REPORTER, here, true)
  await exchange()
  const row = await rowOf(regency, there)
  expect(row.contact_id).not.toBeNull()
  expect(regency.context.sealer.open(row.name_sealed ?? Buffer.alloc(0))).toBe('Siti Nur Rahma')
  // It is noted as a reading by the system that was given it.
  const read = await home.context.db
    .selectFrom('access_log')
    .select('channel')
    .where('report_id', '=', id)
    .execute()
  expect(read).toHaveLength(1)
})

test('an anonymous reporter is not even asked', async () => {
  const { id, here, there } = await shared({ anonymous: true })
  await requestIdentity(regency.context, admin.actor, there, 'Kami perlu bertemu pelapor di lokasi.')
  await exchange()
  expect(await openIdentityQuestion(home.context.db, id)).toBeNull()
  expect(await lastNote(regency)).toBe('refused: reporter_anonymous')
  const report = await rowOf(regency, there)
  expect(await readShares(regency.context.db, report.id)).toMatchObject([
    { numberThere: here, identityAskedAt: null, identityAnswer: 'reporter_anonymous', waiting: 0 },
  ])
})

test('a name and contact on their way are sealed, and are kept nowhere once they arrived', async () => {
  const { here, there, id } = await shared({ phone: PHONE })
  await askFor(there)
  await decideIdentityQuestion(home.context, REPORTER, here, true)
  const [sent] = await home.context.db
    .selectFrom('webhook_deliveries')
    .select(['payload', 'identity_sealed'])
    .where('report_id', '=', id)
    .where('type', '=', 'exchange.identity')
    .execute()
  expect(sent?.identity_sealed).not.toBeNull()
  expect(sent?.payload).not.toMatch(/9988|Siti/)
  await exchange()
  expect((await rowOf(regency, there)).contact_id).not.toBeNull()
  for (const side of [home, regency])
    expect(await keptMessages(side)).not.toMatch(/9988|Siti Nur|identity_sealed":"/)
})

test('an identity that overtakes an earlier message waits sealed, and is whole when its turn comes', async () => {
  const { here, there } = await shared()
  await askFor(there)
  const base = await outMessage(home, here)
  const later = identityFrom(base, { seq: base.data.seq + 2, phone: PHONE })
  expect(await say(regency, later)).toMatchObject({ outcome: 'waiting' })
  expect(await keptMessages(regency)).not.toContain('9988')
  const { reporter: _, ...data } = later.data
  const earlier = {
    ...later,
    id: `${there}-lebih-dahulu`,
    type: 'exchange.update',
    data: { ...data, seq: base.data.seq + 1, text: 'Pagarnya berwarna hijau muda.' },
  } as ExchangeMessage
  expect(await say(regency, earlier)).toMatchObject({ outcome: 'applied' })
  expect(await contactOf(there)).toBe(`+62${PHONE.slice(1)}`)
  expect(await keptMessages(regency)).not.toContain('identity_sealed":"')
})

test('who is forgotten is forgotten in what other systems were told too, and after 90 days everybody is', async () => {
  const { here, id } = await shared({ phone: '081255443322' })
  const other = await shared({ phone: '081255443311' })
  const { reporter_id } = await rowOf(home, here)
  await deleteReporterData(home.context, reporter_id, 'HAPUS')
  expect(await messagesLeft(home, id)).toBe(0)
  // That it is withdrawn goes over, and is not kept either.
  await exchange()
  expect(await messagesLeft(home, id)).toBe(1)
  await forgetOldMessages(home.context)
  expect(await messagesLeft(home, id)).toBe(0)
  expect(await messagesLeft(home, other.id)).toBeGreaterThan(0)
  const clock = { now: () => new Date(home.clock.now().getTime() + 91 * 86_400_000) }
  await forgetOldMessages({ ...home.context, clock })
  expect(await messagesLeft(home, other.id)).toBe(0)
})

test('an identity that nobody here asked for is refused, and each request takes one answer', async () => {
  const { here, there } = await shared()
  const unasked = identityFrom(await outMessage(home, here), { seq: 2, phone: PHONE })
  expect(await say(regency, unasked)).toMatchObject({ outcome: 'refused', reason: 'identity_not_asked' })
  expect((await rowOf(regency, there)).contact_id).toBeNull()
  await requestIdentity(regency.context, admin.actor, there, 'Pintu halaman terkunci, kami perlu bertemu.')
  expect(
    await say(regency, { ...unasked, id: `${there}-a`, data: { ...unasked.data, seq: 3 } }),
  ).toMatchObject({
    outcome: 'applied',
  })
  expect(
    await say(regency, { ...unasked, id: `${there}-b`, data: { ...unasked.data, seq: 4 } }),
  ).toMatchObject({
    outcome: 'refused',
    reason: 'identity_not_asked',
  })
})

test('a partner’s word proves no contact and brings no report to somebody else', async () => {
  const owner = await regency.report({ phone: PHONE })
  for (const phone of ['081277766655', PHONE]) {
    const { here, there } = await shared()
    const before = await rowOf(regency, there)
    await askFor(there)
    const { seq } = (await outMessage(home, here)).data
    const given = identityFrom(await outMessage(home, here), { seq: seq + 1, phone })
    expect(await say(regency, given)).toMatchObject({ outcome: 'applied' })
    // Its handler reads it all the same, and does not ask again.
    expect(await contactOf(there)).toBe(`+62${phone.slice(1)}`)
    await expect(askFor(there)).rejects.toThrow('contact_not_asked')
    expect((await rowOf(regency, there)).reporter_id).toBe(before.reporter_id)
    expect((await rowOf(regency, owner.trackingNumber)).reporter_id).not.toBe(before.reporter_id)
    const contacts = await regency.context.db
      .selectFrom('reporter_contacts')
      .select('confirmed_at')
      .where('reporter_id', '=', before.reporter_id)
      .execute()
    // What somebody proved stays theirs.
    expect(contacts).toEqual(phone === PHONE ? [] : [{ confirmed_at: null }])
  }
})

test('what the reporter adds later goes over masked as well', async () => {
  const { here } = await shared({ anonymous: true })
  await addInformation(home.context, REPORTER, here, {
    text: 'Hubungi saya di 081311223344 atau siti.rahma@contoh.id, lampunya masih mati.',
  })
  await exchange()
  const [, ...later] = await messagesAbout(home, here)
  expect(later.map(({ data }) => data.text)).toEqual([expect.stringContaining('[nomor telepon]')])
  expect(JSON.stringify(later)).not.toMatch(/0813|siti\.rahma/)
})

function exchange() {
  return exchangeAll([home, regency])
}

function shared(input: Parameters<TestApp['report']>[0] = {}) {
  return shareReport(home, regency, input)
}

async function askFor(there: string) {
  await requestIdentity(
    regency.context,
    admin.actor,
    there,
    'Pintu halaman terkunci, kami perlu bertemu pelapor.',
  )
  await exchange()
}

/** As the home would say it, but without its reporter's consent or our question. */
function identityFrom(
  base: ExchangeMessage,
  { seq, phone }: { seq: number; phone: string },
): ExchangeMessage {
  const { report: _, ...data } = base.data
  return {
    ...base,
    id: `${data.number}-${seq}`,
    type: 'exchange.identity',
    data: { ...data, seq, reporter: { name: 'Orang Lain', phone, email: null } },
  }
}

function say(side: TestApp, message: ExchangeMessage) {
  return receiveMessage(side.context, side === home ? pair.systemOfBAtA : pair.systemOfAAtB, message)
}

async function contactOf(number: string): Promise<string | undefined> {
  const record = await readReport(regency.context.db, number)
  return record?.contact ? regency.context.sealer.open(record.contact.contact_sealed) : undefined
}

/** Everything that lies in the tables of what was sent and taken in, as text. */
async function keptMessages({ context }: TestApp): Promise<string> {
  const { rows } = await context.database.pool.query(
    `select row_to_json(sent)::text as kept from webhook_deliveries sent
     union all select row_to_json(taken)::text from exchange_messages taken`,
  )
  return rows.map(({ kept }) => kept).join('\n')
}

async function messagesLeft({ context }: TestApp, reportId: number): Promise<number> {
  const left = await Promise.all(
    (['webhook_deliveries', 'exchange_messages'] as const).map((table) =>
      context.db
        .selectFrom(table)
        .select('id')
        .where('report_id', '=', reportId)
        .where('payload', 'is not', null)
        .execute(),
    ),
  )
  return left.flat().length
}
