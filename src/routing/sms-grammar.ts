import { type KeywordIndex, typingDistance } from './sms/keyword-index.ts'
import { smsKey } from './sms/sms-key.ts'

/** What somebody wants who sends an SMS. */
export type SmsIntent =
  | { readonly intent: 'status'; readonly trackingNumber: string }
  | { readonly intent: 'add'; readonly trackingNumber: string; readonly body: string }
  | { readonly intent: 'confirm'; readonly trackingNumber: string }
  | { readonly intent: 'dispute'; readonly trackingNumber: string; readonly body: string }
  | { readonly intent: 'rate'; readonly trackingNumber: string; readonly rating: number }
  | { readonly intent: 'stop' }
  | { readonly intent: 'help' }
  | {
      readonly intent: 'report'
      /** The institution its keyword names; null when there is none, or several. */
      readonly institutionCode: string | null
      /** Institutions the keyword may mean: ask which. */
      readonly ask: readonly string[]
      readonly body: string
    }

export interface SmsWords {
  readonly keywords: KeywordIndex
  /** Words of the language: such a first word is a keyword only when it is written as one. */
  isWord(key: string): boolean
  /** Words that nobody would take for a name, even of an institution or region so called. */
  isCommon(key: string): boolean
}

const COMMANDS = {
  status: ['status', 'cek', 'lacak', 'check'],
  add: ['tambah', 'balas', 'lengkapi', 'tambahan'],
  confirm: ['selesai', 'puas', 'setuju'],
  dispute: ['belum', 'blm', 'tolak'],
  rate: ['nilai', 'rating', 'bintang'],
} as const
type CommandName = keyof typeof COMMANDS

/** Read an SMS: a command with a tracking number, or a report with or without an institution's keyword before it. */
export function readSms(text: string, words: SmsWords): SmsIntent {
  const plain = text.trim()
  return readCommand(plain) ?? readReport(plain, words)
}

const STOP = /^\s*(stop|berhenti|unreg)(\s+(sms|lapor|semua))?[\s.!]*$/i
const HELP = /^\s*(bantuan|help|menu|petunjuk|tolong\s+bantuan|bantuan\s+sms|\?)[\s.!?]*$/i
/** "#1234-567 890", "no. 1234567890": people copy numbers as they see them. */
const NUMBERED =
  /^\s*([\p{L}]+)[\s:.,#-]*(?:laporan|lap|nomor|nomer|no|id)?[\s:.,#-]*(\d(?:[ .-]?\d){3,14})(?!\d)([\s\S]*)$/iu

function readCommand(text: string): SmsIntent | null {
  if (STOP.test(text)) return { intent: 'stop' }
  if (HELP.test(text)) return { intent: 'help' }
  const bare = smsKey(text)
  if (bare.length >= 6 && !/\d/.test(bare) && typingDistance(bare, 'bantuan', 1) <= 1)
    return { intent: 'help' }
  const match = NUMBERED.exec(text)
  if (match === null) return null
  const [, word = '', digits = '', rest = ''] = match
  const command = commandOf(word.toLowerCase())
  if (command === null) return null
  if (command === 'rate') return readRating(digits, rest)
  const trackingNumber = digits.replaceAll(/\D/g, '')
  const body = rest.replace(/^[\s:,.;#-]+/, '').trim()
  switch (command) {
    case 'status':
      return { intent: 'status', trackingNumber }
    case 'confirm':
      return { intent: 'confirm', trackingNumber }
    case 'add':
      return { intent: 'add', trackingNumber, body }
    case 'dispute':
      return { intent: 'dispute', trackingNumber, body }
  }
}

/** The rating is a number of its own behind the report's. */
function readRating(digits: string, rest: string): SmsIntent | null {
  const behind = /^[\s:,=/#-]*(?:bintang\s*)?([1-5])(?:\s*(?:\/\s*5|bintang))?[\s.!]*$/i.exec(rest)
  if (behind !== null) {
    return { intent: 'rate', trackingNumber: digits.replaceAll(/\D/g, ''), rating: Number(behind[1]) }
  }
  const split = /^(.+?)[ .-]([1-5])$/.exec(digits)
  if (split === null || rest.trim() !== '') return null
  return { intent: 'rate', trackingNumber: (split[1] ?? '').replaceAll(/\D/g, ''), rating: Number(split[2]) }
}

function commandOf(word: string): CommandName | null {
  const names = Object.keys(COMMANDS) as CommandName[]
  const exact = names.find((name) => COMMANDS[name].some((one) => one === word))
  if (exact !== undefined) return exact
  if (word.length < 5) return null
  return (
    names.find((name) =>
      COMMANDS[name].some((one) => one.length >= 5 && typingDistance(word, one, 1) <= 1),
    ) ?? null
  )
}

interface Part {
  readonly key: string
  readonly written: string
  readonly at: number
  readonly end: number
}

/** What may stand before a keyword: "LAPOR PekalonganKota …", "@lapor1708 …", "#lapor". */
const OPENING = /^(?:\s*(?:[@#]\s?)?(?:lapor|lapor1708|1708|lapor!|sp4n)(?:[\s:,#!-]+|$))+/i

function readReport(text: string, words: SmsWords): SmsIntent {
  const opening = OPENING.exec(text)?.[0].length ?? 0
  const whole: SmsIntent = { intent: 'report', institutionCode: null, ask: [], body: text }
  const begin: Part[] = [...text.slice(opening).matchAll(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu)]
    .slice(0, words.keywords.longest)
    .map((match) => ({
      key: smsKey(match[0]),
      written: match[0],
      at: opening + match.index,
      end: opening + match.index + match[0].length,
    }))
  // No name holds a word of another script: there the text itself begins.
  const foreign = begin.findIndex(({ key }) => key === '')
  const found = longestKeyword(text, foreign < 0 ? begin : begin.slice(0, foreign), words)
  if (found === null) return whole
  const body = text
    .slice(found.end)
    .replace(/^[\s:,.;#>/|)\]–—-]+/, '')
    .trim()
  const [code, another] = found.codes
  if (code === undefined) return whole
  if (another !== undefined) return { intent: 'report', institutionCode: null, ask: found.codes, body }
  return { intent: 'report', institutionCode: code, ask: [], body }
}

function longestKeyword(
  text: string,
  parts: readonly Part[],
  { keywords, isWord, isCommon }: SmsWords,
): { codes: readonly string[]; end: number } | null {
  for (let length = parts.length; length >= 1; length -= 1) {
    const used = parts.slice(0, length)
    const key = used.map((part) => part.key).join('')
    const codes = keywords.find(key)
    const end = used.at(-1)?.end ?? 0
    if (codes.length === 0) continue
    // "Polisi tidur rusak", "Batang pohon tumbang": a word of the language that begins a sentence.
    const [first] = used
    const plainWord = length === 1 && (isCommon(key) || (isWord(key) && !keywords.isOwnName(key)))
    if (plainWord && !isMarked(text, first, end)) return null
    return { codes, end }
  }
  for (let length = Math.min(4, parts.length); length >= 1; length -= 1) {
    const used = parts.slice(0, length)
    if (length === 1 && isWord(used[0]?.key ?? '')) continue
    const joined = used.map((part) => part.key).join('')
    const endsInWord = used.slice(1).some(({ key }) => isWord(key) && !KIND_PARTS.includes(key))
    if (endsInWord && joined.length < LONG_KEYWORD) continue
    const codes = keywords.findNear(joined)
    if (codes.length > 0) return { codes, end: used.at(-1)?.end ?? 0 }
  }
  return null
}

const KIND_PARTS: readonly string[] = [
  'kota',
  'kab',
  'kabupaten',
  'barat',
  'timur',
  'utara',
  'selatan',
  'tengah',
]

/** A keyword of so many letters is not met by chance in the words of a sentence. */
const LONG_KEYWORD = 12

/** Written as a keyword: capitals before a text that is not all capitals, or a sign behind it. */
function isMarked(text: string, first: Part | undefined, end: number): boolean {
  if (first === undefined) return false
  const shouted = first.written.length > 2 && first.written === first.written.toUpperCase()
  const rest = text.slice(end)
  return (shouted && rest !== rest.toUpperCase()) || /^\s*[:#>]/.test(rest)
}
