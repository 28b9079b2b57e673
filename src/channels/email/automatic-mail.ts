import type { ParsedMail } from 'mailparser'

/**
 * Whether no person wrote this mail. It is never answered: two machines that answer each other never stop.
 * By RFC 3834 (Auto-Submitted, null return path), and by what programs older than it or beside it write.
 */
export function isAutomatic(mail: ParsedMail, ownAddress: string): boolean {
  const header = (name: string) => readHeaders(mail, name)[0] ?? null
  const submitted = header('auto-submitted')
  if (submitted !== null && !/^no\b/.test(submitted)) return true
  if (header('return-path') === '<>') return true
  if (/^(bulk|junk|list|auto_reply)$/.test(header('precedence') ?? '')) return true
  if (/\b(all|autoreply|oof)\b/.test(header('x-auto-response-suppress') ?? '')) return true
  if (AUTOMATIC.some((name) => header(name) !== null)) return true
  if (/^multipart\/report\b/.test(header('content-type') ?? '')) return true
  const from = mail.from?.value[0]?.address?.toLowerCase() ?? ''
  return MACHINES.test(from) || isOwn(from, ownAddress)
}

/** Headers that only machines and lists write. */
const AUTOMATIC = [
  'x-autoreply',
  'x-autorespond',
  'x-auto-reply',
  'x-failed-recipients',
  'list-id',
  'list-unsubscribe',
]
const MACHINES = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+._-][^@]*)?@/

function isOwn(from: string, ownAddress: string): boolean {
  const [user = '', domain = ''] = ownAddress.split('@')
  const [local = '', host = ''] = from.split('@')
  return host === domain && local.split('+')[0] === user
}

/** The headers of a name in small letters, each on one line, the topmost first: the one the last server wrote. */
export function readHeaders(mail: ParsedMail, name: string): string[] {
  return mail.headerLines
    .filter(({ key }) => key === name)
    .map(({ line }) =>
      line
        .slice(line.indexOf(':') + 1)
        .replaceAll(/\s+/g, ' ')
        .trim()
        .toLowerCase(),
    )
}
