import type { Db } from '../../../db/index.ts'
import { localDate } from '../../../deadlines/index.ts'
import type { AppContext } from '../../../http/index.ts'
import { asksNik } from '../../../identity/index.ts'
import { listCategories } from '../../../institutions/index.ts'
import type { SimilarReport } from '../../../reports/index.ts'
import type { ChoiceGroup, PageFrame } from '../../../ui/index.ts'
import type { FormProblems } from '../../field-problems.ts'
import type { Candidate } from '../../find-named.ts'
import type { KeptUpload } from './draft.ts'
import type { TellValues } from './values.ts'

/** Something to say above the form that belongs to no field. */
export interface TellNotice {
  readonly tone: 'info' | 'success' | 'warning' | 'danger'
  readonly title: string
  readonly text: string
}

export interface TellModel {
  readonly values: TellValues
  readonly files: readonly KeptUpload[]
  readonly problems: FormProblems
  readonly notice: TellNotice | null
  /** Values come from this very posting: what the browser kept is older. */
  readonly posted: boolean
  /** A draft of an earlier visit was brought back. */
  readonly restored: boolean
  readonly areaChoices: readonly Candidate[]
  readonly institutionChoices: readonly Candidate[]
  /** What probably tells of the same already. */
  readonly similar: readonly SimilarReport[]
  /** A person decided on those: sending asks no more. */
  readonly similarSeen: boolean
  readonly categories: readonly ChoiceGroup[]
  /** Some reports need the reporter's NIK. */
  readonly asksNik: boolean
  /** The last day something can have happened, `YYYY-MM-DD`. */
  readonly today: string
  readonly mapTiles: { readonly url: string; readonly attribution: string } | null
  /** The copy of the page that phones keep for times without a network. */
  readonly offline: boolean
  /** The draft was given up: what the browser kept goes too. */
  readonly emptied: boolean
}

/** What the form needs beside what was typed. */
export async function tellSurroundings(context: AppContext, frame: Pick<PageFrame, 't' | 'language'>) {
  const { mapTiles } = context.config
  return {
    // A category is optional: a registry that cannot be read must not keep anyone from telling.
    categories: await categoryGroups(context.db, frame).catch(() => []),
    asksNik: await asksNik(context.db).catch(() => false),
    // Where the day begins first: what happened this morning in the east is not the future.
    today: localDate(context.clock.now(), 'Asia/Jayapura'),
    mapTiles: mapTiles === null ? null : { url: mapTiles.urlTemplate, attribution: mapTiles.attribution },
  }
}

/** The tree of categories as groups of a select; a group itself is its last entry. */
async function categoryGroups(
  db: Db,
  { t, language }: Pick<PageFrame, 't' | 'language'>,
): Promise<ChoiceGroup[]> {
  const nameOf = (category: { name_id: string; name_en: string }) =>
    language === 'en' ? category.name_en : category.name_id
  return (await listCategories(db)).map((group) => ({
    group: nameOf(group),
    choices: [
      ...group.children.map((category) => ({ value: category.code, label: nameOf(category) })),
      { value: group.code, label: t('tell.category.rest', { group: nameOf(group) }) },
    ],
  }))
}
