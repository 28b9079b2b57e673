import { type FakeAnswer, type FakeHttp, type FakeRequest, startFakeHttp, upsets } from './fake-http.ts'

export interface FakePopulationRegistry extends FakeHttp {
  /** Every question as it arrived. */
  readonly asked: FakeRequest[]
  /** Who is registered: NIK to name. */
  readonly people: Map<string, string>
  /** Answers that go before the usual ones. */
  readonly upsets: { next(answer: FakeAnswer, times?: number): void }
}

export const REGISTRY_KEY = 'kunci-uji-dukcapil'

/** A population registry on loopback, by the contract of docs/population-registry.md. */
export async function startFakePopulationRegistry(): Promise<FakePopulationRegistry> {
  const asked: FakeRequest[] = []
  const people = new Map<string, string>()
  const moods = upsets()
  const http = await startFakeHttp((request) => {
    asked.push(request)
    const upset = moods.take()
    if (upset !== undefined) return upset
    if (request.method !== 'POST' || request.path !== '/v1/identity-checks') return { status: 404, body: {} }
    if (request.headers.authorization !== `Bearer ${REGISTRY_KEY}`) return { status: 401, body: {} }
    const { nik, name } = JSON.parse(request.body.toString()) as { nik: string; name: string }
    const known = people.get(nik)
    const result =
      known === undefined ? 'unknown' : known.toLowerCase() === name.toLowerCase() ? 'match' : 'mismatch'
    return { body: { result } }
  })
  return { ...http, asked, people, upsets: moods }
}
