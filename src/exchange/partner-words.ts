import { printable } from '../check-text.ts'
import { translator } from '../i18n/index.ts'

/** Too short for a person to read anything from. */
const SHORT = 10

/** What a partner wrote; where that is next to nothing, in a sentence that says whose word it is. */
export function wordsOfPartner(
  said: string,
  systemName: string,
  sentence: 'exchange.updated' | 'exchange.answered' | 'exchange.refused' | 'exchange.held',
): string {
  const text = said.trim()
  return [...text].length >= SHORT ? text : translator('id')(sentence, { system: systemName, text }).trim()
}

/** The beginning of what another system sent, as far as a text of ours can hold it. */
export function cleanWords(said: string, most: number): string {
  return printable(said.slice(0, most))
}
