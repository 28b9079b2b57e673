import { Button, Card, Combobox, LocationField, RadioCards, TextInput } from '../../../ui/index.ts'
import { NO_CHOICE } from './complete-values.ts'
import type { TellSectionProps } from './view.tsx'

/** Where it is: the region by name, the place in words, the exact point as an addition. */
export function PlaceSection({ page, model }: TellSectionProps) {
  const { t } = page
  const { values, problems, areaChoices } = model
  return (
    <Card title={t('tell.place')} icon="pin">
      <div class="stack-large">
        <div class="stack">
          <Combobox
            t={t}
            name="area"
            label={t('tell.area')}
            hint={t('tell.area.hint')}
            optional={t('ui.optional')}
            error={problems.of('area')}
            value={values.area}
            code={values.area_code}
            url="/saran/wilayah?q={query}"
          />
          <noscript>
            <Button name="action" value="search_area" look="secondary" size="small" icon="search">
              {t('tell.area.search')}
            </Button>
          </noscript>
          {areaChoices.length > 0 && (
            <RadioCards
              name="area_choice"
              label={t('tell.area.which')}
              choices={[
                ...areaChoices.map(({ code, name }) => ({ value: code, label: name })),
                { value: NO_CHOICE, label: t('tell.area.none'), hint: t('tell.area.none.hint') },
              ]}
            />
          )}
        </div>
        <TextInput
          name="location_text"
          label={t('tell.location_text')}
          hint={t('tell.location_text.hint')}
          optional={t('ui.optional')}
          error={problems.of('location_text')}
          value={values.location_text}
        />
        <LocationField t={t} latitude={values.latitude} longitude={values.longitude} tiles={model.mapTiles} />
      </div>
    </Card>
  )
}
