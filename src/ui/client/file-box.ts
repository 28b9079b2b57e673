import { words } from './each.ts'

const MEGABYTE = 1_048_576

/** A file as its line shows it. */
export interface ListedFile {
  readonly name: string
  readonly size: number
  /** What is to know of it beside its size: how far its upload is, or why it waits. */
  readonly note?: string
  remove(): void
}

/** The parts of a file field that its script works with; null where the page has them not. */
export interface FileBox {
  readonly inputs: readonly HTMLInputElement[]
  readonly maxFiles: number
  readonly maxBytes: number
  show(files: readonly ListedFile[]): void
  say(text: string): void
  /** The first file that is too big is named; those that fit are given back. */
  fitting(files: readonly File[], already: number): File[]
}

export function openFileBox(box: HTMLElement): FileBox | null {
  const inputs = [...box.querySelectorAll<HTMLInputElement>('input[type=file]')]
  const list = box.querySelector<HTMLElement>('[data-files-list]')
  const problem = box.querySelector<HTMLElement>('[data-files-problem]')
  if (inputs.length === 0 || list === null || problem === null) return null
  const maxFiles = Number(box.dataset.maxFiles) || Number.POSITIVE_INFINITY
  const maxBytes = Number(box.dataset.maxBytes) || Number.POSITIVE_INFINITY
  box.dataset.ready = ''
  const say = (text: string) => {
    problem.textContent = text
    problem.hidden = text === ''
  }
  return {
    inputs,
    maxFiles,
    maxBytes,
    say,
    show(files) {
      list.replaceChildren(...files.map((file) => line(box, file)))
      list.hidden = files.length === 0
    },
    fitting(files, already) {
      const big = files.find((file) => file.size > maxBytes)
      const fit = files.filter((file) => file.size <= maxBytes)
      const room = Math.max(0, maxFiles - already)
      if (big !== undefined) say(words(box, 'text-too-big', big.name))
      else say(fit.length > room ? words(box, 'text-too-many') : '')
      return fit.slice(0, room)
    },
  }
}

function line(box: HTMLElement, file: ListedFile): HTMLElement {
  const row = document.createElement('li')
  row.className = 'file-item'
  const remove = document.createElement('button')
  remove.type = 'button'
  remove.className = 'button button-quiet button-small'
  remove.textContent = '×'
  remove.setAttribute('aria-label', words(box, 'text-remove', file.name))
  remove.addEventListener('click', () => file.remove())
  const note = file.note ? ` · ${file.note}` : ''
  row.append(span('file-name', file.name), span('file-detail', size(file.size) + note), remove)
  return row
}

function span(className: string, text: string): HTMLElement {
  const element = document.createElement('span')
  element.className = className
  element.textContent = text
  return element
}

function size(bytes: number): string {
  const [amount, unit] = bytes < MEGABYTE ? [bytes / 1024, 'KB'] : [bytes / MEGABYTE, 'MB']
  const text = amount.toLocaleString(document.documentElement.lang, {
    maximumFractionDigits: amount < 10 ? 1 : 0,
  })
  return `${text} ${unit}`
}
