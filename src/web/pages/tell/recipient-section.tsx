import { Button, Combobox, Disclosure, RadioCards, Select } from '../../../ui/index.ts'
import { NO_CHOICE } from './complete-values.ts'
import type { TellSectionProps } from './view.tsx'

/** Category and institution: nobody has to know them, so they stay folded until wanted. */
export function RecipientSection({ page, model }: TellSectionProps) {
  const { t } = page
  const { values, problems, institutionChoices } = model
  const used =
    values.category_code !== '' ||
    values.institution !== '' ||
    problems.of('institution') !== null ||
    problems.of('category_code') !== null
  return (
    <Disclosure summary={t('tell.recipient')} look="card" icon="building" open={used}>
      <div class="stack-large">
        <p class="text-ink-soft">{t('tell.recipient.lead')}</p>
        <Select
          name="category_code"
          label={t('tell.category')}
          optional={t('ui.optional')}
          error={problems.of('category_code')}
          value={values.category_code}
          empty={t('tell.category.unknown')}
          choices={model.categories}
        />
        <div class="stack">
          <Combobox
            t={t}
            name="institution"
            label={t('tell.institution')}
            hint={t('tell.institution.hint')}
            optional={t('ui.optional')}
            error={problems.of('institution')}
            value={values.institution}
            code={values.institution_code}
            url="/saran/instansi?q={query}"
          />
          <noscript>
            <Button name="action" value="search_institution" look="secondary" size="small" icon="search">
              {t('tell.institution.search')}
            </Button>
          </noscript>
          {institutionChoices.length > 0 && (
            <RadioCards
              name="institution_choice"
              label={t('tell.institution.which')}
              choices={[
                ...institutionChoices.map(({ code, name, detail }) => ({
                  value: code,
                  label: name,
                  ...(detail === null ? {} : { hint: detail }),
                })),
                { value: NO_CHOICE, label: t('tell.institution.unknown') },
              ]}
            />
          )}
        </div>
      </div>
    </Disclosure>
  )
}
