import type { FastifyInstance, LightMyRequestResponse } from 'fastify'

export interface VisitorFile {
  readonly field?: string
  readonly name: string
  readonly bytes: Buffer | string
}

/** Someone with a browser without script: keeps cookies, sends back the hidden fields of the page they are on. */
export interface Visitor {
  readonly cookies: Map<string, string>
  get(path: string): Promise<LightMyRequestResponse>
  /** Post a form of the last page; `_csrf` is filled in unless given. */
  post(
    path: string,
    fields: Readonly<Record<string, string | readonly string[]>>,
    files?: readonly VisitorFile[],
  ): Promise<LightMyRequestResponse>
  /** Go where a 303 leads. */
  follow(response: LightMyRequestResponse): Promise<LightMyRequestResponse>
}

/** `host`: the name in the address line. */
export function openVisitor(app: FastifyInstance, host = 'localhost'): Visitor {
  const cookies = new Map<string, string>()
  let page = ''
  const remember = (response: LightMyRequestResponse) => {
    for (const cookie of response.cookies) {
      if (cookie.value === '' || cookie.maxAge === 0) cookies.delete(cookie.name)
      else cookies.set(cookie.name, cookie.value)
    }
    if (`${response.headers['content-type']}`.startsWith('text/html')) page = response.body
    return response
  }
  const headers = () => ({
    host,
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
  })
  const get = async (path: string) =>
    remember(await app.inject({ method: 'GET', url: path, headers: headers() }))
  return {
    cookies,
    get,
    async post(path, fields, files = []) {
      if (page === '') await get('/lapor')
      const form = new FormData()
      const all = { _csrf: hiddenValue(page, '_csrf'), ...fields }
      for (const [name, value] of Object.entries(all)) {
        for (const one of typeof value === 'string' ? [value] : value) form.append(name, one)
      }
      for (const { field = 'attachments', name, bytes } of files) {
        form.append(field, new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]), name)
      }
      const request = new Request('http://localhost', { method: 'POST', body: form })
      return remember(
        await app.inject({
          method: 'POST',
          url: path,
          headers: { ...headers(), 'content-type': request.headers.get('content-type') ?? '' },
          payload: Buffer.from(await request.arrayBuffer()),
        }),
      )
    },
    follow: (response) => get(`${response.headers.location}`),
  }
}

/** The value of the first hidden field of that name. */
export function hiddenValue(html: string, name: string): string {
  const input = new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(html)?.[0] ?? ''
  return /value="([^"]*)"/.exec(input)?.[1] ?? ''
}

/** Every value of the fields of that name. */
export function fieldValues(html: string, name: string): string[] {
  return [...html.matchAll(new RegExp(`<input[^>]*name="${name}"[^>]*>`, 'g'))].map(
    ([input]) => /value="([^"]*)"/.exec(input)?.[1] ?? '',
  )
}

/** A form that is right. */
export const RIGHT = {
  class: 'complaint',
  body: 'Lampu jalan di depan SD mati sejak tiga minggu, anak-anak pulang mengaji gelap-gelapan.',
  name: 'Siti Nur Rahma',
  contact: '0812 3456 7890',
}

/** A PNG of ten by ten pixels. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC',
  'base64',
)
