import type { AbuseRules } from '../../../db/index.ts'
import type { ListedBlock } from '../../../identity/index.ts'
import type { listAppeals, listFalseMarks } from '../../../reports/index.ts'
import type { ConsoleFrame } from '../../console-page.tsx'
import type { Refused } from '../../form-values.ts'

export const ABUSE_PATH = '/petugas/penyalahgunaan'
export const ABUSE_PARTS = ['keberatan', 'blokir', 'laporan', 'aturan'] as const
export type AbusePart = (typeof ABUSE_PARTS)[number]

export type ListedAppeal = Awaited<ReturnType<typeof listAppeals>>[number]
export type ListedMark = Awaited<ReturnType<typeof listFalseMarks>>[number]

export interface AbuseModel {
  readonly part: AbusePart
  readonly appeals: readonly ListedAppeal[]
  readonly blocks: readonly ListedBlock[]
  readonly marks: readonly ListedMark[]
  readonly rules: AbuseRules
  /** The report whose reporter is to be blocked, when one comes from its page. */
  readonly target: string
  readonly refused: Refused | null
  readonly ok: string
}

export interface AbuseProps {
  readonly frame: ConsoleFrame
  readonly model: AbuseModel
}
