import {
  Badge,
  Button,
  Card,
  Disclosure,
  Notice,
  type PageFrame,
  PublicLayout,
  TextArea,
  TextInput,
} from '../../ui/index.ts'
import type { Operation } from './read-document.ts'
import { sampleOf, typeOf } from './sample-of.ts'

export interface ReferencePageProps {
  readonly page: PageFrame
  readonly operations: ReadonlyMap<string, readonly Operation[]>
  readonly baseUrl: string
  /** In training mode everything may be tried: nothing leaves the machine. */
  readonly training: boolean
}

/** Every operation of the API with its shapes, a line of curl, and a form to try it. */
export function ReferencePage({ page, operations, baseUrl, training }: ReferencePageProps) {
  const { t } = page
  return (
    <PublicLayout page={page} title={t('reference.title')} width="wide">
      <div class="stack-large" data-try-it={baseUrl} data-text-waiting={t('reference.waiting')}>
        <header class="stack">
          <h1>{t('reference.title')}</h1>
          <p>{t('reference.lead')}</p>
          <p>
            <a href="/api/v1/openapi.json">openapi.json</a> · <a href="/open311/v2/discovery.xml">Open311</a>
          </p>
        </header>
        <Notice
          tone={training ? 'info' : 'warning'}
          title={t(training ? 'reference.sandbox' : 'reference.live')}
        >
          <p>{t(training ? 'reference.sandbox_text' : 'reference.live_text')}</p>
        </Notice>
        <Card title={t('reference.token')} icon="lock">
          <TextInput
            name="token"
            id="reference-token"
            type="password"
            label={t('reference.token_label')}
            hint={t('reference.token_hint')}
            autocomplete="off"
            draftSkip
          />
        </Card>
        <Card title={t('reference.contents')}>
          <nav aria-label={t('reference.contents')}>
            <ul class="flex flex-wrap gap-x-6">
              {[...operations].map(([tag, list]) => (
                <li key={tag}>
                  <a href={`#${anchorOf(tag)}`} class="inline-block py-2">
                    {tag}
                  </a>{' '}
                  <span class="text-ink-soft">{list.length}</span>
                </li>
              ))}
            </ul>
          </nav>
        </Card>
        {[...operations].map(([tag, list]) => (
          <section key={tag} class="stack" aria-labelledby={anchorOf(tag)}>
            <h2 id={anchorOf(tag)}>{tag}</h2>
            {list.map((operation) => (
              <OperationCard key={operation.id} page={page} operation={operation} baseUrl={baseUrl} />
            ))}
          </section>
        ))}
      </div>
    </PublicLayout>
  )
}

/** Where the operations of a tag begin; an id has no spaces. */
function anchorOf(tag: string): string {
  return `tag-${tag.replaceAll(/[^\w]+/g, '-')}`
}

function OperationCard({
  page,
  operation,
  baseUrl,
}: {
  page: PageFrame
  operation: Operation
  baseUrl: string
}) {
  const { t } = page
  const { id, method, path, summary, description, security, isOpen, parameters, body, answers } = operation
  return (
    <Disclosure
      look="card"
      id={id}
      summary={
        <>
          <Badge>{method}</Badge> <code class="break-all">{path}</code>
          <span class="block">{summary}</span>
        </>
      }
    >
      <div class="stack">
        {description !== null && <p>{description}</p>}
        <p class="text-ink-soft">
          {t('reference.who')}{' '}
          {[...(isOpen ? [t('reference.anyone')] : []), ...security].join(` ${t('reference.or')} `)}
        </p>
        <form class="stack" data-operation data-method={method} data-path={path}>
          {parameters.map((parameter) => (
            <TextInput
              key={`${parameter.in} ${parameter.name}`}
              name={`${parameter.in}:${parameter.name}`}
              id={`${id}-${parameter.name}`}
              label={<code>{parameter.name}</code>}
              hint={[parameter.description, typeOf(parameter.type)].filter(Boolean).join(' · ')}
              {...(parameter.required ? {} : { optional: t('ui.optional') })}
              autocomplete="off"
            />
          ))}
          {body !== null && (
            <TextArea
              t={t}
              name="body"
              id={`${id}-body`}
              label={t('reference.body')}
              hint={Object.entries(body.properties ?? {})
                .map(
                  ([name, property]) =>
                    `${name}${body.required?.includes(name) ? '*' : ''}: ${typeOf(property)}`,
                )
                .join(' · ')}
              value={JSON.stringify(sampleOf(body), null, 2)}
              rows={6}
            />
          )}
          {!operation.isMultipart && (
            <div data-script-only hidden>
              <Button look="secondary" icon="send">
                {t('reference.try')}
              </Button>
            </div>
          )}
          <div data-answer role="status" class="stack" hidden>
            <p>
              <strong data-answer-status />
            </p>
            <pre class="whitespace-pre-wrap break-all" data-answer-body />
          </div>
        </form>
        <div>
          <p class="text-ink-soft">curl</p>
          <pre class="whitespace-pre-wrap break-all">{curlOf(operation, baseUrl)}</pre>
        </div>
        <ul>
          {answers.map(({ status, schema }) => (
            <li key={status}>
              <code>{status}</code>{' '}
              <span class="text-ink-soft">{Object.keys(schema?.properties ?? {}).join(', ')}</span>
            </li>
          ))}
        </ul>
      </div>
    </Disclosure>
  )
}

function curlOf({ method, path, security, isOpen, body, isMultipart }: Operation, baseUrl: string): string {
  const lines = [
    `curl -s ${method === 'POST' && body === null && !isMultipart ? '-X POST ' : ''}'${baseUrl}${path}'`,
  ]
  const isReporters = security.includes('follow')
  if (!isOpen) lines.push(`-H "authorization: ${isReporters ? 'Follow $SECRET' : 'Bearer $TOKEN'}"`)
  if (body !== null)
    lines.push(
      "-H 'content-type: application/json'",
      `-d '${JSON.stringify(sampleOf(body)).replaceAll("'", "'\\''")}'`,
    )
  if (isMultipart) lines.push("-F 'file=@foto.jpg'")
  return lines.join(' \\\n  ')
}
