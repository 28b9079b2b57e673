import type { Page } from 'playwright-core'

/**
 * Go on by the tabulator key until what a screen reader hears there fits, as `button "Kirim laporan"`.
 * @throws when 90 presses do not lead there
 */
export async function tabTo(page: Page, heard: RegExp): Promise<void> {
  const passed: string[] = []
  for (let presses = 0; presses < 90; presses += 1) {
    const focused = page.locator(':focus')
    // After the last one the browser's own bar has the focus.
    const here = (await focused.count()) === 0 ? '' : await focused.ariaSnapshot()
    if (heard.test(here)) return
    passed.push(here.split('\n')[0] ?? '')
    await page.keyboard.press('Tab')
  }
  throw new Error(`no way by keyboard to ${heard}; passed ${passed.join(', ')}`)
}
