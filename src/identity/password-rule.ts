import { invalid } from '../errors.ts'

/** Length first: a long phrase beats a short puzzle (NIST SP 800-63B §3.1.1). */
export const PASSWORD_MIN_LENGTH = 12
/** Longer ones cost the server more to hash than they add. */
export const PASSWORD_MAX_LENGTH = 200

/** Words that everybody here would try first; the worldwide list knows few of them. */
const LOCAL_WORDS = [
  'indonesia',
  'bismillah',
  'alhamdulillah',
  'assalamualaikum',
  'katasandi',
  'rahasia',
  'merdeka',
  'pancasila',
  'garuda',
  'lapor',
  'sp4nlapor',
  'pelayanan',
  'administrator',
  'admin',
  'pengaduan',
  'masyarakat',
  'sayang',
  'pejabat',
  'petugas',
]

/**
 * Whether a new password may be taken: long enough, not among the common ones, not a row or a repetition, not the
 * person's own name or address. No kinds of characters are demanded.
 * @throws DomainError invalid_input on `field`
 */
export async function checkPassword(
  field: string,
  password: string,
  about: { readonly email: string; readonly name: string },
): Promise<void> {
  const length = [...password].length
  const refuse = (code: string, values: Record<string, number> = {}) => {
    throw invalid([{ field, code, values }])
  }
  if (length < PASSWORD_MIN_LENGTH) refuse('password_too_short', { min: PASSWORD_MIN_LENGTH })
  if (length > PASSWORD_MAX_LENGTH) refuse('too_long', { max: PASSWORD_MAX_LENGTH })
  const core = coreOf(password)
  if (await isCommon(password.toLowerCase(), core)) refuse('password_common')
  if (isPattern(password.toLowerCase())) refuse('password_pattern')
  const own = [...about.name.toLowerCase().split(/\s+/), about.email.toLowerCase().split('@')[0] ?? '']
    .map(coreOf)
    .filter((word) => word.length >= 4)
  if (core === coreOf(about.name) || own.includes(core)) refuse('password_personal')
}

/** What is left without the digits and marks that people hang on: "Indonesia-2026!" is "indonesia". */
function coreOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    .replaceAll('0', 'o')
    .replaceAll('@', 'a')
    .replaceAll('$', 's')
    .replaceAll(/[^\p{L}]/gu, '')
}

async function isCommon(lower: string, core: string): Promise<boolean> {
  const common = await commonPasswords()
  return common.has(lower) || common.has(core) || common.has(half(core))
}

/** "rahasiarahasia" is "rahasia". */
function half(text: string): string {
  const first = text.slice(0, text.length / 2)
  return first + first === text ? first : text
}

/** Rows of neighbours (123456…, abcdef…, qwerty…) and a short piece said again and again. */
function isPattern(lower: string): boolean {
  for (let size = 1; size <= 4; size += 1) {
    if (
      lower ===
      lower
        .slice(0, size)
        .repeat(Math.ceil(lower.length / size))
        .slice(0, lower.length)
    )
      return true
  }
  const codes = [...lower].map((character) => character.codePointAt(0) ?? 0)
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0))
  const even = steps.filter((step) => step === steps[0] && Math.abs(step) <= 1).length
  return even >= steps.length - 2
}

let common: Promise<ReadonlySet<string>> | null = null

/** The 49,000 most used passwords of the zxcvbn project (MIT); unpacked when first needed. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set([...dictionary['passwords-common'], ...LOCAL_WORDS].map(String)),
  )
  return common
}
