import type { Counterparts } from './counterpart.ts'

const DEVICE = { none: 'A passkey belongs to a browser and to the host name of its page.' }

/** Each form of the pages of citizens, and what a program calls instead. */
export const PAGES_OF_PEOPLE: Counterparts = {
  'POST /lapor': { by: ['postReports', 'postAttachments'] },
  'POST /lapor/antrean': { by: ['postReports'] },
  'POST /lapor/serupa': { by: ['postSimilarReports'] },
  'POST /lapor/bagikan': {
    none: 'Where the phone’s own sharing leads; a program has the text and the photo.',
  },
  'POST /unggah': { by: ['postAttachments'] },
  'PATCH /unggah/:id': { none: 'A file in pieces for bad lines; a program sends it whole, and again.' },
  'DELETE /unggah/:id': { none: 'A file that no report names goes by itself after two days.' },
  'POST /tanam/:code': { by: ['postReports'] },
  'POST /tanam/:code/:number': { by: ['postReportConfirmIdentity'] },
  'POST /laporan/akses': { by: ['postReportSendCode', 'postReportCheckCode'] },
  'POST /laporan/:number/kode': {
    by: ['postReportConfirmIdentity', 'postReportCheckCode', 'postReportResendCode'],
  },
  'POST /laporan/:number/identitas': { by: ['postReportStateIdentity'] },
  'POST /laporan/:number/tambah': { by: ['postReportAddInformation'] },
  'POST /laporan/:number/lengkapi': { by: ['postReportComplete'] },
  'POST /laporan/:number/selesai': { by: ['postReportConfirm'] },
  'POST /laporan/:number/belum-selesai': { by: ['postReportDispute'] },
  'POST /laporan/:number/batal': { by: ['postReportWithdraw'] },
  'POST /laporan/:number/kontak': { by: ['postReportDecideIdentity'] },
  'POST /laporan/:number/tolak-otomatis': { by: ['postReportObjectToAutomation'] },
  'POST /laporan/:number/ikut': { by: ['postReportSupport'] },
  'POST /laporan/:number/survei': { by: ['getReportSurvey', 'postReportSurvey'] },
  'POST /saya': { by: ['postReporterCodes'] },
  'POST /saya/kode/:id': { by: ['postReporterCodeCheck', 'postReporterCodeResend'] },
  'POST /saya/keluar': { by: ['postReporterSignOut'] },
  'POST /saya/laporan/:number': { by: ['postReportClaim', 'postReportWithdraw'] },
  'POST /saya/kontak': {
    by: ['postReporterContacts', 'postReporterContactPrefer', 'postReporterContactRemove'],
  },
  'POST /saya/data': {
    by: ['getReporterData', 'postReporterName', 'postReporterWithdrawConsent', 'postReporterDelete'],
  },
  'POST /keberatan': { by: ['getReporterAppeals', 'postReporterAppeals'] },
  'POST /pelatihan/kanal': {
    none: 'Training mode’s stand-in for a phone; a program writes to the channel itself.',
  },
  'POST /saya/kabar': { none: 'Web Push reaches a browser; a program is told by webhooks, or reads.' },
  'POST /saya/kunci/mulai': DEVICE,
  'POST /saya/kunci': DEVICE,
  'POST /saya/masuk/mulai': DEVICE,
  'POST /saya/masuk': DEVICE,
}
