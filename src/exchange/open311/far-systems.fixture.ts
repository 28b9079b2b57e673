import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Takes every request, does something first, and keeps what it was sent. */
export async function slowServer(
  meanwhile: (call: number) => Promise<void>,
): Promise<{ url: string; posted: string[]; close(): void }> {
  const posted: string[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    if (request.method !== 'POST') return void response.end('[]')
    posted.push(new URLSearchParams(body).get('description') ?? '')
    const call = posted.length
    await meanwhile(call)
    response.end(JSON.stringify([{ service_request_id: `lambat-${call}` }]))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, posted, close: () => server.close() }
}

/** Numbers what it is sent, and says of each what its notes are; a call that asks after the one it forgot is refused. */
export async function rememberingServer(forgotten: string) {
  const far = { url: '', notes: '', close: () => server.close() }
  let posts = 0
  const server = createServer((request, response) => {
    request.resume()
    if (request.method === 'POST') {
      posts += 1
      return void response.end(JSON.stringify([{ service_request_id: `n-${posts}` }]))
    }
    const ids = new URL(request.url ?? '', 'http://far').searchParams.get('service_request_id') ?? ''
    if (ids.split(',').includes(forgotten)) return void response.writeHead(404).end()
    const rows = ids.split(',').map((id) => ({
      service_request_id: id,
      status: 'open',
      status_notes: far.notes,
    }))
    response.end(JSON.stringify(rows))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  far.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return far
}

export async function badServer(what: string): Promise<{ url: string; close(): void }> {
  const server: Server = createServer((request, response) => {
    request.resume()
    response.writeHead(201)
    if (what.includes('gigabytes')) {
      const write = () => {
        while (response.write(Buffer.alloc(65_536)));
        response.once('drain', write)
      }
      return write()
    }
    if (what.includes('no JSON')) return void response.end('<html>maaf</html>')
    if (what === 'XXE')
      return void response.end(
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' +
          '<service_requests><request><service_request_id>&x;1</service_request_id></request></service_requests>',
      )
    return void response.end('[{}]')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
