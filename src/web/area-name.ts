/**
 * A place as people say it, from the whole chain of its name (village, district, regency, province):
 * "Medono, Pekalongan Barat, Kota Pekalongan, Jawa Tengah" → "Medono, Kota Pekalongan".
 */
export function shortAreaName(fullName: string): string {
  const [first = fullName, ...above] = fullName.split(', ')
  // The province is last; what stands before it is the kabupaten or kota, unless that is the place itself.
  const regency = above.length < 2 ? undefined : above.at(-2)
  return regency === undefined || regency === first ? first : `${first}, ${regency}`
}
