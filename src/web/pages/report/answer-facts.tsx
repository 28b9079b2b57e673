import { formatDate } from '../../../i18n/index.ts'
import { DescriptionList, type PageFrame } from '../../../ui/index.ts'

interface AnswerFactsProps {
  readonly page: Pick<PageFrame, 't' | 'language'>
  readonly data: Readonly<Record<string, unknown>>
}

/** What an entry says beside its words: done when, promised until when, and why there is no evidence. */
export function AnswerFacts({ page, data }: AnswerFactsProps) {
  const { t, language } = page
  const { done_on, promised_on, no_evidence_reason } = data
  const date = (value: unknown) =>
    typeof value === 'string' && value !== '' ? formatDate(value, language) : null
  const facts = [
    { term: t('handling.fact.done_on'), detail: date(done_on) },
    { term: t('handling.fact.promised_on'), detail: date(promised_on) },
    {
      term: t('handling.fact.no_evidence'),
      detail: typeof no_evidence_reason === 'string' ? no_evidence_reason : null,
    },
  ].filter(({ detail }) => detail !== null)
  if (facts.length === 0) return null
  return (
    <div class="mt-3">
      <DescriptionList stacked facts={facts} />
    </div>
  )
}
