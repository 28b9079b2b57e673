/** What the public reads of a reporter's name: the first name and initials, "Siti N. R.". */
export function shortName(name: string): string {
  const [first = '', ...rest] = name.trim().split(/\s+/)
  return [first, ...rest.slice(0, 2).map((part) => `${[...part][0]?.toUpperCase() ?? ''}.`)].join(' ')
}
