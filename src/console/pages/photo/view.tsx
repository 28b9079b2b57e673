import type { RecordedAttachment } from '../../../reports/index.ts'
import {
  Breadcrumbs,
  Button,
  Card,
  Form,
  groupDigits,
  Notice,
  PageHeading,
  TextArea,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import { formValues, type Refused } from '../../form-values.ts'
import { photoPath, reportPath } from '../report/paths.ts'

interface PhotoModel {
  readonly number: string
  readonly photo: RecordedAttachment
  /** One a line, in percent. */
  readonly areas: string
  readonly refused: Refused | null
  readonly saved: boolean
}

/** Draw over what nobody should recognise; without script the areas are written as numbers. */
export function PhotoPage({ frame, model }: { frame: ConsoleFrame; model: PhotoModel }) {
  const { page } = frame
  const { t } = page
  const { number, photo, refused } = model
  const values = formValues(t, 'blur', refused)
  return (
    <ConsolePage frame={frame} title={t('console.photo.title')} current="reports">
      <Breadcrumbs
        t={t}
        crumbs={[
          { label: `#${groupDigits(number)}`, href: reportPath(number) },
          { label: t('console.photo.title') },
        ]}
      />
      <PageHeading title={t('console.photo.title')} lead={t('console.photo.lead')} />
      <div class="stack-large">
        <FormProblem t={t} refused={refused} />
        {model.saved && refused === null && <Notice tone="success" title={t('console.photo.saved')} live />}
        <Card>
          <Form page={page} action={photoPath(number, photo.id)} id="form-blur">
            <div class="stack" data-blur>
              <div class="blur-stage" data-blur-stage>
                <img
                  src={`${reportPath(number)}/lampiran/${photo.id}`}
                  alt={photo.original_name}
                  width={photo.width ?? undefined}
                  height={photo.height ?? undefined}
                />
              </div>
              <p class="text-ink-soft" data-script-only hidden>
                {t('console.photo.draw')}
              </p>
              <TextArea
                t={t}
                name="areas"
                id={values.id('areas')}
                label={t('console.photo.areas')}
                hint={t('console.photo.areas.hint')}
                error={values.error('areas')}
                value={model.areas}
                rows={4}
              />
              <Button>{t('console.photo.save')}</Button>
            </div>
          </Form>
        </Card>
      </div>
    </ConsolePage>
  )
}
