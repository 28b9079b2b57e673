/** What a sender wants done with one of their reports. */
export type ReportCommand =
  | { readonly name: 'status' }
  | { readonly name: 'add'; readonly text: string }
  | { readonly name: 'confirm' }
  | { readonly name: 'dispute'; readonly text: string }
  | { readonly name: 'rate'; readonly rating: number }
  | { readonly name: 'withdraw' }

/** What needs no report. */
export type PlainCommand =
  | 'stop'
  | 'start'
  | 'help'
  | 'greeting'
  | 'new'
  | 'english'
  | 'indonesian'
  | 'sign_in'

const PLAIN: readonly (readonly [PlainCommand, RegExp])[] = [
  ['stop', /^(stop|berhenti|unreg)( (sms|lapor|semua))?$/],
  ['start', /^(mulai|aktif|aktifkan|start|reg)( lapor)?$|^\/start\b.*$/],
  [
    'help',
    /^(bantuan|bantu|help|menu|petunjuk|panduan|info|cara|tolong bantuan|bantuan sms|\/help|\/bantuan)$/,
  ],
  ['sign_in', /^(masuk|login|log in|sign in|laporan saya|masuk laporan saya|\/masuk)$/],
  ['english', /^(english|inggris|bahasa inggris|in english)$/],
  ['indonesian', /^(indonesia|bahasa|bahasa indonesia)$/],
  [
    'greeting',
    /^(halo+|hal+o|hai+|hi|hello|hey|p+|tes|test|testing|assalam\w*( \w+)?|ass?wr ?wb|permisi|selamat (pagi|siang|sore|malam)|(pagi|siang|sore|malam)( (pak|bu|min|admin|kak))?|min|admin|lapor|(mau|saya mau|saya ingin|ingin) (me)?lapor( dong)?|lapor pak|ping)$/,
  ],
]

/** A command that needs no report and no number; null when the text is none. */
export function readPlainCommand(text: string): PlainCommand | null {
  const plain = words(text)
  return PLAIN.find(([, pattern]) => pattern.test(plain))?.[0] ?? null
}

/** "BARU", or "BARU <text>": what was taken as an addition, or comes now, is a report of its own. */
export function readNewReport(text: string): { readonly rest: string } | null {
  const match = /^\s*(?:laporan\s+baru|lapor\s+baru|baru)\b[\s:,.;#-]*([\s\S]*)$/iu.exec(text)
  return match === null ? null : { rest: (match[1] ?? '').trim() }
}

/**
 * A command without a number, as a person writes who has only one report. Whether it is meant as a command depends on
 * what can be done now: "Belum ada air di desa kami" is a report, unless an answer waits to be judged.
 */
export function readBareCommand(
  text: string,
  can: { readonly judge: boolean; readonly add: boolean; readonly rate: boolean },
): ReportCommand | null {
  const plain = words(text)
  if (/^(status|cek|lacak|check|(?:lihat )?kabar)( (laporan|lap|aduan))?( (saya|kami))?$/.test(plain))
    return { name: 'status' }
  if (/^(batal|batalkan|cabut)( laporan)?( saya)?$/.test(plain)) return { name: 'withdraw' }
  if (/^(selesai|puas|setuju|sudah selesai|sdh selesai|udah selesai|beres|sudah beres)$/.test(plain)) {
    return { name: 'confirm' }
  }
  const rating = /^(?:nilai|rating|bintang)\s*([1-5])(?: bintang)?$/.exec(plain)?.[1]
  if (rating !== undefined) return { name: 'rate', rating: Number(rating) }
  const rest = (pattern: RegExp) => pattern.exec(text)?.[1]?.trim() ?? null
  const dispute = rest(
    /^\s*(?:belum(?:\s+selesai|\s+beres)?|blm(?:\s+selesai)?|tolak)\b[\s:,.;-]*([\s\S]*)$/iu,
  )
  if (dispute !== null && (can.judge || dispute === '')) return { name: 'dispute', text: dispute }
  const addition = rest(/^\s*(?:tambah|balas|lengkapi|tambahan)\b[\s:,.;-]*([\s\S]*)$/iu)
  if (addition !== null && (can.add || addition === '')) return { name: 'add', text: addition }
  return null
}

/** BATAL with a number, which the grammar of SMS does not know. */
export function readNumberedWithdrawal(text: string): string | null {
  const match =
    /^\s*(?:batal|batalkan|cabut)[\s:.,#-]*(?:laporan|no|nomor)?[\s:.,#-]*(\d(?:[ .-]?\d){3,14})\s*$/iu.exec(
      text,
    )
  return match?.[1]?.replaceAll(/\D/g, '') ?? null
}

/** Lower case, single blanks, no punctuation at the ends. */
function words(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}/]+/gu, ' ')
    .trim()
}
