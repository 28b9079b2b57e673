/** The letters of the fonts that every PDF reader has (WinAnsi, PDF 32000-1 annex D); others would be written as two wrong ones. */
const NONE_OF_THEIRS = /[^\n\x20-\x7e\u00a0-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/gu
const INSTEAD: Readonly<Record<string, string>> = {
  '\t': ' ',
  '\u2009': ' ',
  '\u202f': ' ',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '≥': '>=',
  '≤': '<=',
  '→': '->',
}

/** Text as it can be printed: pictures are left out, letters of other scripts leave a question mark. */
export function paperText(text: string): string {
  return text.replaceAll(NONE_OF_THEIRS, (letter) => {
    const instead = INSTEAD[letter]
    if (instead !== undefined) return instead
    return /[\p{Extended_Pictographic}\p{M}\p{C}]/u.test(letter) ? '' : '?'
  })
}
