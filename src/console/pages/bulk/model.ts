import type { PostedForm } from '../../../http/index.ts'
import type { HandleMany, ManyCommand } from '../../../reports/index.ts'

export type BulkAction = ManyCommand['action']

/** The word for each action in addresses. */
const SLUGS: Readonly<Record<BulkAction, string>> = {
  assign: 'disposisi',
  hold: 'tunda',
  archive: 'arsipkan',
  follow_up: 'tanggapi',
}

export const BULK_ACTIONS = Object.keys(SLUGS) as readonly BulkAction[]
export const BULK_PATH = '/petugas/massal'

export function slugOf(action: BulkAction): string {
  return SLUGS[action]
}

export function actionOfSlug(slug: string): BulkAction | null {
  return BULK_ACTIONS.find((action) => SLUGS[action] === slug) ?? null
}

/** Numbers as they were ticked in a list; each counts once. */
export function chosenNumbers(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => /^\d{10}$/.test(value)))]
}

/** The ticked reports of the form, each with the version that was shown. */
export function chosenReports(posted: PostedForm): HandleMany['reports'] {
  const versions = new Map<string, number>()
  for (const value of posted.getAll('laporan')) {
    const [, number, version] = /^(\d{10}):(\d{1,9})$/.exec(value) ?? []
    if (number !== undefined) versions.set(number, Number(version))
  }
  return [...versions].map(([trackingNumber, version]) => ({ trackingNumber, version }))
}
