import type { Handler } from './competence.ts'
import type { RegistryView, RoutingInstitution } from './registry-view.ts'

/** The institution or unit that a handler is at a place; the government itself where its units are not known. */
export function unitOf(
  { level, kindOrName }: Handler,
  areaCode: string | null,
  { institutions }: Pick<RegistryView, 'institutions'>,
): RoutingInstitution | null {
  if (level === 'national') return institutions.find(({ code }) => code === kindOrName) ?? null
  const parts = areaCode?.split('.') ?? []
  const wanted = level === 'province' ? 1 : 2
  if (parts.length < wanted) return null
  const government = parts.slice(0, wanted).join('.')
  const around = parts.map((_, index) => parts.slice(0, parts.length - index).join('.'))
  const units = institutions.filter(
    (unit) =>
      unit.functions.includes(kindOrName) &&
      unit.areaCode !== null &&
      (unit.areaCode === government || unit.areaCode.startsWith(`${government}.`)),
  )
  for (const code of around.slice(0, around.length - wanted + 1)) {
    const serving = units.filter((unit) => unit.areaCode === code)
    const [only, another] = serving
    if (only !== undefined && another === undefined) return only
  }
  const kinds = level === 'province' ? ['province'] : ['regency', 'city']
  return institutions.find((one) => one.areaCode === government && kinds.includes(one.kind)) ?? null
}
