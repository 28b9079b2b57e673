import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApp, TestStaff } from '../../test/support/app.ts'
import type { ChannelName } from '../db/index.ts'
import type { ChannelLimits } from '../notifications/index.ts'
import { answerReport, assignReport, holdReport, readReport } from '../reports/index.ts'
import { replayPeriod } from './replay-period.ts'

/** What a person does on the channel, as the provider delivers it. */
export interface PlayedMessage {
  readonly id: string
  /** Which of the channel's people; the same word is the same sender. */
  readonly from: string
  readonly text: string
  /** A JPEG that comes along. */
  readonly photo?: Buffer
}

/** A channel with its provider's double, ready to be played. */
export interface ChannelUnderTest extends AsyncDisposable {
  readonly lapor: TestApp
  /** Deliver one message the way the provider does: a signed call, an e-mail; `forged` with a signature that does not fit. */
  deliver(message: PlayedMessage, options?: { forged?: boolean }): Promise<{ readonly status: number }>
  /** Texts that this person got, in order: answers of a call and what was sent later. */
  received(from: string): Promise<readonly string[]>
  /** What the provider answers to what we send: as usual, nothing at all, or a refusal for good. */
  provider(mood: 'well' | 'down' | 'refusing'): void
}

export interface ChannelTraits {
  readonly channel: ChannelName
  readonly limits: ChannelLimits
  readonly takesFiles: boolean
  /** Calls carry a signature or secret; false where we fetch messages ourselves. */
  readonly isSigned: boolean
}

const COMPLAINT = 'PekalonganKota lampu jalan mati di depan pasar Banjarsari sejak tiga malam'
const PIXEL = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z',
  'base64',
)

/** What every channel passes. Call it in a test file of the channel's own. */
export function channelContract(traits: ChannelTraits, open: () => Promise<ChannelUnderTest>): void {
  describe(`the contract of channels: ${traits.channel}`, () => {
    let channel: ChannelUnderTest
    let city: TestStaff
    let works: TestStaff
    let ids = 0

    beforeAll(async () => {
      channel = await open()
      city = await channel.lapor.staff('institution_admin', 'kota-pekalongan')
      works = await channel.lapor.staff('unit_officer', 'pkl-dpupr')
    })
    afterAll(() => channel[Symbol.asyncDispose]())

    const play = async (from: string, text: string, more: Partial<PlayedMessage> = {}) => {
      ids += 1
      const answer = await channel.deliver({ id: `play-${ids}`, from, text, ...more })
      await channel.lapor.workChannels()
      return answer
    }
    const reports = (from: string) => reportsOf(channel, traits.channel, from)
    const reported = async (from: string) => {
      await play(from, COMPLAINT)
      const [number = ''] = await numbersTold(channel, from)
      return number
    }
    const context = () => channel.lapor.context

    test('the whole story: report, question, answer, dispute, answer, rating', async () => {
      const from = 'siti'
      const number = await reported(from)
      const state = async () => (await readReport(context().db, number))?.report
      expect(await state()).toMatchObject({ state: 'submitted', channel: traits.channel })

      await assignReport(context(), city.actor, number, { institution_code: 'pkl-dpupr' })
      await holdReport(context(), works.actor, number, { text: 'Di sebelah mana pasar tepatnya?' })
      await play(from, 'sebelah utara, dekat masjid')
      expect(await state()).toMatchObject({ state: 'assigned' })

      await answerReport(context(), works.actor, number, { text: 'Lampunya sudah kami ganti.' })
      await play(from, `CEK ${number}`)
      await play(from, `BELUM ${number} lampunya masih mati`)
      expect(await state()).toMatchObject({ state: 'in_progress', reopen_count: 1 })

      await answerReport(context(), works.actor, number, { text: 'Kabel dan lampu sudah diganti.' })
      await play(from, `SELESAI ${number}`)
      await play(from, `NILAI ${number} 5`)
      expect(await state()).toMatchObject({ state: 'closed', close_kind: 'reporter', rating: 5 })
      expect((await channel.received(from)).length).toBe(6)
    })

    test('a duplicate delivery makes nothing new, and is not answered again', async () => {
      const message = { id: 'twice', from: 'dua', text: COMPLAINT }
      await channel.deliver(message)
      await channel.lapor.workChannels()
      const answered = (await channel.received('dua')).length
      await channel.deliver(message)
      await channel.lapor.workChannels()
      expect(await reports('dua')).toBe(1)
      expect(new Set(await channel.received('dua')).size).toBe(answered)
    })

    test('the same words three times are one report', async () => {
      for (let time = 0; time < 3; time += 1) await play('tiga', COMPLAINT)
      expect(await reports('tiga')).toBe(1)
    })

    test('a fault of ours loses nothing: what was stored is understood later', async () => {
      const { db } = context()
      const before = await countInbound(channel)
      await channel.deliver({ id: 'later', from: 'empat', text: COMPLAINT })
      // As after a crash before it was understood.
      await db
        .updateTable('inbound_messages')
        .set({ state: 'received', next_try_at: channel.lapor.clock.now() })
        .where('state', '=', 'received')
        .execute()
      expect(await countInbound(channel)).toBe(before + 1)
      await channel.lapor.workChannels()
      expect(await reports('empat')).toBe(1)
    })

    test('an outage of the provider delays and does not lose; a refusal becomes a dead letter', async () => {
      const from = 'lima'
      const number = await reported(from)
      const had = (await channel.received(from)).length
      channel.provider('down')
      await tell(channel, number, 'kabar')
      await channel.lapor.workChannels()
      expect((await channel.received(from)).length).toBe(had)
      channel.provider('well')
      channel.lapor.clock.advanceHours(0.05)
      await channel.lapor.workChannels()
      expect((await channel.received(from)).length).toBe(had + 1)

      channel.provider('refusing')
      await tell(channel, number, 'kabar kedua')
      await channel.lapor.workChannels()
      channel.provider('well')
      const dead = await context()
        .db.selectFrom('notifications')
        .select('state')
        .where('channel', '=', traits.channel)
        .where('state', '=', 'failed')
        .execute()
      expect(dead).toHaveLength(1)
    })

    test.runIf(traits.isSigned)('a forged call is refused, counted, and leaves nothing', async () => {
      const before = await countInbound(channel)
      const answer = await channel.deliver({ id: 'forged', from: 'enam', text: COMPLAINT }, { forged: true })
      expect(answer.status).toBeGreaterThanOrEqual(401)
      expect(answer.status).toBeLessThan(500)
      expect(await countInbound(channel)).toBe(before)
      const health = await context()
        .db.selectFrom('channel_health')
        .select('signature_failures')
        .where('channel', '=', traits.channel)
        .executeTakeFirst()
      expect(health?.signature_failures).toBe(1)
    })

    test.runIf(traits.takesFiles)('a photo comes along with the words', async () => {
      await play('tujuh', COMPLAINT, { photo: PIXEL })
      const [number = ''] = await numbersTold(channel, 'tujuh')
      const record = await readReport(context().db, number)
      expect(record?.attachments.map(({ kind }) => kind)).toEqual(['image'])
    })

    test('a long text is cut between words by the channel’s own units, and its link stays whole', async () => {
      const from = 'delapan'
      const number = await reported(from)
      await tell(channel, number, 'Kami sudah memeriksa lokasi bersama warga. '.repeat(3_000))
      await channel.lapor.workChannels()
      const long = (await channel.received(from)).at(-1) ?? ''
      expect(traits.limits.measure(long)).toBeLessThanOrEqual(traits.limits.max)
      expect(long).toMatch(/\/(k|laporan)\/\d{10}\S+$/)
    })

    test('everything that came in is replayed, and makes nothing new', async () => {
      const { db } = context()
      await play('sepuluh', COMPLAINT)
      const counts = () =>
        Promise.all([db.selectFrom('report_events').select('hash').execute(), made(channel)])
      const [events, before] = await counts()
      // One that was set aside did nothing yet.
      await channel.deliver({ id: 'aside', from: 'sembilan', text: COMPLAINT })
      const aside = await db
        .updateTable('inbound_messages')
        .set({ state: 'discarded', next_try_at: null })
        .where('state', '=', 'received')
        .executeTakeFirst()
      const now = channel.lapor.clock.now()
      const all = { channel: traits.channel, from: new Date(0), until: new Date(now.getTime() + 1) }
      const { again, done } = await replayPeriod(db, all, now)
      expect(again).toBeGreaterThanOrEqual(Number(aside.numUpdatedRows))
      expect(done).toBeGreaterThan(0)
      await channel.lapor.workChannels()
      expect(await reports('sembilan')).toBe(1)
      await replayPeriod(db, all, now)
      await channel.lapor.workChannels()
      const [eventsAfter, after] = await counts()
      expect(eventsAfter.length - events.length).toBe(2)
      expect(after - before).toBe(traits.channel === 'sms' ? 0 : 1)
    })
  })
}

/** Messages of ours to reporters; an SMS is answered with its own call. */
async function made({ lapor }: ChannelUnderTest): Promise<number> {
  const rows = await lapor.context.db
    .selectFrom('notifications')
    .select('id')
    .where('recipient_kind', '=', 'reporter')
    .execute()
  return rows.length
}

async function countInbound({ lapor }: ChannelUnderTest): Promise<number> {
  const { count } = await lapor.context.db
    .selectFrom('inbound_messages')
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Tracking numbers in what this person was told, the first first. */
async function numbersTold(channel: ChannelUnderTest, from: string): Promise<string[]> {
  const texts = await channel.received(from)
  return texts.flatMap((text) =>
    [...text.matchAll(/\b[1-9]\d{3} ?\d{3} ?\d{3}\b/g)].map(([number]) => number.replaceAll(' ', '')),
  )
}

async function reportsOf(channel: ChannelUnderTest, name: ChannelName, from: string): Promise<number> {
  const numbers = new Set(await numbersTold(channel, from))
  const rows = await channel.lapor.context.db
    .selectFrom('reports')
    .select('id')
    .where('channel', '=', name)
    .where('tracking_number', 'in', [...numbers, ''])
    .execute()
  return rows.length
}

/** A message of ours to the reporter, as notifications make it. */
async function tell({ lapor }: ChannelUnderTest, number: string, text: string): Promise<void> {
  const { db, sealer } = lapor.context
  const record = await readReport(db, number)
  if (record?.contact == null) throw new Error(`report ${number} has no contact`)
  const link = `https://lapor.example.go.id/k/${number}/rahasia234`
  const now = lapor.clock.now()
  const { kind } = record.contact
  await db
    .insertInto('notifications')
    .values({
      report_id: record.report.id,
      event_seq: null,
      recipient_kind: 'reporter',
      reporter_id: record.report.reporter_id,
      account_id: null,
      channel: kind === 'phone' ? 'sms' : kind,
      address_sealed: record.contact.contact_sealed,
      subject: `Kabar untuk laporan ${number}`,
      body_sealed: sealer.seal(`${text}\n\n${link}`),
      link_sealed: sealer.seal(link),
      state: 'queued',
      last_error: null,
      created_at: now,
      next_try_at: now,
      sent_at: null,
    })
    .execute()
}
