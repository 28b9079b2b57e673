import { Agent, get } from 'node:http'
import { roundOf } from '../submit/statistics.ts'

export interface Offered {
  readonly accepted: number
  readonly refused: number
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
}

const PLACES = ['PekalonganKota', 'Kab Batang', 'SURABAYA', 'Kota Bandung', 'kemenkes', 'Sleman']
const MATTERS = [
  'lampu jalan mati',
  'jalan berlubang dalam',
  'sampah menumpuk',
  'air PDAM keruh',
  'pungli di loket',
]

/** Offer SMS at a steady pace, whether or not those before were answered: phones do not wait for each other. */
export async function offerSms(
  serverUrl: string,
  { pace, seconds, prefix }: { readonly pace: number; readonly seconds: number; readonly prefix: string },
): Promise<Offered> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const latencies: number[] = []
  let refused = 0
  let lastAt = 0
  const begin = performance.now()
  const total = pace * seconds
  const one = (index: number) =>
    new Promise<void>((resolve) => {
      const sentAt = performance.now()
      const query = new URLSearchParams({
        from: `0812${String(10_000_000 + index)}`,
        to: '1708',
        text: `${PLACES[index % PLACES.length]} ${MATTERS[index % MATTERS.length]} di gang nomor ${index} sejak kemarin`,
        id: `${prefix}-${index}`,
      })
      get(`${serverUrl}/channels/sms/kannel?${query}`, { agent }, (response) => {
        response.resume()
        response.on('end', () => {
          lastAt = performance.now()
          if (response.statusCode === 200) latencies.push(lastAt - sentAt)
          else refused += 1
          resolve()
        })
      }).on('error', () => {
        refused += 1
        resolve()
      })
    })
  const under: Promise<void>[] = []
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - begin) / 1_000) * pace))
    for (; sent < due; sent += 1) under.push(one(sent))
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await Promise.all(under)
  agent.destroy()
  return { ...roundOf(latencies, (lastAt - begin) / 1_000), accepted: latencies.length, refused }
}
