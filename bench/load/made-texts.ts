import { join } from 'node:path'
import { readStories, type Story } from '../../src/commands/sample-story.ts'
import { coldStartExamples, type Example } from '../../src/routing/matter/training-data.ts'
import { readRegistryFiles } from '../../src/routing/registry-view.ts'
import { readTable, splitCell } from '../../src/routing/text/read-table.ts'
import type { Draw } from './draw.ts'
import type { MadeCategory, MadeRegency } from './made-registry.ts'

/** Where something happened; reports of one incident share it. */
export interface MadePlace {
  readonly regency: MadeRegency
  readonly village: MadeRegency['villages'][number]
  /** As people name it: Jalan Sukamaju. */
  readonly street: string
}

export interface MadeText {
  readonly title: string
  readonly body: string
  readonly location: string
  /** What of the text comes again and again; its words are looked up once. */
  readonly parts: readonly string[]
}

export interface MadeTexts {
  report(draw: Draw, category: MadeCategory, place: MadePlace): MadeText
  /** What was said at such a step of the sample's stories. */
  said(draw: Draw, action: string): string
  name(draw: Draw): string
}

const GREETINGS = [
  '',
  '',
  '',
  'Selamat pagi. ',
  'Assalamualaikum. ',
  'Mohon bantuannya, ',
  'Yth. Bapak/Ibu, ',
]
const PLACES = [
  'Lokasinya di {street}, {village}, {district}.',
  'Kejadiannya di {street} dekat balai desa {village}.',
  'Ini di {street} RT {rt} RW {rw} {village}.',
  'Tempatnya {street} {village}, {regency}.',
]
const ENDINGS = [
  'Mohon segera ditangani.',
  'Sudah lama sekali begini.',
  'Terima kasih.',
  'Tolong jangan dibiarkan.',
  'Warga sudah mengeluh sejak bulan lalu.',
  '',
]

/** Texts made of the registry's own words, examples and sample. */
export function readMadeTexts(projectDir: string): MadeTexts {
  const phrases = new Map(
    readTable(join(projectDir, 'registry', 'routing', 'category-words.csv')).map((row) => [
      row.category ?? '',
      splitCell(row.words),
    ]),
  )
  const bodies = bodiesByCategory(coldStartExamples(projectDir, readRegistryFiles(projectDir)))
  const stories = readStories(projectDir)
  const said = saidByAction(stories)
  const names = stories.map((story) => story.name.split(' '))
  return {
    report: (draw, category, place) => {
      const words = phrases.get(category.code) ?? ['pelayanan lambat']
      const phrase = draw.pick(words)
      const body = draw.pick(bodies.get(category.code) ?? words)
      const where = draw
        .pick(PLACES)
        .replace('{street}', place.street)
        .replace('{village}', place.village.name)
        .replace('{district}', place.village.district)
        .replace('{regency}', place.regency.name)
        .replace('{rt}', String(1 + draw.below(12)).padStart(2, '0'))
        .replace('{rw}', String(1 + draw.below(9)).padStart(2, '0'))
      const ending = draw.pick(ENDINGS)
      return {
        title: `${phrase.slice(0, 1).toUpperCase()}${phrase.slice(1)} di ${place.village.name}`,
        body: `${draw.pick(GREETINGS)}${body} ${where} ${ending}`.trim(),
        location: `${place.street}, ${place.village.name}`,
        parts: [phrase, body, `${place.street}, ${place.village.name}`, ending],
      }
    },
    said: (draw, action) => draw.pick(said.get(action) ?? ['Sudah kami tindak lanjuti di lapangan.']),
    name: (draw) => `${draw.pick(names)[0] ?? ''} ${draw.pick(names).at(-1) ?? ''}`.trim(),
  }
}

/** Examples with a class are whole texts; the others are lists of words. */
function bodiesByCategory(examples: readonly Example[]): Map<string, string[]> {
  const bodies = new Map<string, string[]>()
  for (const { label, text, class: reportClass } of examples) {
    if (reportClass === null || label === '') continue
    bodies.set(label, [...(bodies.get(label) ?? []), text.trim().replaceAll('\n', '. ')])
  }
  return bodies
}

function saidByAction(stories: readonly Story[]): Map<string, string[]> {
  const said = new Map<string, string[]>()
  for (const step of stories.flatMap((story) => story.steps)) {
    if (step.text === undefined || step.text.length < 10) continue
    said.set(step.action, [...(said.get(step.action) ?? []), step.text])
  }
  return said
}
