export { type Language, type MessageKey, PAGE_LANGUAGES, type PageLanguage } from './catalogue.ts'
export {
  formatDate,
  formatDateTime,
  formatDayMonth,
  formatMonth,
  formatNumber,
  timeZoneLabel,
} from './format.ts'
export { isMessageKey, type MessageValues, type Translate, translator } from './translate.ts'
