import { compareForm } from '../../src/routing/duplicates/compare-texts.ts'
import type { Routing } from '../../src/routing/index.ts'
import { storedWords } from '../../src/routing/stored/found-by.ts'

/** The words by which a made text is found again as one of the same incident. */
export type WordsOf = (parts: readonly string[], areaCode: string | null) => string[]

/**
 * What is read from a part of a text is kept: reading a million whole texts would take a quarter of an hour, and they
 * are put together from far fewer parts.
 */
export function openWordsOf(routing: Routing): WordsOf {
  const forms = new Map<string, ReturnType<typeof compareForm>>()
  const formOf = (part: string) => {
    const known = forms.get(part)
    if (known !== undefined) return known
    const form = compareForm(part, routing)
    // Where a thing happened is said in a hundred thousand ways.
    if (forms.size > 200_000) forms.clear()
    forms.set(part, form)
    return form
  }
  return (parts, areaCode) => {
    const all = parts.map(formOf)
    return storedWords({
      text: '',
      namedArea: areaCode,
      form: {
        words: new Map(all.flatMap(({ words }) => [...words])),
        names: new Set(all.flatMap(({ names }) => [...names])),
        numbers: new Map(),
        matter: new Float64Array(),
      },
    })
  }
}
