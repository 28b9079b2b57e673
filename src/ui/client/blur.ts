import { each } from './each.ts'

interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Draw areas over a picture with a finger or a mouse; a tap on one takes it away. The text field stays the truth. */
export function drawAreas(): void {
  each('[data-blur]', (box) => {
    const stage = box.querySelector<HTMLElement>('[data-blur-stage]')
    const field = box.querySelector<HTMLTextAreaElement>('textarea')
    if (stage === null || field === null) return
    const show = () => {
      for (const old of stage.querySelectorAll('.blur-area')) old.remove()
      for (const [index, area] of read(field.value).entries()) stage.append(mark(area, index))
    }
    const mark = (area: Area, index: number) => {
      const element = document.createElement('button')
      element.type = 'button'
      element.className = 'blur-area'
      element.setAttribute('aria-label', `${index + 1} ×`)
      place(element, area)
      element.addEventListener('click', () => {
        field.value = write(read(field.value).filter((_area, at) => at !== index))
        show()
      })
      return element
    }
    stage.addEventListener('pointerdown', (down) => {
      if (down.target instanceof HTMLButtonElement) return
      down.preventDefault()
      const from = pointIn(stage, down)
      const drawn = document.createElement('span')
      drawn.className = 'blur-area'
      stage.append(drawn)
      stage.setPointerCapture(down.pointerId)
      const move = (event: PointerEvent) => place(drawn, between(from, pointIn(stage, event)))
      const end = (event: PointerEvent) => {
        stage.removeEventListener('pointermove', move)
        const area = between(from, pointIn(stage, event))
        // A tap is no area.
        if (area.width > 1 && area.height > 1) field.value = write([...read(field.value), area])
        show()
      }
      stage.addEventListener('pointermove', move)
      stage.addEventListener('pointerup', end, { once: true })
    })
    field.addEventListener('input', show)
    show()
  })
}

/** In percent of the stage. */
function pointIn(stage: HTMLElement, event: PointerEvent): { x: number; y: number } {
  const { left, top, width, height } = stage.getBoundingClientRect()
  const within = (value: number) => Math.min(100, Math.max(0, value))
  return {
    x: within(((event.clientX - left) / width) * 100),
    y: within(((event.clientY - top) / height) * 100),
  }
}

function between(one: { x: number; y: number }, other: { x: number; y: number }): Area {
  return {
    x: Math.min(one.x, other.x),
    y: Math.min(one.y, other.y),
    width: Math.abs(one.x - other.x),
    height: Math.abs(one.y - other.y),
  }
}

function place(element: HTMLElement, { x, y, width, height }: Area): void {
  element.style.left = `${x}%`
  element.style.top = `${y}%`
  element.style.width = `${width}%`
  element.style.height = `${height}%`
}

function read(text: string): Area[] {
  return text
    .split('\n')
    .map((line) =>
      line
        .trim()
        .split(/[\s,;]+/)
        .map(Number),
    )
    .filter((numbers) => numbers.length === 4 && numbers.every(Number.isFinite))
    .map(([x = 0, y = 0, width = 0, height = 0]) => ({ x, y, width, height }))
}

function write(areas: readonly Area[]): string {
  const short = (value: number) => Number(value.toFixed(1))
  return areas.map(({ x, y, width, height }) => [x, y, width, height].map(short).join(' ')).join('\n')
}
