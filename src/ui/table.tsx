import type { ComponentChildren } from 'preact'
import { classNames } from './class-names.ts'

export interface Column<Row> {
  readonly label: string
  readonly cell: (row: Row) => ComponentChildren
  /** Numbers stand at the end, so that digits line up. */
  readonly align?: 'start' | 'end'
  /** The column that names the row; the first one if none says so. */
  readonly heading?: boolean
  readonly class?: string
}

export interface TableProps<Row> {
  /** Says what the table holds; `captionHidden` keeps it for screen readers. */
  readonly caption: string
  readonly captionHidden?: boolean
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** The rows are a list to walk through with j and k. */
  readonly keys?: boolean
  readonly foot?: ComponentChildren
}

/** Rows and columns; on phones each row becomes a card with the columns' names beside the values. */
export function Table<Row>({ caption, captionHidden, columns, rows, rowKey, keys, foot }: TableProps<Row>) {
  const headed = Math.max(
    0,
    columns.findIndex((column) => column.heading),
  )
  return (
    <div class="table-frame">
      <table class="table">
        <caption class={captionHidden ? 'sr-only' : 'table-caption'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.label} scope="col" class={alignment(column)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody data-list-keys={keys ? '' : undefined}>
          {rows.map((row) => (
            <tr key={rowKey(row)} data-list-item={keys ? '' : undefined}>
              {columns.map((column, index) =>
                index === headed ? (
                  <th key={column.label} scope="row" class={alignment(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.label} class={alignment(column)} data-label={column.label}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {foot !== undefined && <tfoot>{foot}</tfoot>}
      </table>
    </div>
  )
}

function alignment<Row>(column: Column<Row>): string | undefined {
  return classNames(column.align === 'end' && 'table-end', column.class) || undefined
}
