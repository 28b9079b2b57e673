import sharp from 'sharp'

const ROWS = 8
const COLUMNS = 9
/** Fewer steps of grey than this from the darkest to the brightest: a dark night, a white sheet. All of those look alike. */
const LEAST_CONTRAST = 24
/** A hash of nearly one value says nothing but that it gets brighter to one side. */
const LEAST_BITS = 6

/**
 * What a picture looks like in 64 bits, as 16 hexadecimal digits: for each of 8 rows of 9 grey fields whether a field is
 * brighter than the next one (a difference hash). Scaling and packing again change a few bits, another scene about half.
 * Null for a picture that has nothing to tell it by.
 */
export async function photoHash(picture: Buffer): Promise<string | null> {
  const grey = await sharp(picture)
    .greyscale()
    .resize({ width: COLUMNS, height: ROWS, fit: 'fill' })
    .raw()
    .toBuffer()
  if (Math.max(...grey) - Math.min(...grey) < LEAST_CONTRAST) return null
  let hash = 0n
  let bits = 0
  for (let row = 0; row < ROWS; row += 1) {
    for (let column = 0; column < COLUMNS - 1; column += 1) {
      const at = row * COLUMNS + column
      const brighter = (grey[at] ?? 0) > (grey[at + 1] ?? 0)
      bits += Number(brighter)
      hash = (hash << 1n) | BigInt(brighter)
    }
  }
  if (bits < LEAST_BITS || bits > 64 - LEAST_BITS) return null
  return hash.toString(16).padStart(16, '0')
}
