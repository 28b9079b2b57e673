import { SHELL_PREFIX } from './names.ts'

declare const self: ServiceWorkerGlobalScope & {
  /** Written before this program by the server: what of the built files works without a network. */
  readonly LAPOR: { readonly version: string; readonly files: readonly string[] }
}

/** Pages that are whole without the server: the empty form and what is kept on this phone. */
const FORM = '/lapor/luring'
const KEPT = '/luring'

const shellName = () => SHELL_PREFIX + self.LAPOR.version

/** All or nothing: half a program would only seem to work. */
export async function fillShell(): Promise<void> {
  const cache = await caches.open(shellName())
  await cache.addAll([...self.LAPOR.files, FORM, KEPT])
}

export async function refillPages(): Promise<void> {
  const cache = await caches.open(shellName())
  await cache.addAll([FORM, KEPT])
}

/** The version before stays: pages that are open were made for it. */
export async function dropOldShells(): Promise<void> {
  const shells = (await caches.keys()).filter((name) => name.startsWith(SHELL_PREFIX))
  const others = shells.filter((name) => name !== shellName())
  for (const name of others.slice(0, -1)) await caches.delete(name)
}

export async function answerFromShell(url: URL): Promise<Response> {
  const cache = await caches.open(shellName())
  const page = await cache.match(url.pathname === '/lapor' ? FORM : KEPT)
  return page ?? Response.error()
}
