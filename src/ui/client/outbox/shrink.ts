/** Enough to read a number plate; what the server keeps is little larger. */
const LONGEST_SIDE = 1_600
const MOST_BYTES = 400 * 1024
const QUALITIES = [0.82, 0.72, 0.6, 0.48, 0.36]
/** What every browser draws on a canvas and keeps as a photo; a moving picture would lose its movement. */
const PHOTOS = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif', 'image/avif'])

/**
 * A photo small enough for a slow line: at most 1600 pixels and 400 KB. Drawn anew it also loses where it was taken.
 * Anything else, and what this browser cannot read, stays as it is: the server decides.
 */
export async function shrinkPhoto(file: File): Promise<File> {
  if (!PHOTOS.has(file.type)) return file
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const small = await fit(picture)
    picture.close()
    if (small === null || (small.size >= file.size && file.size <= MOST_BYTES)) return file
    return new File([small], `${file.name.replace(/\.\w+$/, '')}.jpg`, { type: 'image/jpeg' })
  } catch {
    return file
  }
}

async function fit(picture: ImageBitmap): Promise<Blob | null> {
  let smallest: Blob | null = null
  for (let side = LONGEST_SIDE; side >= 400; side *= 0.75) {
    const canvas = draw(picture, Math.min(1, side / Math.max(picture.width, picture.height)))
    for (const quality of QUALITIES) {
      smallest = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
      if (smallest === null || smallest.size <= MOST_BYTES) return smallest
    }
  }
  return smallest
}

function draw(picture: ImageBitmap, scale: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return canvas
}
