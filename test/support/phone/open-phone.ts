import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { CHROMIUM_ARGS, findChromium } from '../browser.ts'
import { freePort, startRealServer } from '../real-server.ts'

/** LAPOR! with its sample as a process of its own, and a Chromium that programs may look into. */
export interface Phone extends AsyncDisposable {
  readonly url: string
  readonly browser: Browser
  readonly debugPort: number
  /** The pages that the budgets are for: home, the form, a report, the list. */
  readonly paths: readonly string[]
}

/** @param databaseUrl an empty or seeded database; without one the server starts its own PostgreSQL */
export async function openPhone(databaseUrl = ''): Promise<Phone> {
  await using opened = new AsyncDisposableStack()
  const dataDir = mkdtempSync(join(tmpdir(), 'lapor-phone-'))
  opened.defer(() => rmSync(dataDir, { recursive: true, force: true }))
  const server = await startRealServer({
    dataDir,
    env: { DATABASE_URL: databaseUrl, LAPOR_TRAINING_SAMPLE: 'on' },
    patienceMs: 600_000,
  })
  opened.defer(() => server.stop())
  const debugPort = await freePort()
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...CHROMIUM_ARGS, `--remote-debugging-port=${debugPort}`],
  })
  opened.defer(() => browser.close())
  const paths = ['/', '/lapor', await firstReport(browser, server.url), '/laporan']
  const all = opened.move()
  return {
    url: server.url,
    browser,
    debugPort,
    paths,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

async function firstReport(browser: Browser, url: string): Promise<string> {
  const page = await browser.newPage()
  await page.goto(`${url}/laporan`)
  const href = await page.locator('main a[href^="/laporan/"]').first().getAttribute('href')
  await page.close()
  if (href === null) throw new Error('the sample has no public report')
  return href
}
