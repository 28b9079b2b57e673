import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { writeTable } from '../open-data/write-table.ts'
import { paperText } from './paper-text.ts'
import { openTable } from './table-writer.ts'

const folder = mkdtempSync(join(tmpdir(), 'lapor-tables-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What nobody caught: it would end the whole process. */
const uncaught: unknown[] = []
const note = (reason: unknown) => uncaught.push(reason)
beforeEach(() => {
  uncaught.length = 0
  process.on('unhandledRejection', note)
})
afterEach(() => {
  process.off('unhandledRejection', note)
})

/** The next page is read from the database meanwhile. */
const readOn = () => setTimeout(50)

test.each(['csv', 'xlsx', 'pdf'] as const)(
  'a %s that cannot be written fails itself alone',
  async (format) => {
    const table = openTable(format, folder, 'Daftar', ['Nomor'])
    await readOn()
    await expect(
      (async () => {
        await table.write([['1001']])
        await table.end()
      })(),
    ).rejects.toMatchObject({ code: 'EISDIR' })
    expect(uncaught).toEqual([])
  },
)

test('open data that cannot be written fail themselves alone', async () => {
  async function* batches() {
    await readOn()
    yield [{ nomor: '1001' }]
  }
  const columns = [{ name: 'nomor', type: 'text' }] as const
  await expect(writeTable(join(folder, 'tidak-ada'), 'laporan', columns, batches())).rejects.toMatchObject({
    code: 'ENOENT',
  })
  expect(uncaught).toEqual([])
})

test('on paper stand only letters that its fonts have', () => {
  expect(paperText('Jalan “Kebon” rusak… 62,5 – 75\u00a0% • é')).toBe(
    'Jalan “Kebon” rusak… 62,5 – 75\u00a0% • é',
  )
  expect(paperText('≥ 5 → 7 🚧 مرحبا')).toBe('>= 5 -> 7  ?????')
})
