/** The letters and digits of a name in lower case: "KAB. NGANJUK" and "kabnganjuk" are one keyword. */
export function smsKey(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
}
