import type { Locator, Page } from 'playwright-core'

/** Roles of which each must say what it is: a screen reader hears nothing but the name. */
const NAMED =
  /^- (button|link|textbox|searchbox|combobox|listbox|checkbox|radio|switch|slider|spinbutton|img|table|navigation|dialog)(?!\s+["/])/

/** Wait until every script that the page loads for itself has begun. Where none can run, the page is ready as it is. */
export async function islandsBegun(page: Page): Promise<void> {
  if (await page.evaluate(() => matchMedia('(scripting: none)').matches)) return
  const ready = 'html[data-islands=ready], html:not(:has(script[type=module]))'
  await page.locator(ready).waitFor({ state: 'attached' })
}

/**
 * What is wrong with a page as a screen reader has it: not one main part, not one first heading, headings that skip a
 * level, controls, pictures, tables and navigations without a name.
 */
export async function treeProblems(page: Page): Promise<string[]> {
  await islandsBegun(page)
  // A line with a colon in its name stands in quotes.
  const lines = (await page.locator('body').ariaSnapshot())
    .split('\n')
    .map((line) => line.trim().replace(/^- '/, '- '))
  const levels = lines.flatMap((line) => {
    const [, level] = /^- heading .*\[level=(\d)\]/.exec(line) ?? []
    return level === undefined ? [] : [Number(level)]
  })
  const count = (what: string, found: number) => (found === 1 ? [] : [`${found} times ${what}`])
  return [
    ...count('main', lines.filter((line) => /^- main\b/.test(line)).length),
    ...count('a first heading', levels.filter((level) => level === 1).length),
    ...levels.flatMap((level, index) => {
      const before = levels[index - 1] ?? 0
      return level > before + 1 ? [`heading ${index + 1} of level ${level} after level ${before}`] : []
    }),
    ...lines.filter((line) => NAMED.test(line)).map((line) => `no name: ${line.slice(0, 80)}`),
    ...lines.filter((line) => /^- heading \[level/.test(line)).map(() => 'a heading without words'),
  ]
}

/** What a screen reader hears of a part of the page: a line for each thing, with its role, name, state and words. */
export async function heard(part: Locator): Promise<string[]> {
  await islandsBegun(part.page())
  return (await part.ariaSnapshot()).split('\n').map((line) => line.trim())
}
