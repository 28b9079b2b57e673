import { isPlausibleNik } from '../identity/index.ts'

export type PersonalDataKind = 'nik' | 'phone' | 'email' | 'bank_account' | 'plate' | 'name'

/** Something in a text that tells of a person; `start` and `end` as of `String.slice`. */
export interface PersonalData {
  readonly kind: PersonalDataKind
  readonly start: number
  readonly end: number
}

/** What stands in a public text instead; the same in every language, as the texts are mostly Indonesian. */
const MASKS: Readonly<Record<PersonalDataKind, string>> = {
  nik: '[NIK]',
  phone: '[nomor telepon]',
  email: '[surel]',
  bank_account: '[nomor rekening]',
  plate: '[pelat nomor]',
  name: '[nama]',
}

/**
 * Find what tells of a person: NIK, phone numbers, e-mail addresses, bank accounts, number plates, and names after
 * "bapak", "ibu" and the like. It errs to the side of marking; a person decides before anything is published.
 */
export function findPersonalData(text: string): PersonalData[] {
  const found: PersonalData[] = []
  for (const { needs, find } of FINDERS) {
    if (!needs.test(text)) continue
    for (const mark of find(text)) {
      // What was found first is the more certain: a NIK is no phone number, a plate within an address is none.
      if (!found.some((other) => mark.start < other.end && other.start < mark.end)) found.push(mark)
    }
  }
  return found.sort((one, other) => one.start - other.start)
}

/** The text for the public: everything found is replaced by the name of what stood there. */
export function maskPersonalData(text: string): string {
  let masked = ''
  let from = 0
  for (const { kind, start, end } of findPersonalData(text)) {
    masked += text.slice(from, start) + MASKS[kind]
    from = end
  }
  return masked + text.slice(from)
}

/** Which kinds a text holds, each once. */
export function kindsOfPersonalData(...texts: readonly (string | null)[]): PersonalDataKind[] {
  return [...new Set(texts.flatMap((text) => findPersonalData(text ?? '').map(({ kind }) => kind)))]
}

interface Finder {
  /** Without it in the text there is nothing to find; most texts hold neither addresses nor long numbers. */
  readonly needs: RegExp
  readonly find: (text: string) => PersonalData[]
}

/** Eight digits with what people write between them: fewer are no number of a person. */
const LONG_NUMBER = /\d(?:\D{0,2}\d){7}/u

const FINDERS: readonly Finder[] = [
  { needs: /@/u, find: (text) => matches(text, 'email', /[\w.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+/giu) },
  {
    needs: LONG_NUMBER,
    find: (text) =>
      matches(text, 'nik', /(?<!\d)\d(?:[ .-]?\d){15}(?!\d)/gu).filter(({ start, end }) =>
        isPlausibleNik(text.slice(start, end).replaceAll(/\D/g, '')),
      ),
  },
  {
    needs: LONG_NUMBER,
    find: (text) => afterWord(text, 'bank_account', ACCOUNT_WORDS, /(?<!\d)\d(?:[ .-]?\d){7,17}(?!\d)/gu),
  },
  // Mobile numbers, and landlines with their area code.
  {
    needs: LONG_NUMBER,
    find: (text) => matches(text, 'phone', /(?<![\d.])(?:\+?62|0)[ .-]?8\d{1,2}(?:[ .-]?\d){6,10}(?!\d)/gu),
  },
  {
    needs: LONG_NUMBER,
    find: (text) => matches(text, 'phone', /(?<![\d.])\(?0[2-79]\d{1,2}\)?[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)/gu),
  },
  { needs: /\d/u, find: (text) => findPlates(text) },
  { needs: /\p{Lu}/u, find: (text) => findNames(text) },
]

const ACCOUNT_WORDS =
  /\b(?:no\.?\s*rek|norek|rek(?:ening)?|va|virtual account|bca|bri|bni|bsi|btn|mandiri|cimb|danamon|permata|bank \w+)\b/giu

/** Vehicle registration regions. Source: Peraturan Polri 7/2021 on registration of motor vehicles. */
const PLATE_REGIONS =
  'A|AA|AB|AD|AE|AG|B|BA|BB|BD|BE|BG|BH|BK|BL|BM|BN|BP|D|DA|DB|DC|DD|DE|DG|DH|DK|DL|DM|DN|DP|DR|DS|DT|DW|E|EA|EB|ED|F|G|H|K|KB|KH|KT|KU|L|M|N|P|PA|PB|PS|PT|R|S|T|W|Z'
const PLATE = new RegExp(
  `(?<![\\p{L}\\d])(?:${PLATE_REGIONS})[ -]?\\d{1,4}[ -]?[A-Z]{1,3}(?![\\p{L}\\d])`,
  'gu',
)
const LOWER_PLATE = new RegExp(PLATE.source, 'giu')
const VEHICLE_WORDS =
  /\b(?:plat|pelat|nopol|mobil|motor|truk|bus|bis|angkot|ojek|taksi|kendaraan|pikap|pick ?up)\b/giu
/** "Blok B 12 C" and "Jalan D 3 A" are places. */
const PLACE_BEFORE =
  /\b(?:blok|gang|gg|jalan|jl|no|nomor|kav|kavling|km|rumah|kamar|ruang|kelas|rt|rw|pasal)\.?\s*$/iu

function findPlates(text: string): PersonalData[] {
  const plain = matches(text, 'plate', PLATE).filter(
    ({ start, end }) =>
      !PLACE_BEFORE.test(text.slice(0, start)) && text.slice(start, end).replaceAll(/\D/g, '').length > 1,
  )
  return [...plain, ...afterWord(text, 'plate', VEHICLE_WORDS, LOWER_PLATE)]
}

/** Offices and callings after which no name is meant: "Bapak Camat", "Ibu Kota". */
const NO_NAME = new Set(
  (
    'camat lurah bupati wali walikota gubernur presiden menteri kepala kades kadus ketua sekretaris bendahara guru dosen dokter ' +
    'bidan perawat polisi kapolsek kapolres kapolda danramil direktur sekda sekdes kadis dinas kota kabupaten hamil bapak ibu ' +
    'petugas pejabat pengurus pegawai satpam sopir hakim jaksa rt rw pkk menteri wakil anggota dewan admin operator yth'
  ).split(' '),
)
const HONORIFIC =
  /(?<!\p{L})(?:bapak|bpk|ibu|pak|bu|sdr|sdri|saudara|saudari|mas|mbak|a\.?\s?n\.|atas nama|bernama)\.?\s+/giu
const TITLE = /(?:h|hj|haji|hajah|dr|drs|ir)\.?\s+/iuy
/** Up to four words with a capital; a lone letter is the beginning of something else. */
const NAME = /\p{Lu}[\p{L}'’]+(?:[ ]\p{Lu}[\p{L}'’]+){0,3}/uy

function findNames(text: string): PersonalData[] {
  const found: PersonalData[] = []
  for (const honorific of text.matchAll(HONORIFIC)) {
    const after = honorific.index + honorific[0].length
    TITLE.lastIndex = after
    const start = TITLE.test(text) ? TITLE.lastIndex : after
    NAME.lastIndex = start
    const name = NAME.exec(text)?.[0]
    const first = name?.split(' ')[0]?.toLowerCase()
    if (name === undefined || first === undefined || NO_NAME.has(first)) continue
    found.push({ kind: 'name', start, end: start + name.length })
  }
  return found
}

function matches(text: string, kind: PersonalDataKind, pattern: RegExp): PersonalData[] {
  if (text.search(pattern) < 0) return []
  return [...text.matchAll(pattern)].map((match) => ({
    kind,
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** How far behind its word a number may stand: "rekening BCA atas nama Budi 1234567890". */
const REACH = 40

/** Only where one of the words stands shortly before. */
function afterWord(text: string, kind: PersonalDataKind, words: RegExp, pattern: RegExp): PersonalData[] {
  return matches(text, kind, pattern).filter(
    ({ start }) => [...text.slice(Math.max(0, start - REACH), start).matchAll(words)].length > 0,
  )
}
