import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '../src/db/embedded/index.ts'
import { openDatabase } from '../src/db/index.ts'
import { verifyChains } from '../src/reports/index.ts'
import { startRealServer } from './support/real-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'lapor-crash-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const AT_ONCE = 32
/** Enough that the kill falls into the middle of many transactions. */
const ACKNOWLEDGED_BEFORE_KILL = 300

test('whatever was acknowledged before a kill -9 is there afterwards', { timeout: 180_000 }, async () => {
  const server = await startRealServer({ dataDir })
  const acknowledged: string[] = []
  let killed = false
  let kill: () => void = () => undefined
  const enough = new Promise<void>((resolve) => {
    kill = resolve
  })
  const sender = async (lane: number) => {
    for (let index = 0; !killed; index += 1) {
      try {
        const answer = await fetch(`${server.url}/api/v1/reports`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            body: `Lampu jalan nomor ${lane}-${index} mati sejak tiga malam.`,
            contact: { name: 'Siti', phone: `08${1_000_000_000 + lane * 1_000_000 + index}` },
          }),
        })
        if (answer.status !== 201) throw new Error(`answered ${answer.status}: ${await answer.text()}`)
        const { tracking_number }: { tracking_number: string } = await answer.json()
        acknowledged.push(tracking_number)
        if (acknowledged.length >= ACKNOWLEDGED_BEFORE_KILL) kill()
      } catch (error) {
        // A broken connection is what a kill looks like; anything before it is a failure.
        if (!killed) throw error
      }
    }
  }
  const senders = Promise.all(Array.from({ length: AT_ONCE }, (_, lane) => sender(lane)))
  await Promise.race([enough, senders])
  killed = true
  await server.kill()
  await senders

  const again = await startRealServer({ dataDir })
  for (const number of acknowledged.slice(-AT_ONCE)) {
    const answer = await fetch(`${again.url}/api/v1/reports/${number}`)
    expect([number, answer.status]).toEqual([number, 200])
  }
  await again.stop()

  const postgres = await startEmbeddedPostgres({ dataDir, onProgress: () => undefined })
  const { db, close } = openDatabase(postgres.url)
  const kept = await db.selectFrom('reports').select('tracking_number').execute()
  const numbers = new Set(kept.map((row) => row.tracking_number))
  expect(acknowledged.filter((number) => !numbers.has(number))).toEqual([])
  expect(await verifyChains(db)).toMatchObject({ sound: true, reports: kept.length })
  await close()
  await postgres.stop()
})
