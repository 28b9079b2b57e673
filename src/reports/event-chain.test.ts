import { expect, test } from 'vitest'
import { CHAIN_START, chainEvent, type EventContent, eventHash, textHash } from './event-chain.ts'

const content: EventContent = {
  report_id: 1,
  seq: 1,
  at: new Date('2026-11-10T02:00:00Z'),
  type: 'submit',
  from_state: null,
  to_state: 'awaiting_identity',
  actor_kind: 'reporter',
  actor_id: null,
  institution_id: null,
  target_id: 5,
  channel: 'web',
  visibility: 'participants',
  text: 'Lampu jalan mati',
  data: { b: 1, a: { d: [1, 2], c: null } },
}

test('the order of keys in the data does not change the hash', () => {
  const event = chainEvent(content, CHAIN_START)
  const reordered = { ...content, data: { a: { c: null, d: [1, 2] }, b: 1 } }
  expect(eventHash(reordered, event.text_hash, CHAIN_START)).toEqual(event.hash)
})

test('any changed part changes the hash', () => {
  const event = chainEvent(content, CHAIN_START)
  const changes: Partial<EventContent>[] = [
    { at: new Date('2026-11-10T02:00:01Z') },
    { type: 'answer' },
    { to_state: 'closed' },
    { actor_id: 3 },
    { target_id: 6 },
    { visibility: 'public' },
    { data: { b: 2 } },
  ]
  for (const change of changes) {
    expect(eventHash({ ...content, ...change }, event.text_hash, CHAIN_START)).not.toEqual(event.hash)
  }
  expect(eventHash(content, event.text_hash, event.hash)).not.toEqual(event.hash)
})

test('the chain still holds when a text was erased, and shows when one was exchanged', () => {
  const event = chainEvent(content, CHAIN_START)
  expect(eventHash({ ...content, text: null }, event.text_hash, CHAIN_START)).toEqual(event.hash)
  expect(textHash('Teks lain', event.text_salt)).not.toBe(event.text_hash)
})
