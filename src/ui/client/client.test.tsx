import type { Browser, Page } from 'playwright-core'
import { renderToString } from 'preact-render-to-string'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../../test/support/browser.ts'
import { translator } from '../../i18n/index.ts'
import {
  Button,
  Combobox,
  DraftClear,
  DraftNotice,
  FileInput,
  Form,
  LocationField,
  type PageFrame,
  ReportCard,
  ReportList,
  SearchBox,
  TextArea,
  TextInput,
  ThemeSwitch,
} from '../index.ts'

const t = translator('id')
const page: PageFrame = {
  t,
  language: 'id',
  theme: 'system',
  path: '/',
  assets: { css: [], script: null, font: null, offline: [] },
  mode: 'training',
  csrfToken: 'token',
}
// As strict as the real one: an island that needs more must fail here.
const POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'"
const VILLAGES = [
  { value: '33.75.01.1001', label: 'Bendan Kergon', detail: 'Pekalongan Barat' },
  { value: '33.75.01.1002', label: 'Bendan Lor', detail: 'Pekalongan Barat' },
]
const scripts = new Map<string, string>()
let entry = ''
let browser: Browser

beforeAll(async () => {
  const result = await build({
    logLevel: 'silent',
    build: { write: false, rolldownOptions: { input: { client: 'src/ui/client/main.ts' } } },
  })
  for (const { output } of [result].flat().filter((one) => 'output' in one)) {
    for (const chunk of output) {
      if (chunk.type !== 'chunk') continue
      scripts.set(chunk.fileName, chunk.code)
      if (chunk.isEntry) entry = chunk.fileName
    }
  }
  browser = await launchBrowser()
}, 60_000)

afterAll(() => browser?.close())

test('a combobox suggests, is walked by arrows, and posts what was chosen', async () => {
  const { tab } = await open({ '/': <Combobox t={t} name="area" label="Wilayah" url="/saran?q={query}" /> })
  const input = tab.getByRole('combobox', { name: 'Wilayah' })
  await input.pressSequentially('bendan')
  await tab.getByRole('option', { name: 'Bendan Kergon' }).waitFor()
  expect(await input.getAttribute('aria-expanded')).toBe('true')
  await input.press('ArrowDown')
  await input.press('ArrowDown')
  const active = await input.getAttribute('aria-activedescendant')
  expect(await tab.locator(`#${active}`).getAttribute('aria-selected')).toBe('true')
  await input.press('Enter')
  expect(await values(tab)).toMatchObject({ area: 'Bendan Lor', area_code: '33.75.01.1002' })
  expect(await input.getAttribute('aria-expanded')).toBe('false')
})

test('what was typed before the script arrived is suggested to as well', async () => {
  const { tab } = await open({ '/': <Combobox t={t} name="area" label="Wilayah" url="/saran?q={query}" /> })
  await tab.addInitScript(() => {
    // Before any module runs.
    document.addEventListener('readystatechange', () => {
      const input = document.querySelector<HTMLInputElement>('[data-combobox] input[type=text]')
      if (document.readyState !== 'interactive' || input === null) return
      input.focus()
      input.value = 'bendan'
    })
  })
  await tab.reload()
  await tab.getByRole('option', { name: 'Bendan Kergon' }).waitFor()
})

test('typing on after a choice forgets the chosen code, and Escape closes the list', async () => {
  const { tab } = await open({
    '/': <Combobox t={t} name="area" label="Wilayah" url="/saran?q={query}" value="Bendan Lor" code="33" />,
  })
  const input = tab.getByRole('combobox')
  await input.press('End')
  await input.pressSequentially('x')
  expect(await values(tab)).toMatchObject({ area: 'Bendan Lorx', area_code: '' })
  await tab.getByRole('option').first().waitFor()
  await input.press('Escape')
  expect(await tab.getByRole('option').count()).toBe(0)
})

test('suggestions that fail leave the typed text in use and say so', async () => {
  const { tab } = await open({ '/': <Combobox t={t} name="area" label="Wilayah" url="/rusak?q={query}" /> })
  await tab.getByRole('combobox').pressSequentially('bendan')
  await tab.getByText(t('ui.combobox.failed')).waitFor()
})

test('a draft survives a reload, never overrides what the server sent, and is cleared after sending', async () => {
  const form = (value?: string) => (
    <Form page={page} action="/kirim" draft="tell" valuesSent={value !== undefined}>
      <DraftNotice t={t} />
      <TextInput name="title" label="Judul" value={value} />
      <TextInput name="nik" label="NIK" draftSkip />
    </Form>
  )
  const { tab } = await open({
    '/': form(),
    '/ditolak': form('dari server'),
    '/terkirim': <DraftClear draft="tell" />,
  })
  await tab.getByLabel('Judul').pressSequentially('Lampu mati')
  await tab.getByLabel('NIK').pressSequentially('3375')
  await tab.waitForFunction(() => localStorage.length > 0)
  await tab.reload()
  expect(await values(tab)).toMatchObject({ title: 'Lampu mati', nik: '' })
  await tab.getByText(t('ui.draft.restored')).waitFor()
  await tab.goto('https://lapor.test/ditolak')
  expect(await values(tab)).toMatchObject({ title: 'dari server' })
  await tab.goto('https://lapor.test/terkirim')
  await tab.goto('https://lapor.test/')
  expect(await values(tab)).toMatchObject({ title: '' })
})

test('a form is sent once however often the button is pressed', async () => {
  const { tab, posts } = await open({
    '/': (
      <Form page={page} action="/kirim">
        <Button>Kirim laporan</Button>
      </Form>
    ),
  })
  await tab.evaluate(() => {
    const button = document.querySelector('button')
    button?.click()
    button?.click()
  })
  await tab.getByText(t('ui.form.sending')).waitFor()
  expect(posts).toEqual(['/kirim'])
})

test('the counter says what is left and what is too much', async () => {
  const { tab } = await open({ '/': <TextArea t={t} name="body" label="Isi" maxLength={5} value="ab" /> })
  await tab.getByText('Sisa 3 huruf.').waitFor()
  await tab.getByLabel('Isi').fill('abcdefg')
  await tab.getByText('Kelebihan 2 huruf.').waitFor()
})

test('files are added one by one, listed, refused when too big, and taken out again', async () => {
  const { tab } = await open({
    '/': <FileInput t={t} name="files" label="Berkas" multiple maxFiles={2} maxBytes={2_097_152} />,
  })
  const input = tab.locator('input[type=file]')
  const file = (name: string, bytes: number) => ({
    name,
    mimeType: 'image/jpeg',
    buffer: Buffer.alloc(bytes),
  })
  await tab.locator('[data-ready]').waitFor()
  await input.setInputFiles(file('satu.jpg', 2048))
  await input.setInputFiles(file('dua.jpg', 10))
  await tab.getByText('2 KB').waitFor()
  await input.setInputFiles(file('besar.jpg', 2_097_153))
  await tab.getByText(t('ui.files.too_big', { name: 'besar.jpg', size: 2 })).waitFor()
  await tab.getByRole('button', { name: t('ui.files.remove', { name: 'satu.jpg' }) }).click()
  const names = await input.evaluate((element: HTMLInputElement) =>
    [...(element.files ?? [])].map((one) => one.name),
  )
  expect(names).toEqual(['dua.jpg'])
})

test('the position fills the hidden fields and can be removed', async () => {
  const { tab } = await open({ '/': <LocationField t={t} /> })
  await tab.context().grantPermissions(['geolocation'])
  await tab.context().setGeolocation({ latitude: -6.88871234, longitude: 109.6753, accuracy: 12.4 })
  await tab.getByRole('button', { name: t('ui.location.use_mine') }).click()
  await tab.getByText(t('ui.location.found', { accuracy: 12 })).waitFor()
  expect(await values(tab)).toMatchObject({ latitude: '-6.888712', longitude: '109.675300', accuracy: '12' })
  await tab.getByRole('button', { name: t('ui.location.remove') }).click()
  expect(await values(tab)).toMatchObject({ latitude: '', longitude: '', accuracy: '' })
})

test('the appearance changes at once and is told to the server', async () => {
  const { tab, posts } = await open({ '/': <ThemeSwitch page={page} /> })
  await tab.getByRole('button', { name: t('ui.theme.dark') }).click()
  expect(await tab.locator('html').getAttribute('data-theme')).toBe('dark')
  expect(await tab.getByRole('button', { name: t('ui.theme.dark') }).getAttribute('aria-pressed')).toBe(
    'true',
  )
  await expect.poll(() => posts).toEqual(['/tampilan'])
})

test('staff walk a list with j and k, and the slash leads to the search', async () => {
  const card = (number: string) => (
    <ReportCard
      t={t}
      href={`/laporan/${number}`}
      title={number}
      state="submitted"
      trackingNumber={number}
      time="-"
    />
  )
  const { tab } = await open({
    '/': (
      <>
        <SearchBox t={t} label="Cari" />
        <ReportList keys>
          {card('1001')}
          {card('1002')}
        </ReportList>
      </>
    ),
  })
  const focused = () => tab.evaluate(() => document.activeElement?.textContent || document.activeElement?.id)
  await tab.keyboard.press('j')
  await tab.keyboard.press('j')
  expect(await focused()).toBe('1002')
  await tab.keyboard.press('k')
  expect(await focused()).toBe('1001')
  await tab.keyboard.press('/')
  expect(await focused()).toBe('search-q')
  await tab.keyboard.press('j')
  expect(await tab.getByLabel('Cari').inputValue()).toBe('j')
})

type View = Parameters<typeof renderToString>[0]

/** A page with our script at each path, in a fresh browser profile; `posts` are the paths posted to. */
async function open(views: Record<string, View>): Promise<{ tab: Page; posts: string[] }> {
  const context = await browser.newContext()
  const tab = await context.newPage()
  const posts: string[] = []
  const problems: string[] = []
  tab.on('pageerror', (error) => problems.push(error.message))
  await tab.route('https://lapor.test/**', (route) => {
    const { pathname } = new URL(route.request().url())
    if (route.request().method() === 'POST') {
      posts.push(pathname)
      // Without content the browser stays on the page that sent.
      return route.fulfill({ status: 204 })
    }
    if (pathname === '/saran') return route.fulfill({ json: { suggestions: VILLAGES } })
    const script = scripts.get(pathname.slice('/assets/'.length))
    if (script !== undefined) return route.fulfill({ contentType: 'text/javascript', body: script })
    const view = views[pathname]
    if (view === undefined) return route.fulfill({ status: 404, body: '' })
    return route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': POLICY },
      body: `<!doctype html><html lang="id"><title>-</title>${renderToString(view)}<script type="module" src="/assets/${entry}"></script></html>`,
    })
  })
  await tab.goto('https://lapor.test/', { waitUntil: 'networkidle' })
  expect(problems).toEqual([])
  return { tab, posts }
}

/** Names and values of all fields on the page. */
function values(tab: Page): Promise<Record<string, string>> {
  return tab.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLInputElement>('input, textarea')].map((field) => [
        field.name,
        field.value,
      ]),
    ),
  )
}
