import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { type GivingWay, openGivingWay } from './give-way.ts'

const HOUR = 3_600_000

/** Has somebody come and go. */
async function visit(giving: GivingWay): Promise<void> {
  const server = createServer((_request, response) => response.end('halo'))
  giving.watch(server)
  await once(server.listen(0), 'listening')
  const { port } = server.address() as AddressInfo
  await (await fetch(`http://127.0.0.1:${port}/`)).text()
  server.closeAllConnections()
  server.close()
}

test('work waits while people ask, and goes on at once where it has waited long enough', async () => {
  const giving = openGivingWay({ calmMs: HOUR, latestMs: HOUR })
  // Before anybody has come nothing waits.
  await giving.wait(new Date())
  await visit(giving)
  let hasBegun = false
  giving.wait(new Date()).then(() => {
    hasBegun = true
  })
  await giving.wait(new Date(Date.now() - 2 * HOUR))
  // And what may wait less long, sooner.
  await giving.wait(new Date(Date.now() - 2_000), 1_000)
  expect(hasBegun).toBe(false)
})

test('once nobody asks for a moment, work goes on', async () => {
  const giving = openGivingWay({ calmMs: 20, latestMs: HOUR })
  await visit(giving)
  await giving.wait(new Date())
})
