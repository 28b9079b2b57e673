import type { Locator, Page } from 'playwright-core'
import { islandsBegun } from './accessibility-tree.ts'
import type { BrowserApp } from './browser-app.ts'

/** A member of staff at their own browser. */
export interface Desk {
  readonly page: Page
  open(trackingNumber: string): Promise<void>
  /** One of the report page's forms, unfolded by its button where it is folded. */
  form(name: string, button: string): Promise<Locator>
  /** Type a name into a field that suggests and take the first suggestion. */
  pick(form: Locator, label: string, text: string): Promise<void>
  /** Send it and wait for the page that says it is done. */
  send(form: Locator): Promise<void>
  /** Send it and wait for the page that says what is to be mended. */
  refused(form: Locator): Promise<string>
}

export async function openDesk(lapor: BrowserApp, email: string): Promise<Desk> {
  const { page } = await lapor.visitor({ viewport: { width: 1280, height: 900 } })
  await lapor.signIn(page, email)
  const press = (form: Locator) => form.locator('button.button:not([type=button])').first().click()
  return {
    page,
    open: async (trackingNumber) => {
      await page.goto(`/petugas/laporan/${trackingNumber}`)
    },
    async form(name, button) {
      const form = page.locator(`#form-${name}`)
      if (!(await form.isVisible())) await page.locator('summary', { hasText: button }).first().click()
      await form.waitFor()
      // Who types before the field suggests is not what these journeys are about.
      await islandsBegun(page)
      return form
    },
    async pick(form, label, text) {
      await form.getByLabel(label).fill(text)
      await form.locator('.combobox [role=option]').first().click()
    },
    async send(form) {
      await press(form)
      await page.waitForURL(/ok=/)
    },
    async refused(form) {
      await press(form)
      const summary = page.locator('.error-summary')
      await summary.waitFor()
      return summary.innerText()
    },
  }
}
