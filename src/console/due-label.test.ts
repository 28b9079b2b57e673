import { expect, test } from 'vitest'
import { translator } from '../i18n/index.ts'
import { dueLabel } from './due-label.ts'

test('what a report that is over still owes is told without an alarm', () => {
  const page = { t: translator('id'), language: 'id' } as const
  const now = new Date('2026-11-27T03:00:00Z')
  const promise = { at: new Date('2026-11-20T03:00:00Z'), kind: 'promise', warned: true }
  const label = (ended: boolean) => dueLabel(page, { ...promise, ended }, now, 'Asia/Jakarta')
  expect(label(false)).toMatchObject({ what: 'Janji', text: 'lewat 7 hari', tone: 'overdue' })
  expect(label(true)).toMatchObject({ what: 'Janji', text: 'lewat 7 hari', tone: 'calm' })
})
