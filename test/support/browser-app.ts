import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { createTestApp, TEST_PASSWORD, type TestApp } from './app.ts'
import { launchBrowser } from './browser.ts'

export interface BrowserApp extends TestApp {
  readonly browser: Browser
  readonly baseUrl: string
  /** A person's own browser, with everything it complained about. */
  visitor(
    options?: BrowserContextOptions,
  ): Promise<{ page: Page; context: BrowserContext; complaints: string[] }>
  signIn(page: Page, email: string): Promise<void>
}

/** The whole server on a free port, and a real Chromium. */
export async function createBrowserApp(env: Record<string, string> = {}): Promise<BrowserApp> {
  const lapor = await createTestApp(env)
  // Passkeys know no addresses in numbers: a test of them names its host and port itself.
  const named = env.LAPOR_BASE_URL?.startsWith('http://localhost:') ? env.LAPOR_BASE_URL : null
  await lapor.app.listen({ host: '127.0.0.1', port: named === null ? 0 : Number(new URL(named).port) })
  const baseUrl = named ?? `http://127.0.0.1:${(lapor.app.server.address() as AddressInfo).port}`
  const browser = await launchBrowser()
  return {
    ...lapor,
    browser,
    baseUrl,
    async visitor(options = {}) {
      const context = await browser.newContext({ baseURL: baseUrl, locale: 'id-ID', ...options })
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      const complaints: string[] = []
      page.on('console', (message) => {
        // A refused form is a 422 by design; the browser notes each as a failed load.
        if (message.type() === 'error' && !message.text().includes('status of 4'))
          complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(String(error)))
      return { page, context, complaints }
    },
    async signIn(page, email) {
      await page.goto('/masuk')
      await page.getByLabel('Surel dinas').fill(email)
      await page.getByLabel('Kata sandi').fill(TEST_PASSWORD)
      await page.getByRole('button', { name: 'Masuk', exact: true }).first().click()
      await page.waitForURL('**/petugas')
    },
    async [Symbol.asyncDispose]() {
      await browser.close()
      await lapor[Symbol.asyncDispose]()
    },
  }
}
