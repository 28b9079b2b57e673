import { Button, Card, Form, TextArea } from '../../../ui/index.ts'
import type { ConsoleFrame } from '../../console-page.tsx'
import { formValues, type Refused } from '../../form-values.ts'
import { PATH } from './systems-path.ts'

export interface EmbedSettings {
  readonly code: string
  readonly name: string
  readonly origins: readonly string[]
  readonly baseUrl: string
}

/** Which sites may show the form for one's institution, and what to put there. */
export function EmbedCard({
  frame,
  embed,
  refused,
}: {
  frame: ConsoleFrame
  embed: EmbedSettings
  refused: Refused | null
}) {
  const { page } = frame
  const { t } = page
  const form = formValues(t, 'embed', refused)
  return (
    <Card title={t('systems.embed')} icon="external" class="max-w-3xl">
      <div class="stack">
        <Form page={page} action={`${PATH}/tanam`} id="form-embed" valuesSent={form.refused}>
          <p class="mb-4">{t('systems.embed_text', { institution: embed.name })}</p>
          <TextArea
            t={t}
            name="origins"
            id={form.id('origins')}
            rows={3}
            label={t('systems.embed_origins')}
            hint={t('systems.embed_origins_hint')}
            error={form.error('origins')}
            value={form.value('origins', embed.origins.join('\n'))}
          />
          <Button look="secondary">{t('systems.embed_save')}</Button>
        </Form>
        {embed.origins.length > 0 && (
          <div>
            <p>{t('systems.embed_snippet')}</p>
            <pre class="whitespace-pre-wrap break-all">
              {`<iframe src="${embed.baseUrl}/tanam/${embed.code}" title="LAPOR!" width="100%" height="760"></iframe>`}
            </pre>
          </div>
        )}
      </div>
    </Card>
  )
}
