import type { InstitutionRow } from '../../../db/index.ts'
import { emblemPath } from '../../../http/index.ts'
import { EMBLEM_BYTES, type InstitutionFront } from '../../../institutions/index.ts'
import {
  Breadcrumbs,
  Button,
  ButtonLink,
  Card,
  CheckboxField,
  DescriptionList,
  FileInput,
  Form,
  Notice,
  PageHeading,
  TextInput,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import { formValues, type Refused } from '../../form-values.ts'

export interface FrontSettingsProps {
  readonly frame: ConsoleFrame
  readonly node: InstitutionRow
  readonly front: InstitutionFront
  readonly mayNameHost: boolean
  readonly refused: Refused | null
  /** What the address says was saved. */
  readonly saved: string
}

/** Name, emblem, colour and host name of an institution's own front page. */
export function FrontSettingsPage(props: FrontSettingsProps) {
  const { frame, node, front, refused, saved } = props
  const { t } = frame.page
  return (
    <ConsolePage frame={frame} title={t('front.settings')} current="institutions">
      <Breadcrumbs
        t={t}
        crumbs={[
          { label: t('registry.institutions'), href: '/petugas/instansi' },
          { label: node.short_name, href: `/petugas/instansi/${node.code}` },
          { label: t('front.settings') },
        ]}
      />
      <PageHeading title={t('front.settings')} lead={t('front.settings.lead')} />
      <FormProblem t={t} refused={refused} />
      <div class="stack">
        {saved === 'ya' && <Notice tone="success" title={t('front.saved')} live />}
        {saved === 'gelap' && (
          <Notice tone="warning" title={t('front.darkened')} live>
            <p>{t('front.darkened.text', { color: front.color ?? '' })}</p>
          </Notice>
        )}
        <Card class="max-w-3xl">
          <FrontForm {...props} />
        </Card>
        <p>
          <ButtonLink href={`/instansi/${node.code}`} look="secondary" icon="external">
            {t('front.open')}
          </ButtonLink>
        </p>
      </div>
    </ConsolePage>
  )
}

function FrontForm({ frame, node, front, mayNameHost, refused }: FrontSettingsProps) {
  const { page } = frame
  const { t } = page
  const form = formValues(t, 'front', refused)
  const emblem = emblemPath(front)
  return (
    <Form
      page={page}
      action={`/petugas/instansi/${node.code}/depan`}
      id="form-front"
      files
      valuesSent={form.refused}
    >
      <div class="stack-large">
        <TextInput
          name="name"
          id={form.id('name')}
          label={t('front.name')}
          hint={t('front.name.hint', { name: node.name })}
          optional={t('ui.optional')}
          value={form.value('name', front.name === node.name ? '' : front.name)}
          error={form.error('name')}
        />
        <div class="stack">
          {emblem !== null && (
            <p>
              <img
                src={emblem}
                alt={t('front.emblem.now')}
                class="max-h-24 max-w-24 rounded-xl bg-white p-2"
              />
            </p>
          )}
          <FileInput
            t={t}
            name="emblem"
            id={form.id('emblem')}
            label={t('front.emblem')}
            hint={t('front.emblem.hint')}
            optional={t('ui.optional')}
            error={form.error('emblem')}
            accept="image/png,image/jpeg,image/webp"
            maxFiles={1}
            maxBytes={EMBLEM_BYTES}
          />
          {emblem !== null && (
            <CheckboxField
              name="drop_emblem"
              label={t('front.emblem.drop')}
              checked={form.isChosen('drop_emblem', 'on', false)}
            />
          )}
        </div>
        <TextInput
          name="color"
          id={form.id('color')}
          label={t('front.color')}
          hint={t('front.color.hint')}
          optional={t('ui.optional')}
          value={form.value('color', front.color)}
          error={form.error('color')}
          width="medium"
        />
        {mayNameHost ? (
          <TextInput
            name="host"
            id={form.id('host')}
            label={t('front.host')}
            hint={t('front.host.hint')}
            optional={t('ui.optional')}
            value={form.value('host', front.host)}
            error={form.error('host')}
          />
        ) : (
          <DescriptionList facts={[{ term: t('front.host'), detail: front.host ?? t('front.host.none') }]} />
        )}
        <div>
          <Button>{t('front.save')}</Button>
        </div>
      </div>
    </Form>
  )
}
