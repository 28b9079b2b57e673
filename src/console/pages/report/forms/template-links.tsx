import type { AnswerTemplate } from '../../../../reports/index.ts'
import { Disclosure } from '../../../../ui/index.ts'
import { reportPath } from '../paths.ts'
import type { ActionFormProps } from './action-form.tsx'

interface TemplateLinksProps extends Pick<ActionFormProps, 'page' | 'trackingNumber'> {
  readonly templates: readonly AnswerTemplate[]
}

/** The texts an answer can start from; each opens the form with its text in it. */
export function TemplateLinks({ page, trackingNumber, templates }: TemplateLinksProps) {
  const { t } = page
  if (templates.length === 0) return null
  return (
    <div class="mb-5">
      <Disclosure summary={t('answers.use')} icon="file">
        <ul class="grid gap-2">
          {templates.map((template) => (
            <li key={template.id}>
              <a href={`${reportPath(trackingNumber)}?templat=${template.id}#form-respond`}>
                {template.name}
              </a>{' '}
              <span class="text-ink-soft text-sm">{template.owner}</span>
            </li>
          ))}
        </ul>
      </Disclosure>
    </div>
  )
}
