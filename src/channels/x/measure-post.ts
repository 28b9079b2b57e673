/** A post's length as X counts it (twitter-text, version 3): most of Latin counts one, everything else two, links 23. */
export function measurePost(text: string): number {
  let length = 0
  const plain = text.normalize('NFC').replaceAll(/https?:\/\/\S+/g, () => {
    length += 23
    return ''
  })
  for (const character of plain) length += isLight(character.codePointAt(0) ?? 0) ? 1 : 2
  return length
}

function isLight(code: number): boolean {
  return (
    code <= 4351 ||
    (code >= 8192 && code <= 8205) ||
    (code >= 8208 && code <= 8223) ||
    (code >= 8242 && code <= 8247)
  )
}
