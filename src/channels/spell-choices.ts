import type { Choice } from '../notifications/index.ts'

/** Where a channel has no buttons, the words to write back stand below the text. */
export function spellChoices(text: string, choices: readonly Choice[]): string {
  const written = choices.filter(({ asks }) => asks === undefined)
  if (written.length === 0) return text
  return `${text}\n\n${written.map(({ value, label }) => `▸ ${label}: ${value}`).join('\n')}`
}
