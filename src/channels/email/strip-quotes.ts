/** Stands above every mail of ours; what is below it in an answer is ours. */
export const REPLY_MARK = '— · —'

/** What ends the words of the person: whatever mail programs put above the mail that is answered. */
const QUOTE_HEADS: readonly RegExp[] = [
  /^>?\s*(on|pada|le|am|el)\b.{0,200}\b(wrote|menulis|a écrit|schrieb|escribió)\s*:?\s*$/i,
  /^.{0,120}<[^<>@\s]+@[^<>@\s]+>\s*(wrote|menulis)\s*:\s*$/i,
  /^\d{4}[-/]\d{1,2}[-/]\d{1,2}.{0,120}<[^<>@\s]+@[^<>@\s]+>\s*:\s*$/,
  /^\s*-{2,}\s*(original message|pesan asli|pesan terusan|forwarded message|balasan pesan|reply message)\s*-{2,}\s*$/i,
  /^\s*_{20,}\s*$/,
]
/** Outlook's head of the answered mail: two of these lines after each other. */
const HEAD_LINE =
  /^\s*\*?(from|sent|to|subject|dari|dikirim|tanggal|kepada|ke|perihal|subjek|date)\s*:\*?\s*\S/i
const SIGNATURES: readonly RegExp[] = [
  /^--\s*$/,
  /^\s*(sent from|dikirim dari|terkirim dari|get outlook for|dapatkan outlook|sent via|diketik dari)\b.{0,80}$/i,
]

/** The person's own words: without what they answer to, and without their signature. */
export function stripQuotes(text: string): string {
  const lines = text.replaceAll(/\r\n?/g, '\n').split('\n')
  const end = lines.findIndex((_line, index) => endsWords(lines, index))
  const above = (end < 0 ? lines : lines.slice(0, end)).filter((line) => !line.startsWith('>'))
  const words = withoutSignature(above)
  if (words !== '') return words
  // Some write below what they answer.
  const below = lines.filter((line, index) => !line.startsWith('>') && !endsWords(lines, index))
  return withoutSignature(below)
}

function endsWords(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? ''
  if (line.includes(REPLY_MARK)) return true
  // Long heads are broken in two.
  const joined = `${line} ${lines[index + 1] ?? ''}`.trim()
  if (QUOTE_HEADS.some((head) => head.test(line) || (/^>?\s*(on|pada)\b/i.test(line) && head.test(joined))))
    return true
  return HEAD_LINE.test(line) && HEAD_LINE.test(lines[index + 1] ?? '')
}

function withoutSignature(lines: readonly string[]): string {
  const end = lines.findIndex((line) => SIGNATURES.some((signature) => signature.test(line)))
  return (end < 0 ? lines : lines.slice(0, end))
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}
