type Cell = string | number | boolean | Date | Buffer | null | readonly string[]

/** Rows of one table in PostgreSQL's text format for COPY. */
export interface CopyRows {
  add(cells: readonly Cell[]): void
  take(): Buffer
}

export function openCopyRows(): CopyRows {
  let lines: string[] = []
  return {
    add: (cells) => {
      lines.push(cells.map(cellText).join('\t'))
    },
    take: () => {
      const text = lines.length === 0 ? '' : `${lines.join('\n')}\n`
      lines = []
      return Buffer.from(text, 'utf8')
    },
  }
}

function cellText(cell: Cell): string {
  if (cell === null) return '\\N'
  if (typeof cell === 'string') return escaped(cell)
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'boolean') return cell ? 't' : 'f'
  if (cell instanceof Date) return cell.toISOString()
  if (Buffer.isBuffer(cell)) return `\\\\x${cell.toString('hex')}`
  return escaped(`{${cell.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`)
}

function escaped(text: string): string {
  if (!/[\\\t\n\r]/.test(text)) return text
  return text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
}
