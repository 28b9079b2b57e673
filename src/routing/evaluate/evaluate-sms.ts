import { readSms, type SmsIntent, type SmsWords } from '../sms-grammar.ts'
import { share } from './evaluate-handlers.ts'

export interface SmsFigures {
  readonly lines: number
  /** Intent, institution and body all right. */
  readonly exact: number
  readonly intent: number
  readonly institution: number
  readonly body: number
}

/** Other names of one intent, as files write them. */
const INTENTS: Readonly<Record<string, SmsIntent['intent']>> = {
  status: 'status',
  cek: 'status',
  check: 'status',
  add: 'add',
  tambah: 'add',
  balas: 'add',
  reply: 'add',
  follow_up: 'add',
  complete: 'add',
  confirm: 'confirm',
  selesai: 'confirm',
  done: 'confirm',
  close: 'confirm',
  dispute: 'dispute',
  belum: 'dispute',
  not_done: 'dispute',
  reopen: 'dispute',
  rate: 'rate',
  nilai: 'rate',
  rating: 'rate',
  stop: 'stop',
  unsubscribe: 'stop',
  help: 'help',
  bantuan: 'help',
  report: 'report',
  lapor: 'report',
  new: 'report',
  new_report: 'report',
  ask: 'report',
  ambiguous: 'report',
  choose: 'report',
}

/** Compare what is read from each SMS with what it should be. */
export function evaluateSms(
  lines: readonly Record<string, unknown>[],
  words: SmsWords,
): { figures: SmsFigures; missed: object[] } {
  const missed: object[] = []
  const right = { exact: 0, intent: 0, institution: 0, body: 0 }
  for (const line of lines) {
    const expected = (line.expect ?? {}) as Record<string, unknown>
    const found = readSms(String(line.text ?? ''), words)
    const institution = found.intent === 'report' ? found.institutionCode : null
    const body = 'body' in found ? found.body : ''
    const intentRight = INTENTS[String(expected.intent ?? 'report').toLowerCase()] === found.intent
    const institutionRight = (expected.institution ?? null) === institution
    const bodyRight =
      typeof expected.body !== 'string' || !('body' in found) || squeezed(expected.body) === squeezed(body)
    right.intent += Number(intentRight)
    right.institution += Number(institutionRight)
    right.body += Number(bodyRight)
    if (intentRight && institutionRight && bodyRight) right.exact += 1
    else missed.push({ text: line.text, expect: expected, found })
  }
  const of = (count: number) => share(count, lines.length) ?? 0
  return {
    missed,
    figures: {
      lines: lines.length,
      exact: of(right.exact),
      intent: of(right.intent),
      institution: of(right.institution),
      body: of(right.body),
    },
  }
}

function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
