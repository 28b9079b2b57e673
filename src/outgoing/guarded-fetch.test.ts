import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { openOutgoing } from './index.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

test('an address inside our own network is refused, however it is written', async () => {
  const port = await serve((_request, response) => response.end('inside'))
  const call = openOutgoing()
  for (const host of [
    '127.0.0.1',
    'localhost',
    '[::1]',
    '0.0.0.0',
    '127.1',
    '2130706433',
    '0x7f.0.0.1',
    '[::ffff:127.0.0.1]',
    '10.0.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '[fd00::1]',
    '[fe80::1]',
  ]) {
    const result = await call(`http://${host}:${port}/`)
    expect([host, result]).toEqual([host, expect.objectContaining({ reason: 'address_refused' })])
  }
})

test.each([
  'file:///etc/passwd',
  'ftp://example.org/',
  'http://user:pass@example.org/',
  'gopher://x',
  'no address',
])('%s is no address to call', async (url) => {
  expect(await openOutgoing()(url)).toMatchObject({ reason: 'address_refused' })
})

test('an allowed range is called, and its answer comes whole', async () => {
  const port = await serve((request, response) => {
    response.writeHead(201, { 'x-method': request.method })
    request.pipe(response)
  })
  const result = await allowing()(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'isi' })
  if (result.outcome !== 'answered') throw new Error(result.detail)
  expect([result.status, result.headers.get('x-method'), result.body.toString()]).toEqual([
    201,
    'POST',
    'isi',
  ])
})

test('a redirect is not followed: it could lead inside', async () => {
  const port = await serve((_request, response) => {
    response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
  })
  expect(await allowing()(`http://127.0.0.1:${port}/`)).toMatchObject({ outcome: 'answered', status: 302 })
})

test('an answer without end, or one that never comes, is given up', async () => {
  const port = await serve((request, response) => {
    if (request.url === '/never') return
    const write = () => {
      while (response.write(Buffer.alloc(65_536)));
      response.once('drain', write)
    }
    write()
  })
  const call = allowing()
  expect(await call(`http://127.0.0.1:${port}/endless`, { maxBytes: 100_000 })).toMatchObject({
    reason: 'too_large',
  })
  expect(await call(`http://127.0.0.1:${port}/never`, { timeoutMs: 100 })).toMatchObject({
    reason: 'timeout',
  })
})

test('a server that is not there is a value, not an exception', async () => {
  expect(await allowing()('http://127.0.0.1:1/')).toMatchObject({ reason: 'unreachable' })
})

function allowing() {
  return openOutgoing(['127.0.0.0/8'])
}

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
