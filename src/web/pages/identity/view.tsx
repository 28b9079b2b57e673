import { formatDate } from '../../../i18n/index.ts'
import { SUBMISSION_LIMITS } from '../../../reports/index.ts'
import {
  Breadcrumbs,
  Button,
  Card,
  ErrorSummary,
  Form,
  Notice,
  type PageFrame,
  PublicLayout,
  TextInput,
} from '../../../ui/index.ts'
import type { FormProblems } from '../../field-problems.ts'
import { PATHS } from '../../paths.ts'

interface IdentityModel {
  readonly number: string
  readonly lacks: 'statement' | 'correction'
  /** The registry does not know the number; else the name is another's. */
  readonly unknownNik: boolean
  readonly dueAt: Date | null
  readonly timeZone: string
  readonly name: string
  readonly nik: string
  /** Masked. */
  readonly knownNik: string | null
  readonly problems: FormProblems
  readonly message: string | null
  readonly training: boolean
}

interface IdentityProps {
  readonly page: PageFrame
  readonly model: IdentityModel
}

/** Name and NIK of a report that needs them; the report itself is safe already. */
export function IdentityPage({ page, model }: IdentityProps) {
  const { t } = page
  const { number, lacks, problems } = model
  const title = t(`report.identity.title.${lacks}`)
  const errors =
    model.message === null ? problems.all : [{ text: model.message, href: '#nik' }, ...problems.all]
  return (
    <PublicLayout page={page} title={title} width="reading" noIndex>
      <Breadcrumbs t={t} crumbs={[{ label: `#${number}`, href: PATHS.report(number) }, { label: title }]} />
      <div class="stack-large">
        <ErrorSummary title={t('report.problems')} errors={errors} />
        <div class="stack">
          <h1>{title}</h1>
          <p class="lead">{t(leadOf(model))}</p>
        </div>
        <Card>
          <Form page={page} action={PATHS.identity(number)}>
            <div class="stack-large">
              <TextInput
                name="name"
                label={t('report.identity.name')}
                error={problems.of('name')}
                value={model.name}
                autocomplete="name"
                maxLength={SUBMISSION_LIMITS.name.max}
                width="medium"
                required
              />
              <TextInput
                name="nik"
                label={t('report.identity.nik')}
                hint={
                  model.knownNik === null
                    ? t('report.identity.nik.hint')
                    : t('report.identity.nik.known', { nik: model.knownNik })
                }
                error={problems.of('nik')}
                value={model.nik}
                inputMode="numeric"
                autocomplete="off"
                width="medium"
                required
              />
              <Button size="large" wide="phone" icon="send">
                {t('report.identity.send')}
              </Button>
            </div>
          </Form>
        </Card>
        {lacks === 'correction' && (
          <p class="text-ink-soft">
            {t('report.identity.still_wrong', {
              due: model.dueAt === null ? '' : formatDate(model.dueAt, page.language, model.timeZone),
            })}
          </p>
        )}
        {model.training && (
          <Notice tone="info" title={t('ui.training.label')}>
            <p>{t('identity_rule.registry.fake')}</p>
          </Notice>
        )}
        <p>
          <a href={PATHS.report(number)}>{t('report.identity.back')}</a>
        </p>
      </div>
    </PublicLayout>
  )
}

function leadOf({ lacks, unknownNik }: IdentityModel) {
  if (lacks === 'statement') return 'report.identity.why' as const
  return unknownNik ? ('report.identity.unknown' as const) : ('report.identity.mismatch' as const)
}
