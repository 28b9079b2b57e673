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

/** Each form for many reports at once. */
const OF_MANY: Readonly<Record<BulkAction, Operations>> = {
  assign: ['postBulkAssign'],
  hold: ['postBulkHold'],
  archive: ['postBulkArchive'],
  follow_up: ['postBulkFollowUp'],
}

const VIEW = {
  none: 'A filter under a name, for the console’s own list; a program keeps its questions itself.',
}

/** What officers do with reports in the console, and what a program calls instead. */
export const PAGES_OF_REPORTS: Counterparts = {
  ...named('POST /petugas/laporan/:number/:action', OF_A_REPORT),
  'POST /petugas/laporan/:number/batal-otomatis': { by: ['postReportUndoAutomation'] },
  'POST /petugas/laporan/:number/tidak-benar': { by: ['postReportMarkFalse', 'postReportUnmarkFalse'] },
  'POST /petugas/laporan/:number/foto/:id': { by: ['postReportAttachmentBlur'] },
  'POST /petugas/laporan/:number/identitas': { by: ['postReportUnsealRequests'] },
  'POST /petugas/laporan/:number/identitas/baca': { by: ['postReportReadIdentity'] },
  'POST /petugas/pembukaan-identitas/:id': { by: ['getUnsealRequests', 'postUnsealRequestDecide'] },
  'POST /petugas/pembukaan-identitas/penjaga': { by: ['postCustodians'] },
  ...named('POST /petugas/massal/:action', OF_MANY),
  'POST /petugas/unduhan': { by: ['postExports', 'getExportFile'] },
  'POST /petugas/tampilan-tersimpan': VIEW,
  'POST /petugas/tampilan-tersimpan/ubah': VIEW,
  'POST /petugas/tampilan-tersimpan/hapus': VIEW,
}

/** One address for several forms: each is listed under its name. */
function named(address: string, forms: Readonly<Record<string, Operations>>): Counterparts {
  return Object.fromEntries(Object.entries(forms).map(([form, by]) => [`${address} ${form}`, { by }]))
}
