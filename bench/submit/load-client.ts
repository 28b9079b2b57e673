import { connect } from 'node:net'
import { phoneOf, requestBody, SAMPLE_REPORTS } from './sample-reports.ts'
import { type Round, roundOf } from './statistics.ts'

/**
 * The load generator, a process of its own beside the server, driven by messages: `LoadOrder` in, `Round` out.
 * It speaks HTTP over plain sockets: an HTTP client library takes more of the processor than the server it measures.
 */
export interface LoadOrder {
  readonly host: string
  readonly port: number
  readonly concurrency: number
  readonly seconds: number
}

interface Template {
  readonly before: string
  readonly after: string
}

const PHONE_MARK = phoneOf(0)
/** Far apart for every run, so that a repeated run on one database brings new reporters. */
let counter = Date.now() % 100_000_000

process.on('message', (order: LoadOrder) => {
  drive(order).then(
    (round) => process.send?.(round),
    (error) => {
      console.error(error)
      process.exit(1)
    },
  )
})

async function drive({ host, port, concurrency, seconds }: LoadOrder): Promise<Round> {
  const templates = SAMPLE_REPORTS.map((sample) => templateOf(host, port, requestBody(sample, PHONE_MARK)))
  const latencies: number[] = []
  const begin = performance.now()
  const until = begin + seconds * 1_000
  await Promise.all(
    Array.from({ length: concurrency }, () => keepSending({ host, port, until, templates, latencies })),
  )
  return roundOf(latencies, (performance.now() - begin) / 1_000)
}

function templateOf(host: string, port: number, body: string): Template {
  const head = [
    'POST /api/v1/reports HTTP/1.1',
    `host: ${host}:${port}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ].join('\r\n')
  const at = body.lastIndexOf(PHONE_MARK)
  return {
    before: `${head}\r\n\r\n${body.slice(0, at)}`,
    after: body.slice(at + PHONE_MARK.length),
  }
}

/** One keep-alive connection that sends a report as soon as the one before was acknowledged. */
function keepSending(work: {
  host: string
  port: number
  until: number
  templates: readonly Template[]
  latencies: number[]
}): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: work.host, port: work.port, noDelay: true })
    let sentAt = 0
    let received = ''
    const send = () => {
      counter += 1
      const template = work.templates[counter % work.templates.length]
      if (template === undefined) throw new Error('no sample reports')
      received = ''
      sentAt = performance.now()
      socket.write(template.before + phoneOf(counter) + template.after)
    }
    socket.on('connect', send)
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1')
      if (!isComplete(received)) return
      const now = performance.now()
      if (!received.startsWith('HTTP/1.1 201')) {
        socket.destroy()
        reject(new Error(`a report was refused: ${received}`))
        return
      }
      work.latencies.push(now - sentAt)
      if (now < work.until) send()
      else {
        socket.end()
        resolve()
      }
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the server closed a connection')))
  })
}

function isComplete(response: string): boolean {
  const headEnd = response.indexOf('\r\n\r\n')
  if (headEnd < 0) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(response)?.[1]
  if (length === undefined) throw new Error(`an answer without a length: ${response}`)
  return response.length >= headEnd + 4 + Number(length)
}
