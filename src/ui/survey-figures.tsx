import { formatNumber, type Language, type MessageKey, type Translate } from '../i18n/index.ts'
import { FigureName, formatRate } from './figures.tsx'
import { Table } from './table.tsx'

interface Part {
  readonly part: number
  readonly whole: number
  readonly rate: number | null
}

export interface SurveyFiguresProps {
  readonly t: Translate
  readonly language: Language
  readonly survey: {
    readonly few: boolean
    readonly response: Part
    readonly elements: readonly {
      readonly element: string
      readonly answers: number
      readonly mean: number | null
      readonly response: Part
    }[]
    readonly index: number | null
    readonly quality: 'A' | 'B' | 'C' | 'D' | null
  }
}

/** What people said in the survey, element by element, with how many they are. */
export function SurveyFiguresTable({ t, language, survey }: SurveyFiguresProps) {
  if (survey.few) return <p>{t('survey.figures.few')}</p>
  const { response, index, quality } = survey
  const hundredths = (value: number) => formatNumber(value, language, 2)
  return (
    <div class="stack figures">
      <p>
        <FigureName t={t} name="survey" />:{' '}
        <strong>
          {index === null || quality === null
            ? t('survey.figures.no_index')
            : t('survey.figures.index', {
                index: hundredths(index),
                quality,
                word: t(`survey.quality.${quality}`),
              })}
        </strong>{' '}
        {t('survey.figures.response', {
          part: response.part,
          whole: response.whole,
          rate: formatRate(response.rate, t, language),
        })}
      </p>
      <Table
        caption={t('survey.figures')}
        captionHidden
        rows={survey.elements}
        rowKey={({ element }) => element}
        columns={[
          {
            label: t('survey.figures.element'),
            cell: ({ element }) => t(`survey.element.${element}` as MessageKey),
          },
          {
            label: t('survey.figures.mean'),
            align: 'end',
            cell: ({ mean }) => (mean === null ? t('statistics.none') : hundredths(mean)),
          },
          {
            label: t('survey.figures.answers'),
            align: 'end',
            cell: ({ mean, answers }) =>
              mean === null ? t('statistics.none') : formatNumber(answers, language),
          },
          {
            label: t('survey.figures.rate'),
            align: 'end',
            cell: ({ mean, response: of }) =>
              mean === null ? t('statistics.none') : formatRate(of.rate, t, language),
          },
        ]}
      />
    </div>
  )
}
