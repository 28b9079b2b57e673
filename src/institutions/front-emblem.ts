import { createHash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { invalid } from '../errors.ts'

/** As large as it is shown on the sharpest phones. */
const SIDE = 288
export const EMBLEM_BYTES = 2 * 1024 * 1024
/** A picture of more pixels is a bomb, not an emblem. */
const MOST_PIXELS = 40_000_000
/** An SVG may hold a script; what is drawn here is bare pixels, so it has to be sent as such. */
const KINDS: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp'])

export interface Emblem {
  /** WebP, see-through where the picture is. */
  readonly bytes: Buffer
  /** Of the bytes; its address changes with it. */
  readonly digest: string
}

/**
 * An emblem encoded anew: nothing of the file remains but its pixels.
 * @throws DomainError invalid_input on `emblem`
 */
export async function encodeEmblem(name: string, file: Buffer, tooLarge: boolean): Promise<Emblem> {
  if (tooLarge || file.length > EMBLEM_BYTES) throw refused('emblem_too_large', name)
  const kind = await fileTypeFromBuffer(file)
  if (kind === undefined || !KINDS.has(kind.mime)) throw refused('emblem_type', name)
  try {
    const bytes = await sharp(file, { limitInputPixels: MOST_PIXELS })
      .rotate()
      .trim({ threshold: 0 })
      .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 85, alphaQuality: 90 })
      .toBuffer()
    return { bytes, digest: createHash('sha256').update(bytes).digest('hex').slice(0, 16) }
  } catch {
    throw refused('emblem_broken', name)
  }
}

function refused(code: string, name: string) {
  const values = { name: name.slice(0, 80), max_mb: EMBLEM_BYTES / 1_048_576 }
  return invalid([{ field: 'emblem', code, values }])
}
