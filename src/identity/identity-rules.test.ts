import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '../../test/support/context.ts'
import { readReport, submitReport } from '../reports/index.ts'
import { listIdentityRules, removeIdentityRule, requiredStep, setIdentityRule } from './index.ts'

let lapor: TestContext

beforeAll(async () => {
  lapor = await createTestContext()
})
afterAll(() => lapor[Symbol.asyncDispose]())

const rule = (reportClass: 'complaint' | 'information_request' | null, categoryCode: string, step: string) =>
  setIdentityRule(lapor.context.db, { class: reportClass, categoryCode, step }, lapor.clock.now())
const send = (change: Record<string, unknown>, confirmed = false) =>
  submitReport(lapor.context, {
    input: {
      class: 'information_request',
      body: 'Mohon salinan anggaran perbaikan jalan tahun ini.',
      name: 'Rukmini Wulandari',
      phone: '081234509999',
      ...change,
    },
    channel: 'web',
    language: 'id',
    confirmedContact: confirmed ? { kind: 'phone', value: '+6281234509999' } : null,
  })
const fieldsOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'sent',
    (error) => error.fields,
  )

test('without a rule a confirmed contact is enough', async () => {
  expect(await requiredStep(lapor.context.db, { class: 'complaint', categoryId: null })).toBe('contact')
  expect(await fieldsOf(send({}))).toBe('sent')
})

test('a rule of a class asks for the NIK, once: who stated it is not asked again', async () => {
  await rule('information_request', '', 'stated')
  expect(await fieldsOf(send({}))).toMatchObject([{ field: 'nik', code: 'nik_required' }])
  expect(await fieldsOf(send({ class: 'complaint' }))).toBe('sent')
  const stated = await send({ nik: '3375012108900001' }, true)
  expect((await readReport(lapor.context.db, stated.trackingNumber))?.report.state).toBe('submitted')
  expect(await fieldsOf(send({}, true))).toBe('sent')
})

test('a NIK of a region that never was is refused; one of a former province is taken', async () => {
  expect(await fieldsOf(send({ nik: '0075012108900001' }))).toMatchObject([{ field: 'nik' }])
  expect(await fieldsOf(send({ nik: '9900012108900001' }))).toMatchObject([
    { field: 'nik', code: 'nik_region' },
  ])
  expect(await fieldsOf(send({ nik: '5401012108900001' }))).toBe('sent')
})

test('the nearest rule wins: a category over its group, a group over its class', async () => {
  const { db } = lapor.context
  const child = await db
    .selectFrom('categories')
    .innerJoin('categories as parent', 'parent.id', 'categories.parent_id')
    .select(['categories.id', 'categories.code', 'parent.code as parent_code', 'parent.id as parent_id'])
    .orderBy('categories.id')
    .executeTakeFirstOrThrow()
  const step = (categoryId: number) => requiredStep(db, { class: 'complaint', categoryId })
  await rule(null, child.parent_code, 'stated')
  expect([await step(child.id), await step(child.parent_id)]).toEqual(['stated', 'stated'])
  await rule(null, child.code, 'contact')
  expect([await step(child.id), await step(child.parent_id)]).toEqual(['contact', 'stated'])
  const rules = await listIdentityRules(db)
  for (const { id } of rules) await removeIdentityRule(db, id)
  expect(await step(child.id)).toBe('contact')
})
