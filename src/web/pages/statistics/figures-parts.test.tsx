import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { translator } from '../../../i18n/index.ts'
import { NO_MEASURES } from '../../../statistics/index.ts'
import type { PageFrame } from '../../../ui/index.ts'
import { PartsTable } from './figures-parts.tsx'

const page: PageFrame = {
  t: translator('id'),
  language: 'id',
  theme: 'system',
  path: '/statistik',
  assets: { css: [], script: null, font: null, offline: [] },
  mode: 'training',
  csrfToken: null,
}

test('a table of very many parts says how many of them it leaves out', () => {
  const draw = (count: number) => {
    const shown = Array.from({ length: count }, (_, index) => ({
      ...NO_MEASURES,
      key: `33.75.${index}`,
    }))
    const names = { categories: new Map(), areas: new Map() }
    return renderToString(
      <PartsTable page={page} part="area" parts={{ shown, others: null }} names={names} />,
    )
  }
  expect(draw(25)).not.toContain('tidak ditampilkan')
  const body = draw(28)
  expect(body.match(/scope="row"/g)).toHaveLength(25)
  expect(body).toContain('3 lagi tidak ditampilkan')
})
