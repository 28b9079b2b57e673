/** A cell that a spreadsheet would take for a formula and run. */
const FORMULA = /^[=+\-@\t\r]/

/** A text that no spreadsheet runs: what looks like a formula gets an apostrophe before it (OWASP, CSV injection). */
export function withoutFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

/** One line of CSV (RFC 4180), with its end. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = withoutFormula(cell)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
