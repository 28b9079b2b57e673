import { each } from './each.ts'
import { openFileBox } from './file-box.ts'
import { shrinkPhoto } from './outbox/shrink.ts'

/** Show what was picked; several pictures can be picked one by one, and each taken out again. */
export function listFiles(): void {
  each('[data-files]', (box) => {
    // The form that works without a network keeps its files itself.
    if (box.closest('form[data-outbox]') === null) listIn(box)
  })
}

/** The picked files travel with the form, photos shrunk. */
export function listIn(element: HTMLElement): void {
  const box = openFileBox(element)
  const input = box?.inputs[0]
  if (box === null || input === undefined) return
  let chosen: File[] = []

  const show = () => {
    const transfer = new DataTransfer()
    for (const file of chosen) transfer.items.add(file)
    input.files = transfer.files
    box.show(
      chosen.map((file) => ({
        name: file.name,
        size: file.size,
        remove() {
          chosen = chosen.filter((other) => other !== file)
          box.say('')
          show()
          input.focus()
        },
      })),
    )
  }
  const add = async (picked: readonly File[]) => {
    const before = input.multiple ? chosen : []
    // At once as they are: whoever sends before a photo is shrunk sends it whole.
    chosen = [...before, ...box.fitting(picked, before.length)]
    show()
    for (const file of chosen.slice(before.length)) {
      const small = await shrinkPhoto(file)
      chosen = chosen.map((other) => (other === file ? small : other))
    }
    show()
  }
  for (const each of box.inputs) each.addEventListener('change', () => add([...(each.files ?? [])]))
}
