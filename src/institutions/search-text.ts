/**
 * The form in which names and queries are compared: lower case, without marks and punctuation, single spaces.
 * An apostrophe joins ("Ra'as" is "raas"); every other sign separates.
 */
export function searchText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’‘`"ʼ]/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
}

export function searchWords(text: string): string[] {
  const form = searchText(text)
  return form === '' ? [] : form.split(' ')
}
