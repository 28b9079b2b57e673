import type { BulkAction } from '../../src/console/pages/bulk/model.ts'
import type { FormName } from '../../src/console/pages/report/possible-actions.ts'
import type { Counterparts } from './counterpart.ts'

type Operations = readonly [string, ...string[]]

/** Each form of a report's page in the console. */
const OF_A_REPORT: Readonly<Record<FormName, Operations>> = {
  verify: ['postReportVerify'],
  assign: ['postReportAssign'],
  respond: ['postReportFollowUp', 'postReportAnswer'],
  complete: ['postReportComplete'],
  close: ['postReportClose'],
  restore: ['postReportRestore'],
  hold: ['postReportHold'],
  return: ['postReportReturn'],
  correct: ['postReportCorrect'],
  archive: ['postReportArchive'],
  task: ['postReportTasksFollowUp', 'postReportTasksFinish', 'postReportTasksDecline'],
  add_task: ['postReportTasks'],
  cancel_task: ['postReportTasksCancel'],
  join: ['postReportJoin'],
  unjoin: ['postReportUnjoin'],
  take_over: ['postReportTakeOver'],
  promise_kept: ['postReportPromiseKept'],
  approve_answer: ['postReportApproveAnswer'],
  reject_answer: ['postReportRejectAnswer'],
  ask_contact: ['postReportAskIdentity'],
}

const VIEW = {
  none: 'A filter under a name, for the console’s own list; a program keeps its questions itself.',
}

/** What officers do with reports in the console, and what a program calls instead. */
export const PAGES_OF_REPORTS: Counterparts = {
  ...Object.fromEntries(
    Object.entries(OF_A_REPORT).map(([form, by]) => [
      `POST /petugas/laporan/:number/:action ${form}`,
      { by },
    ]),
  ),
  'POST /petugas/laporan/:number/batal-otomatis': { later: 'reporters' },
  'POST /petugas/laporan/:number/tidak-benar': { by: ['postReportMarkFalse', 'postReportUnmarkFalse'] },
  'POST /petugas/laporan/:number/foto/:id': { later: 'reporters' },
  'POST /petugas/laporan/:number/identitas': { later: 'reporters' },
  'POST /petugas/laporan/:number/identitas/baca': { later: 'reporters' },
  'POST /petugas/pembukaan-identitas/:id': { later: 'reporters' },
  'POST /petugas/pembukaan-identitas/penjaga': { later: 'reporters' },
  ...Object.fromEntries(
    (['assign', 'hold', 'archive', 'follow_up'] satisfies BulkAction[]).map((action) => [
      `POST /petugas/massal/:action ${action}`,
      { later: 'reporters' } as const,
    ]),
  ),
  'POST /petugas/unduhan': { by: ['getInbox'] },
  'POST /petugas/tampilan-tersimpan': VIEW,
  'POST /petugas/tampilan-tersimpan/ubah': VIEW,
  'POST /petugas/tampilan-tersimpan/hapus': VIEW,
}
