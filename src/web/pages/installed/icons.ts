import sharp from 'sharp'

/** `maskable` fills the square, as each phone cuts it to its own shape; `badge` is a silhouette for the status bar. */
export type IconShape = 'any' | 'maskable' | 'badge'

const BUBBLE =
  'M9 1h14a7 7 0 0 1 7 7v10a7 7 0 0 1-7 7H13.5l-6.3 5.6A.7.7 0 0 1 6 30v-5.7A7 7 0 0 1 2 18V8a7 7 0 0 1 7-7z'
const drawn = new Map<string, Promise<Buffer>>()

/** The mark as a square PNG of `size` pixels, drawn once. */
export function appIcon(shape: IconShape, size: number): Promise<Buffer> {
  const key = `${shape} ${size}`
  const known = drawn.get(key)
  if (known !== undefined) return known
  const icon = sharp(Buffer.from(svgOf(shape)), { density: (72 * size) / 96 })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: true })
    .toBuffer()
  drawn.set(key, icon)
  return icon
}

/** The bubble within the inner 66 %: a phone may cut away everything beyond a circle of 80 %. */
function svgOf(shape: IconShape): string {
  const mark = (fill: string, stroke: string, dot: string) =>
    `<path d="${BUBBLE}" fill="${fill}"/><path d="M16 6.8v7.6" stroke="${stroke}" stroke-width="3.6" stroke-linecap="round"/><circle cx="16" cy="19.8" r="2.3" fill="${dot}"/>`
  const open = '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96">'
  const placed = (scale: number, inner: string) =>
    `<g transform="translate(${48 - 16 * scale} ${48 - 16 * scale}) scale(${scale})">${inner}</g>`
  if (shape === 'badge') {
    const cut = `<mask id="m"><rect width="32" height="32" fill="#fff"/><path d="M16 6.8v7.6" stroke="#000" stroke-width="3.6" stroke-linecap="round"/><circle cx="16" cy="19.8" r="2.3"/></mask>`
    return `${open}${placed(2.8, `${cut}<path d="${BUBBLE}" fill="#fff" mask="url(#m)"/>`)}</svg>`
  }
  const corner = shape === 'maskable' ? 0 : 21
  const scale = shape === 'maskable' ? 1.62 : 2
  return `${open}<rect width="96" height="96" rx="${corner}" fill="#1c2457"/>${placed(scale, mark('#fffefb', '#2a3878', '#b23f22'))}</svg>`
}

/** The mark in a tab: not in each page, where it would be paid for each time. */
export const TAB_ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M9 2h14a7 7 0 0 1 7 7v10a7 7 0 0 1-7 7H13l-7 5v-5.7A7 7 0 0 1 2 19V9a7 7 0 0 1 7-7z" fill="#2a3878"/><path d="M16 7.5v8" stroke="#fff" stroke-width="4" stroke-linecap="round"/><circle cx="16" cy="21" r="2.4" fill="#f4b740"/></svg>'
