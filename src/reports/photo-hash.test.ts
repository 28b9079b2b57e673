import sharp, { type Sharp } from 'sharp'
import { expect, test } from 'vitest'
import { photoHash } from './photo-hash.ts'

/** A street with a hole in it. */
function street({ hole, tree = 600 }: { hole: number; tree?: number }): Buffer {
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600">
    <rect width="800" height="600" fill="#9ab"/><rect y="350" width="800" height="250" fill="#666"/>
    <ellipse cx="${hole}" cy="450" rx="120" ry="50" fill="#222"/>
    <rect x="${tree}" y="100" width="40" height="300" fill="#530"/><circle cx="${tree}" cy="100" r="90" fill="#173"/></svg>`)
}

async function hashOf(picture: Sharp): Promise<string | null> {
  return photoHash(await picture.jpeg({ quality: 60 }).toBuffer())
}

function differing(one: string | null, other: string | null): number {
  if (one === null || other === null) throw new Error('no hash')
  return (BigInt(`0x${one}`) ^ BigInt(`0x${other}`)).toString(2).replaceAll('0', '').length
}

test('a photo sent again smaller, brighter or taken a step aside is known again; another scene is not', async () => {
  const first = await hashOf(sharp(street({ hole: 300 })))
  expect(first).toMatch(/^[0-9a-f]{16}$/)
  for (const same of [
    sharp(street({ hole: 300 })).resize(320),
    sharp(street({ hole: 300 })).modulate({ brightness: 1.2 }),
    sharp(street({ hole: 320 })),
  ]) {
    expect(differing(first, await hashOf(same))).toBeLessThanOrEqual(10)
  }
  expect(differing(first, await hashOf(sharp(street({ hole: 300 })).flop()))).toBeGreaterThan(10)
  expect(differing(first, await hashOf(sharp(street({ hole: 650, tree: 150 }))))).toBeGreaterThan(10)
})

test('a picture with nothing on it has no hash: all of those look alike', async () => {
  for (const background of ['#000', '#fefefe']) {
    const blank = sharp({ create: { width: 60, height: 40, channels: 3, background } })
    expect(await hashOf(blank)).toBeNull()
  }
})
