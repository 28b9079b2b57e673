import { each, words } from './each.ts'
import { whenIdle } from './when-idle.ts'

/** Say how many characters are left, or how many are too many. */
export function countCharacters(): void {
  each('textarea[data-count]', (area) => {
    if (!(area instanceof HTMLTextAreaElement)) return
    const output = document.getElementById(area.dataset.count ?? '')
    const limit = Number(area.dataset.countMax)
    if (output === null || !(limit > 0)) return
    const show = () => {
      const left = limit - area.value.length
      const over = left < 0
      output.textContent = words(
        output,
        over ? 'count-over' : 'count-left',
        Math.abs(left).toLocaleString(document.documentElement.lang),
      )
      output.toggleAttribute('data-over', over)
    }
    area.addEventListener('input', show)
    if (area.value !== '') show()
    // The browser's first number costs a phone a tenth of a second; not at the first key, then.
    else whenIdle(() => limit.toLocaleString(document.documentElement.lang))
  })
}
