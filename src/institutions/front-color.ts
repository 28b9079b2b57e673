type Rgb = readonly [number, number, number]

/** What stands on an institution's colour, in the light and the dark theme alike: its text, and the ring of the focus. */
const TEXT: Rgb = [0xfb, 0xf7, 0xf0]
const FOCUS_RING: Rgb = [0xf4, 0xb7, 0x40]
/** WCAG 2.2, 1.4.3 and 1.4.11. */
const TEXT_CONTRAST = 4.5
const RING_CONTRAST = 3

/** A colour as `#rrggbb` in small letters, also written short or without the sign; null where it is none. */
export function readColor(text: string): string | null {
  const [, digits] = /^#?([\da-f]{3}|[\da-f]{6})$/i.exec(text.trim()) ?? []
  if (digits === undefined) return null
  const long = digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits
  return `#${long.toLowerCase()}`
}

/**
 * The colour itself where an institution's text can be read on it; otherwise the same hue, as much darker as it has to be.
 * @param color `#rrggbb`
 */
export function readableColor(color: string): string {
  const rgb = rgbOf(color)
  for (let share = 100; share > 0; share -= 1) {
    const darker: Rgb = [scale(rgb[0], share), scale(rgb[1], share), scale(rgb[2], share)]
    if (contrast(darker, TEXT) >= TEXT_CONTRAST && contrast(darker, FOCUS_RING) >= RING_CONTRAST) {
      return `#${darker.map((part) => part.toString(16).padStart(2, '0')).join('')}`
    }
  }
  return '#000000'
}

function scale(part: number, percent: number): number {
  return Math.round((part * percent) / 100)
}

function rgbOf(color: string): Rgb {
  const part = (at: number) => Number.parseInt(color.slice(at, at + 2), 16)
  return [part(1), part(3), part(5)]
}

/** Contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio). */
function contrast(one: Rgb, other: Rgb): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance([red, green, blue]: Rgb): number {
  const linear = (part: number) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}
