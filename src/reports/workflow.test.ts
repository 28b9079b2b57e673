import { expect, test } from 'vitest'
import { transition, WORKFLOW } from './workflow.ts'

const STATES = Object.keys(WORKFLOW)

test('every state can be reached and left', () => {
  const targets = Object.values(WORKFLOW).flatMap((actions) => Object.values(actions).map((rule) => rule.to))
  for (const state of STATES.filter((name) => name !== 'awaiting_identity')) expect(targets).toContain(state)
  for (const [state, actions] of Object.entries(WORKFLOW)) {
    const leaves = Object.values(actions).some((rule) => rule.to !== 'same' && rule.to !== state)
    expect([state, leaves]).toEqual([state, true])
  }
})

test('nobody at an institution can touch a report whose contact is not confirmed', () => {
  for (const rule of Object.values(WORKFLOW.awaiting_identity)) {
    expect(rule.by.filter((party) => party === 'handler' || party === 'verifier')).toEqual([])
  }
})

test('whatever waits for silence has somebody who ends it', () => {
  expect(transition('awaiting_identity', 'expire_identity')?.to).toBe('archived')
  expect(transition('on_hold', 'expire_hold')?.to).toBe('archived')
  expect(transition('answered', 'close_silent')?.to).toBe('closed')
})

test('an answer can only be given by those who hold the report', () => {
  for (const actions of Object.values(WORKFLOW)) {
    if (actions.answer !== undefined) expect(actions.answer.by).toEqual(['handler'])
  }
})

test('a closed report cannot be answered, assigned or archived', () => {
  for (const action of ['answer', 'assign', 'archive', 'follow_up', 'hold', 'return'] as const) {
    expect(transition('closed', action)).toBeNull()
  }
})
