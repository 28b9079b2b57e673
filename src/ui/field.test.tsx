import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { translator } from '../i18n/index.ts'
import { RadioCards, RatingInput } from './choice-field.tsx'
import { Combobox } from './combobox.tsx'
import { ErrorSummary } from './feedback.tsx'
import { fieldWiring } from './field.tsx'
import { TextArea, TextInput } from './text-field.tsx'

const t = translator('id')

test('a field without hint and error describes nothing', () => {
  expect(fieldWiring({ name: 'title', label: 'Judul' })).toEqual({
    id: 'title',
    'aria-describedby': undefined,
    'aria-invalid': undefined,
  })
})

test('a wrong field is described by its hint first and its error second', () => {
  expect(
    fieldWiring({
      name: 'title',
      id: 'report-title',
      label: 'Judul',
      hint: 'Pendek',
      error: 'Terlalu panjang',
    }),
  ).toEqual({
    id: 'report-title',
    'aria-describedby': 'report-title-hint report-title-error',
    'aria-invalid': true,
  })
})

test('an empty error means that the field is fine', () => {
  expect(fieldWiring({ name: 'title', label: 'Judul', error: '' })['aria-invalid']).toBeUndefined()
  expect(renderToString(<TextInput name="title" label="Judul" error={null} />)).not.toContain('field-wrong')
})

test('label, error and control find each other, and what was typed is kept and escaped', () => {
  const html = renderToString(<TextInput name="title" label="Judul" error="Tulis judul" value={'"><b>'} />)
  expect(html).toContain('<label class="field-label" for="title">')
  expect(html).toContain('id="title-error"')
  expect(html).toContain('aria-describedby="title-error" aria-invalid="true"')
  expect(html).toContain('value="&quot;>&lt;b>"')
})

test('a text area is also described by its counter', () => {
  const html = renderToString(
    <TextArea t={t} name="body" label="Isi" hint="Jelas" maxLength={100} value="a < b" />,
  )
  expect(html).toContain('aria-describedby="body-hint body-count"')
  expect(html).toContain('id="body-count"')
  expect(html).toContain('>a &lt; b</textarea>')
})

test('a group of choices answers to the id that an error links to', () => {
  const html = renderToString(
    <RadioCards
      name="class"
      label="Jenis"
      error="Pilih satu"
      value="b"
      choices={[
        { value: 'a', label: 'A' },
        { value: 'b', label: 'B' },
      ]}
    />,
  )
  expect(html).toContain('<fieldset class="field field-wrong" id="class" aria-describedby="class-error">')
  expect(html).toContain('value="b" checked')
  expect(html).not.toContain('value="a" checked')
})

test('a rating posts 1 for the first word and 5 for the last', () => {
  const html = renderToString(
    <RatingInput name="rating" label="Nilai" words={['a', 'b', 'c', 'd', 'e']} value={5} />,
  )
  expect(html.match(/value="\d"/g)).toEqual(['value="1"', 'value="2"', 'value="3"', 'value="4"', 'value="5"'])
  expect(html).toContain('value="5" checked')
})

test('the error summary leads to each field and is left out without errors', () => {
  const html = renderToString(
    <ErrorSummary title="Perbaiki" errors={[{ text: 'Tulis judul', href: '#title' }]} />,
  )
  expect(html).toContain('<a href="#title">Tulis judul</a>')
  expect(html).toContain('role="alert"')
  expect(renderToString(<ErrorSummary title="Perbaiki" errors={[]} />)).toBe('')
})

test('a combobox posts what was typed and what was chosen, without any script', () => {
  const html = renderToString(
    <Combobox t={t} name="area" label="Wilayah" url="/saran?q={query}" value="Bendan" code="33.75" />,
  )
  expect(html).toMatch(/<input[^>]* name="area" value="Bendan"/)
  expect(html).toMatch(/<input type="hidden" name="area_code" value="33.75"/)
  expect(html).not.toContain('role="combobox"')
})
