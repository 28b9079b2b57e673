import { expect, test } from 'vitest'
import { createCategory, editCategory, listCategories } from './index.ts'
import { refusalOf, seededRegistry } from './registry.fixture.ts'

const deps = seededRegistry()
const BRIDGES = {
  code: 'infrastruktur.jembatan-gantung',
  name_id: 'Jembatan gantung',
  name_en: 'Suspension bridge',
  default_level: 'regency',
  default_handler: 'local:public-works',
  oversight: false,
}

test('a new category stands at the end of its group', async () => {
  await listCategories(deps().db)
  await createCategory(deps(), BRIDGES)
  const group = (await listCategories(deps().db)).find((top) => top.code === 'infrastruktur')
  expect(group?.children.at(-1)?.code).toBe(BRIDGES.code)
})

test('there are two levels and no third', async () => {
  const create = (code: string) => refusalOf(createCategory(deps(), { ...BRIDGES, code }))
  expect(await create('infrastruktur.jalan-rusak.lubang')).toEqual({ code: 'invalid_category_code' })
  expect(await create('nothing-here.leaf')).toEqual({ code: 'unknown_category_group' })
  expect(await create('infrastruktur.jalan-rusak')).toEqual({ code: 'code_taken' })
  expect(await create('Jembatan')).toEqual({ code: 'invalid_category_code' })
})

test('the default handler fits the level', async () => {
  const edit = (default_level: string, default_handler: string | null) =>
    refusalOf(editCategory(deps(), 'infrastruktur.jalan-rusak', { default_level, default_handler }))
  expect(await edit('national', 'kemen-pu')).toBeNull()
  expect(await edit('national', 'pkl-dpupr')).toEqual({ default_handler: 'unknown_institution' })
  expect(await edit('national', 'local:public-works')).toEqual({ default_handler: 'unknown_institution' })
  expect(await edit('regency', 'kemen-pu')).toEqual({ default_handler: 'unknown_function' })
  expect(await edit('city', null)).toEqual({ default_level: 'unknown_level' })
  expect(await edit('regency', 'local:public-works')).toBeNull()
})

test('a category that is switched off is no longer offered', async () => {
  await editCategory(deps(), 'infrastruktur', { active: false })
  expect((await listCategories(deps().db)).some((top) => top.code === 'infrastruktur')).toBe(false)
  const all = await listCategories(deps().db, { inactiveToo: true })
  expect(all.some((top) => top.code === 'infrastruktur')).toBe(true)
})
