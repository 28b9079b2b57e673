/**
 * The GSM 7-bit default alphabet (3GPP TS 23.038, 6.2.1) and its extension table (6.2.1.1), whose characters take two
 * septets. A text with any other character is sent as UCS-2, of which only 70 fit into one SMS.
 */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const EXTENDED = '^{}\\[~]|€\f'
const SEPTETS = new Map<string, number>([
  ...[...BASIC].map((character) => [character, 1] as const),
  ...[...EXTENDED].map((character) => [character, 2] as const),
])

/** What one SMS carries, alone and as a part of a longer one (whose header takes 6 bytes). */
const GSM = { single: 160, part: 153 }
const UCS2 = { single: 70, part: 67 }

/** Signs of typesetting and what people write on a phone for them. */
const PLAIN: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '…': '...',
  '–': '-',
  '—': '-',
  '•': '-',
  '→': '->',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\t': ' ',
  '`': "'",
  ê: 'e',
  ë: 'e',
  á: 'a',
  â: 'a',
  í: 'i',
  ó: 'o',
  ú: 'u',
  É: 'E',
}

/** Septets of a text in the GSM alphabet; null when it holds a character that the alphabet lacks. */
export function gsmSeptets(text: string): number | null {
  let septets = 0
  for (const character of text) {
    const cost = SEPTETS.get(character)
    if (cost === undefined) return null
    septets += cost
  }
  return septets
}

/** How many SMS a text takes. A character of two septets, or a pair of surrogates, is never parted. */
export function smsParts(text: string): number {
  const septets = gsmSeptets(text)
  const limits = septets === null ? UCS2 : GSM
  const total = septets ?? text.length
  if (total <= limits.single) return 1
  let parts = 1
  let used = 0
  for (const character of text) {
    const cost = septets === null ? character.length : (SEPTETS.get(character) ?? 1)
    if (used + cost > limits.part) {
      parts += 1
      used = 0
    }
    used += cost
  }
  return parts
}

/**
 * How much of SMS a text takes, in hundred-and-sixtieths of one: comparable for both alphabets, so that 160 is one SMS
 * and 640 are four.
 */
export function smsUnits(text: string): number {
  const plain = plainText(text)
  const septets = gsmSeptets(plain)
  const { single, part } = septets === null ? UCS2 : GSM
  const total = septets ?? plain.length
  const parts = smsParts(plain)
  if (parts === 1) return Math.ceil((total * 160) / single)
  return (parts - 1) * 160 + Math.ceil(((total - (parts - 1) * part) * 160) / part)
}

/** The text with typesetting replaced, when that brings it into the GSM alphabet or nearer to it. */
export function plainText(text: string): string {
  return text.replaceAll(
    /[^\n\r -~£¥èéùìòÇØøÅåÆæßÉÄÖÑÜ§äöñüà]/gu,
    (character) => PLAIN[character] ?? character,
  )
}
