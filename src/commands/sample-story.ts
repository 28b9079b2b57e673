import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One report of the training sample with what happened to it; lines of `registry/sample/*.jsonl`. */
export interface Story {
  readonly ref: string
  readonly days_ago: number
  /** Local time in western Indonesia, HH:MM. */
  readonly at: string
  readonly class: string
  readonly oversight: boolean
  readonly title: string | null
  readonly body: string
  readonly public_title: string
  readonly area_code: string | null
  readonly location_text: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly category_code: string | null
  readonly institution_code: string | null
  readonly channel: string
  readonly anonymous: boolean
  readonly secret: boolean
  readonly name: string
  readonly phone: string | null
  readonly email: string | null
  readonly steps: readonly StoryStep[]
}

export interface StoryStep {
  readonly after_hours: number
  readonly action: string
  /** `reporter`, `system` or an institution's code. */
  readonly by: string
  readonly to?: string
  readonly text?: string
  readonly category_code?: string
  readonly public_body?: string
  readonly visibility?: 'public' | 'internal'
  readonly propose?: string
  readonly reason?: string
  readonly rating?: number
}

/** All stories of the sample, the oldest first. */
export function readStories(projectDir: string): Story[] {
  const folder = join(projectDir, 'registry', 'sample')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line.trim() !== '')
    .map((line): Story => JSON.parse(line))
    .sort((a, b) => b.days_ago - a.days_ago || (a.at < b.at ? -1 : 1))
}
