import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext, type TestStaff } from '../../test/support/context.ts'
import {
  objectToAutomation,
  type RoutingProposal,
  saveRoutingSettings,
  type UrgencyFlag,
} from '../routing/index.ts'
import { actOnProposal, assignReport, objectToAutomatedHandling, undoAutomaticAssignment } from './index.ts'

let lapor: TestContext
let city: TestStaff
let cityId: number
let worksId: number

beforeAll(async () => {
  lapor = await createTestContext()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const idOf = async (code: string) => {
    const { db } = lapor.context
    const row = await db
      .selectFrom('institutions')
      .select('id')
      .where('code', '=', code)
      .executeTakeFirstOrThrow()
    return row.id
  }
  cityId = await idOf('kota-pekalongan')
  worksId = await idOf('pkl-dpupr')
})
afterAll(() => lapor[Symbol.asyncDispose]())

function proposal(
  changes: { probability?: number; nobody?: boolean; urgency?: UrgencyFlag[]; abstain?: boolean } = {},
): RoutingProposal {
  const { probability = 0.96, nobody = false, urgency = [], abstain = false } = changes
  return {
    handlers: [
      {
        handler: nobody ? null : { level: 'regency', kindOrName: 'public-works' },
        institutionCode: nobody ? null : 'pkl-dpupr',
        institutionId: nobody ? null : worksId,
        category: nobody ? null : 'infrastruktur.jalan-rusak',
        probability,
        reasons: [],
      },
    ],
    class: 'complaint',
    classProbability: 1,
    categories: [],
    oversight: false,
    place: { code: '33.75', confidence: 1, evidence: [] },
    urgency,
    abstain,
    modelVersion: 'test',
  }
}

function settings(assignFrom: number | null, archiveNobody = false) {
  const { db, clock } = lapor.context
  return saveRoutingSettings(db, cityId, {
    assignFrom,
    archiveNobody,
    changedById: null,
    now: clock.now(),
  })
}

function reportRow(id: number) {
  return lapor.context.db.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

test('nothing is done alone until the institution switches it on, and then only at its own confidence', async () => {
  const { id } = await lapor.report({ institution_code: 'kota-pekalongan' })
  await settings(null)
  expect(await actOnProposal(lapor.context, id, proposal())).toBeNull()
  await settings(0.97)
  expect(await actOnProposal(lapor.context, id, proposal())).toBeNull()
  expect(await actOnProposal(lapor.context, id, proposal({ probability: 0.99, abstain: true }))).toBeNull()
  expect((await reportRow(id)).state).toBe('submitted')
})

test('an automatic assignment is marked, publishes nothing, and a person undoes it once', async () => {
  await settings(0.95)
  const { id, trackingNumber } = await lapor.report({ institution_code: 'kota-pekalongan' })
  expect(await actOnProposal(lapor.context, id, proposal())).toBe('assigned')
  expect(await reportRow(id)).toMatchObject({
    state: 'assigned',
    holder_id: worksId,
    published_at: null,
    verified_at: null,
  })
  const [event] = await lapor.context.db
    .selectFrom('report_events')
    .selectAll()
    .where('report_id', '=', id)
    .orderBy('seq', 'desc')
    .limit(1)
    .execute()
  expect(event).toMatchObject({ type: 'assign', actor_kind: 'system', data: { automatic: true } })
  await undoAutomaticAssignment(lapor.context, city.actor, trackingNumber)
  expect(await reportRow(id)).toMatchObject({ state: 'submitted', holder_id: cityId, return_count: 0 })
  await assignReport(lapor.context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  await expect(undoAutomaticAssignment(lapor.context, city.actor, trackingNumber)).rejects.toMatchObject({
    code: 'not_automatic',
  })
})

test('who objects to automated handling, and whose report is secret, is handled by people alone', async () => {
  await settings(0.5)
  const { db, clock } = lapor.context
  const { id } = await lapor.report({ institution_code: 'kota-pekalongan' })
  await objectToAutomation(db, id, clock.now())
  expect(await actOnProposal(lapor.context, id, proposal())).toBeNull()
  const secret = await lapor.report({ institution_code: 'kota-pekalongan', secret: true })
  expect(await actOnProposal(lapor.context, secret.id, proposal())).toBeNull()
})

test('an objection takes back what the machine gave on, and nothing that a person decided', async () => {
  await settings(0.5)
  const { id, trackingNumber } = await lapor.report({ institution_code: 'kota-pekalongan' })
  await actOnProposal(lapor.context, id, proposal())
  await objectToAutomatedHandling(lapor.context, await reportRow(id))
  expect(await reportRow(id)).toMatchObject({ state: 'submitted', holder_id: cityId })
  await assignReport(lapor.context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  await objectToAutomatedHandling(lapor.context, await reportRow(id))
  expect(await reportRow(id)).toMatchObject({ state: 'assigned', holder_id: worksId })
})

test('a report of danger is flagged and due sooner, and waits for a person', async () => {
  await settings(0.5)
  const { id } = await lapor.report({ institution_code: 'kota-pekalongan' })
  const before = await reportRow(id)
  const urgent = proposal({ urgency: [{ kind: 'danger', evidence: ['kabel listrik putus'] }] })
  expect(await actOnProposal(lapor.context, id, urgent)).toBe('flagged')
  const after = await reportRow(id)
  expect(after.state).toBe('submitted')
  expect(Number(after.due_at)).toBeLessThan(Number(before.due_at))
})

test('spam is archived alone only where that is switched on, with a reason the reporter reads', async () => {
  await settings(0.5, false)
  const { id } = await lapor.report({ institution_code: 'kota-pekalongan' })
  const spam = proposal({ nobody: true, probability: 0.99 })
  expect(await actOnProposal(lapor.context, id, spam)).toBeNull()
  await settings(null, true)
  expect(await actOnProposal(lapor.context, id, spam)).toBe('archived')
  expect(await reportRow(id)).toMatchObject({ state: 'archived', archive_reason: 'not_real' })
})
