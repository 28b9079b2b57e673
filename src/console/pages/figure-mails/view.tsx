import type { FigureMailKind } from '../../../notifications/index.ts'
import { Button, Form, Notice, type PageFrame, PublicLayout } from '../../../ui/index.ts'

interface StopMailProps {
  readonly page: PageFrame
  readonly kind: FigureMailKind
  readonly stopped: boolean
}

/** One button, and where to have it again. */
export function StopMailPage({ page, kind, stopped }: StopMailProps) {
  const { t } = page
  return (
    <PublicLayout page={page} title={t('figure_mail.stop')} width="reading" noIndex>
      <div class="stack-large">
        <h1>{t(`figure_mail.stop.${kind}`)}</h1>
        {stopped ? (
          <Notice tone="success" title={t('figure_mail.stopped')} live>
            <p>
              <a href="/petugas/pemberitahuan">{t('figure_mail.again')}</a>
            </p>
          </Notice>
        ) : (
          <Form page={page} action={page.path}>
            <Button size="large" wide="phone">
              {t('figure_mail.stop')}
            </Button>
          </Form>
        )}
      </div>
    </PublicLayout>
  )
}
