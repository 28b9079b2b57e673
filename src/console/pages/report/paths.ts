import type { FormName } from './possible-actions.ts'

/** The last part of each form's address. */
const SLUGS: Readonly<Record<FormName, string>> = {
  assign: 'disposisi',
  verify: 'verifikasi',
  respond: 'tanggapi',
  complete: 'lengkapi',
  close: 'tutup',
  restore: 'pulihkan',
  hold: 'tunda',
  return: 'kembalikan',
  correct: 'perbaiki',
  archive: 'arsipkan',
  task: 'tugas',
  add_task: 'minta-dukungan',
  cancel_task: 'batalkan-tugas',
  join: 'gabungkan',
  unjoin: 'pisahkan',
  take_over: 'ambil-alih',
  promise_kept: 'janji-dipenuhi',
  approve_answer: 'setujui-jawaban',
  reject_answer: 'kembalikan-jawaban',
  ask_contact: 'minta-kontak',
}

const FORM_NAMES = Object.keys(SLUGS) as readonly FormName[]

export function reportPath(trackingNumber: string): string {
  return `/petugas/laporan/${trackingNumber}`
}

/** A photo of a report, where faces and plates are covered. */
export function photoPath(trackingNumber: string, id: string): string {
  return `${reportPath(trackingNumber)}/foto/${id}`
}

export function identityPath(trackingNumber: string): string {
  return `${reportPath(trackingNumber)}/identitas`
}

/** Where an archived report is marked as false. */
export function markPath(trackingNumber: string): string {
  return `${reportPath(trackingNumber)}/tidak-benar`
}

export function actionPath(trackingNumber: string, form: FormName): string {
  return `${reportPath(trackingNumber)}/${SLUGS[form]}`
}

export function formOfSlug(slug: string): FormName | null {
  return FORM_NAMES.find((form) => SLUGS[form] === slug) ?? null
}
