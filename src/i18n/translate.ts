import { IntlMessageFormat } from 'intl-messageformat'
import { catalogues, type MessageKey, type PageLanguage } from './catalogue.ts'

export type MessageValues = Record<string, string | number | Date>
export type Translate = (key: MessageKey, values?: MessageValues) => string

const LOCALE: Record<PageLanguage, string> = { id: 'id-ID', en: 'en-GB', jv: 'jv-ID', su: 'su-ID' }
const translators: Partial<Record<PageLanguage, Translate>> = {}

/** The translator of a language; messages are ICU MessageFormat, compiled once. */
export function translator(language: PageLanguage): Translate {
  const known = translators[language]
  if (known !== undefined) return known
  const messages = catalogues[language]
  const compiled = new Map<MessageKey, IntlMessageFormat>()
  const translate: Translate = (key, values) => {
    const text = messages[key]
    // Most messages are plain text; compiling them would cost more than it gives.
    if (values === undefined && !text.includes('{') && !text.includes("'")) return text
    let format = compiled.get(key)
    if (format === undefined) {
      format = new IntlMessageFormat(text, LOCALE[language], undefined, { ignoreTag: true })
      compiled.set(key, format)
    }
    return String(format.format(values))
  }
  translators[language] = translate
  return translate
}

/** Whether a composed key (`field_error.${code}`) has a message. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(catalogues.id, key)
}
