import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client'
import { within } from './within.ts'

/** Longer than a piece needs at 2G; a line that is silent for longer is dead, and the upload goes on later. */
const SILENT_FOR_MS = 60_000

/** Requests of the tus client by fetch, which a service worker has too. */
export const fetchStack: HttpStack = {
  createRequest: (method, url) => openRequest(method, url),
  getName: () => 'fetch',
}

function openRequest(method: string, url: string): HttpRequest {
  const headers: Record<string, string> = {}
  const stop = new AbortController()
  return {
    getMethod: () => method,
    getURL: () => url,
    setHeader(name, value) {
      headers[name] = value
    },
    getHeader: (name) => headers[name],
    setProgressHandler: () => undefined,
    send: (body) =>
      within(
        SILENT_FOR_MS,
        async (signal): Promise<HttpResponse> => {
          const response = await fetch(url, { method, headers, body, signal })
          const text = await response.text()
          return {
            getStatus: () => response.status,
            getHeader: (name) => response.headers.get(name) ?? undefined,
            getBody: () => text,
            getUnderlyingObject: () => response,
          }
        },
        stop,
      ),
    abort: async () => stop.abort(),
    getUnderlyingObject: () => null,
  }
}
