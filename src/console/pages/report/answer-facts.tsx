import { formatDate } from '../../../i18n/index.ts'
import { DescriptionList, type PageFrame } from '../../../ui/index.ts'

interface AnswerFactsProps {
  readonly page: Pick<PageFrame, 't' | 'language'>
  readonly data: Readonly<Record<string, unknown>>
}

/** What an entry says beside its words: done when, promised until when, and the reasons it had to give. */
export function AnswerFacts({ page, data }: AnswerFactsProps) {
  const { t, language } = page
  const text = (name: string) => {
    const value = data[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const date = (name: string) => {
    const value = text(name)
    return value === null ? null : formatDate(value, language)
  }
  const facts = [
    { term: t('handling.fact.done_on'), detail: date('done_on') },
    { term: t('handling.fact.promised_on'), detail: date('promised_on') },
    { term: t('handling.fact.no_evidence'), detail: text('no_evidence_reason') },
    { term: t('handling.fact.open_tasks'), detail: text('open_tasks_reason') },
  ].filter(({ detail }) => detail !== null)
  if (facts.length === 0) return null
  return (
    <div class="mt-3">
      <DescriptionList stacked facts={facts} />
    </div>
  )
}
