import { EXCHANGE_MODELS, MAPPED_STATES } from '../../../exchange/index.ts'
import { formatDateTime } from '../../../i18n/index.ts'
import {
  Button,
  Card,
  CheckboxField,
  DescriptionList,
  Disclosure,
  FieldGroup,
  Form,
  Notice,
  RadioCards,
  Select,
  TextInput,
} from '../../../ui/index.ts'
import { formValues } from '../../form-values.ts'
import type { SystemPageProps } from './system-view.tsx'
import { PATH } from './systems-path.ts'

/** Rows of the table that wait for another word. */
const FREE_ROWS = 3
/** A clock that is further off is worth a word; nothing is decided by it. */
const CLOCK_TOLERANCE_SECONDS = 300

/** How reports are exchanged with this system, and what its words for states mean. */
export function ExchangePart(props: SystemPageProps) {
  const { frame, link, heldUp } = props
  const { t, language } = frame.page
  const offset = link?.clockOffset ?? 0
  return (
    <Card title={t('systems.exchange')} icon="merge">
      <div class="stack">
        {link === null ? (
          <p>{t('systems.exchange_none')}</p>
        ) : (
          <DescriptionList
            facts={[
              { term: t('systems.model'), detail: t(`systems.model.${link.model}`) },
              link.url === null
                ? null
                : { term: t('systems.address'), detail: <code class="break-all">{link.url}</code> },
              {
                term: t('systems.heard'),
                detail:
                  link.heardAt === null
                    ? t('systems.never')
                    : formatDateTime(link.heardAt, language, frame.staff.timeZone),
              },
              {
                term: t('systems.states'),
                detail:
                  link.states.length === 0
                    ? t('systems.states_own')
                    : link.states.map(({ theirs, ours }) => `${theirs} → ${t(`state.${ours}`)}`).join('; '),
              },
            ]}
          />
        )}
        {heldUp > 0 && (
          <Notice tone="warning" title={t('systems.held_up', { count: heldUp })}>
            <p>{t('systems.held_up_text')}</p>
          </Notice>
        )}
        {Math.abs(offset) > CLOCK_TOLERANCE_SECONDS && (
          <Notice tone="warning" title={t('systems.clock', { minutes: Math.round(Math.abs(offset) / 60) })}>
            <p>{t('systems.clock_text')}</p>
          </Notice>
        )}
        <Settings {...props} />
      </div>
    </Card>
  )
}

function Settings({ frame, system, link, refused }: SystemPageProps) {
  const { page, staff } = frame
  const { t } = page
  const form = formValues(t, 'exchange', refused)
  const words = form.refused
    ? (refused?.posted.getAll('theirs') ?? []).map((theirs, index) => ({
        theirs,
        ours: refused?.posted.getAll('ours')[index] ?? '',
      }))
    : [
        ...(link?.states ?? []),
        ...Array.from({ length: FREE_ROWS }, () => ({ theirs: '', ours: 'in_progress' })),
      ]
  return (
    <Disclosure look="button" icon="edit" summary={t('systems.exchange_change')} open={form.refused}>
      <Form
        page={page}
        action={`${PATH}/${system.id}/pertukaran`}
        id="form-exchange"
        valuesSent={form.refused}
      >
        <RadioCards
          name="model"
          id={form.id('model')}
          label={t('systems.model')}
          error={form.error('model')}
          value={form.value('model', link?.model ?? 'central')}
          choices={EXCHANGE_MODELS.map((model) => ({
            value: model,
            label: t(`systems.model.${model}`),
            hint: t(`systems.model_hint.${model}`),
            disabled: model === 'full' && staff.role !== 'national_admin' && link?.model !== 'full',
          }))}
        />
        <TextInput
          name="url"
          id={form.id('url')}
          type="url"
          label={t('systems.address')}
          hint={t('systems.address_hint')}
          error={form.error('url')}
          value={form.value('url', link?.url)}
          autocomplete="off"
          optional={t('ui.optional')}
        />
        <TextInput
          name="partner_key"
          id={form.id('partner_key')}
          type="password"
          label={t('systems.partner_key')}
          hint={t('systems.partner_key_hint')}
          error={form.error('partner_key')}
          autocomplete="off"
          draftSkip
          optional={t('ui.optional')}
        />
        <FieldGroup
          name="states"
          id={form.id('states')}
          label={t('systems.states')}
          hint={t('systems.states_hint')}
          error={form.error('states')}
        >
          {words.map(({ theirs, ours }, index) => (
            <div key={index} class="grid gap-x-4 sm:grid-cols-2">
              <div>
                <TextInput
                  name="theirs"
                  id={`${form.id('theirs')}-${index}`}
                  label={t('systems.theirs', { row: index + 1 })}
                  value={theirs}
                  autocomplete="off"
                  maxLength={100}
                />
              </div>
              <div>
                <Select
                  name="ours"
                  id={`${form.id('ours')}-${index}`}
                  label={t('systems.ours')}
                  value={ours}
                  choices={MAPPED_STATES.map((state) => ({
                    value: state,
                    label: t(`systems.means.${state}`),
                  }))}
                />
              </div>
            </div>
          ))}
        </FieldGroup>
        <CheckboxField
          name="may_ask_identity"
          id={form.id('may_ask_identity')}
          label={t('systems.may_ask_identity')}
          hint={t('systems.may_ask_identity_hint')}
          checked={form.isChosen('may_ask_identity', 'on', link?.mayAskIdentity ?? false)}
        />
        <CheckboxField
          name="takes_secret"
          id={form.id('takes_secret')}
          label={t('systems.takes_secret')}
          hint={t('systems.takes_secret_hint')}
          checked={form.isChosen('takes_secret', 'on', link?.takesSecret ?? false)}
        />
        <Button>{t('systems.exchange_save')}</Button>
      </Form>
    </Disclosure>
  )
}
