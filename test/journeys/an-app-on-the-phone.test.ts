import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BrowserApp, createBrowserApp } from '../support/browser-app.ts'

let lapor: BrowserApp

beforeAll(async () => {
  lapor = await createBrowserApp()
})
afterAll(() => lapor[Symbol.asyncDispose]())

/** The page is under the service worker's care, and everything it keeps is kept. */
async function underCare(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

test('a phone can install the pages as an app: Chromium has nothing to object', async () => {
  const { page, context } = await lapor.visitor()
  await page.goto('/lapor')
  await underCare(page)
  const session: CDPSession = await context.newCDPSession(page)
  const { errors, data } = await session.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  // A private window cannot install anything; everything else would be a fault of ours.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([])
  const manifest = JSON.parse(data ?? '{}')
  expect(manifest.shortcuts.map((shortcut: { url: string }) => shortcut.url)).toEqual(['/lapor', '/saya'])
  for (const { src, sizes } of [...manifest.icons, ...manifest.screenshots]) {
    const drawn = await page.evaluate(async (address) => {
      const picture = await createImageBitmap(await (await fetch(address)).blob())
      return `${picture.width}x${picture.height}`
    }, src)
    expect([src, drawn]).toEqual([src, sizes])
  }
})
