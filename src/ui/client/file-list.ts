import { each, words } from './each.ts'

const MEGABYTE = 1_048_576

/** Show what was picked; several pictures can be picked one by one, and each taken out again. */
export function listFiles(): void {
  each('[data-files]', (box) => {
    const input = box.querySelector<HTMLInputElement>('input[type=file]')
    const list = box.querySelector<HTMLElement>('[data-files-list]')
    const problem = box.querySelector<HTMLElement>('[data-files-problem]')
    if (input === null || list === null || problem === null) return
    const maxFiles = Number(box.dataset.maxFiles) || Number.POSITIVE_INFINITY
    const maxBytes = Number(box.dataset.maxBytes) || Number.POSITIVE_INFINITY
    let chosen: File[] = []
    box.dataset.ready = ''

    input.addEventListener('change', () => {
      const picked = [...(input.files ?? [])]
      const big = picked.find((file) => file.size > maxBytes)
      const all = input.multiple ? [...chosen, ...picked] : picked
      const fitting = all.filter((file) => file.size <= maxBytes)
      chosen = fitting.slice(0, maxFiles)
      if (big !== undefined) say(words(box, 'text-too-big', big.name))
      else say(fitting.length > maxFiles ? words(box, 'text-too-many') : '')
      show()
    })

    const say = (text: string) => {
      problem.textContent = text
      problem.hidden = text === ''
    }
    const show = () => {
      const transfer = new DataTransfer()
      for (const file of chosen) transfer.items.add(file)
      input.files = transfer.files
      list.replaceChildren(...chosen.map(item))
      list.hidden = chosen.length === 0
    }
    const item = (file: File) => {
      const row = document.createElement('li')
      row.className = 'file-item'
      const remove = document.createElement('button')
      remove.type = 'button'
      remove.className = 'button button-quiet button-small'
      remove.textContent = '×'
      remove.setAttribute('aria-label', words(box, 'text-remove', file.name))
      remove.addEventListener('click', () => {
        chosen = chosen.filter((other) => other !== file)
        say('')
        show()
        input.focus()
      })
      row.append(span('file-name', file.name), span('file-detail', size(file.size)), remove)
      return row
    }
  })
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
