import type { ChannelLimits } from './sender.ts'

/**
 * Make a text fit a channel: cut on a word boundary, by the channel's own units, with the link kept whole. A text that
 * fits stays as it is. Three dots, as the sign for them would turn an SMS into one of half the length.
 */
export function cutText(text: string, link: string | null, limits: ChannelLimits, most = limits.max): string {
  if (limits.measure(text) <= most) return text
  const holdsLink = link !== null && text.includes(link)
  const plain = holdsLink ? text.replace(link, '').trimEnd() : text
  const ending = holdsLink ? `... ${link}` : '...'
  const words = wordEnds(plain)
  let low = 0
  let high = words.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const cut = plain.slice(0, words[middle])
    if (limits.measure(cut + ending) <= most) low = middle + 1
    else high = middle - 1
  }
  const end = words[high]
  if (end !== undefined) return plain.slice(0, end).replace(/[\s,;:.-]+$/u, '') + ending
  return hardCut(plain, ending, limits, most)
}

/** Where words end, ascending. */
function wordEnds(text: string): number[] {
  return [...text.matchAll(/\S+/gu)].map((match) => match.index + match[0].length)
}

/** One word longer than the channel takes: cut between characters, never inside one. */
function hardCut(text: string, ending: string, limits: ChannelLimits, most: number): string {
  let kept = ''
  for (const character of text) {
    if (limits.measure(kept + character + ending) > most) break
    kept += character
  }
  return kept + ending
}
