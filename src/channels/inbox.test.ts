import { expect, test } from 'vitest'
import { createTestContext } from '../../test/support/context.ts'
import { openInbox } from './inbox.ts'
import { openChannels, processDepsOf } from './index.ts'

test('a message is stored sealed, and a repeated delivery makes nothing new', async () => {
  await using lapor = await createTestContext()
  const inbox = openInbox(processDepsOf(lapor.context, openChannels(lapor.context)))
  const message = { channel: 'sms', externalId: 'a-1', payload: { text: 'Jalan rusak' } } as const
  expect(await inbox.take([message])).toBe(1)
  expect(await inbox.take([message, { ...message, externalId: 'a-2' }])).toBe(1)
  const rows = await lapor.context.db.selectFrom('inbound_messages').selectAll().orderBy('id').execute()
  expect(rows.map(({ external_id, state }) => [external_id, state])).toEqual([
    ['a-1', 'received'],
    ['a-2', 'received'],
  ])
  expect(rows[0]?.raw_sealed.toString('utf8')).not.toContain('Jalan')
})

test('refused calls, troubles, cursors and calls of a provider are counted for each channel', async () => {
  await using lapor = await createTestContext()
  const inbox = openInbox(processDepsOf(lapor.context, openChannels(lapor.context)))
  await inbox.refuse('x')
  await inbox.refuse('x')
  await inbox.report('x', 'the plan has no webhooks')
  await inbox.writeCursor('x', '1800')
  expect(await inbox.readCursor('x')).toBe('1800')
  expect(await inbox.readCursor('telegram')).toBeNull()
  expect(await inbox.countCalls('x', 2)).toBe(2)
  expect(await inbox.countCalls('x', 3)).toBe(5)
  const health = await lapor.context.db.selectFrom('channel_health').selectAll().executeTakeFirst()
  expect(health).toMatchObject({ channel: 'x', signature_failures: 2, trouble: 'the plan has no webhooks' })
})
