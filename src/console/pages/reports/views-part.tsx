import { parametersOf, type ReportsFilter } from '../../../statistics/index.ts'
import { Button, ButtonRow, Disclosure, Form, Tabs, TextInput } from '../../../ui/index.ts'
import type { ConsoleFrame } from '../../console-page.tsx'
import { formValues, type Refused } from '../../form-values.ts'
import { addressOf } from '../../query.ts'
import type { SavedView } from '../../saved-views.ts'

const PATH = '/petugas/laporan'
export const SAVE_FORM = 'save_view'

export interface ViewsPartProps {
  readonly page: ConsoleFrame['page']
  readonly filter: ReportsFilter
  readonly views: readonly SavedView[]
  readonly refused: Refused | null
}

/** One's own views as tabs. */
export function ViewTabs({ page, filter, views }: Omit<ViewsPartProps, 'refused'>) {
  const { t } = page
  if (views.length === 0) return null
  const query = queryOfFilter(filter)
  return (
    <Tabs
      label={t('views.title')}
      tabs={[
        { label: t('views.all'), href: PATH, current: query === '' },
        ...views.map((view) => ({
          label: view.name,
          href: `${PATH}?${view.query}`,
          current: view.query === query,
        })),
      ]}
    />
  )
}

/** Keep the present filter under a name, or rename or delete the one that is shown. */
export function ViewForms({ page, filter, views, refused }: ViewsPartProps) {
  const { t } = page
  const query = queryOfFilter(filter)
  const shown = views.find((view) => view.query === query)
  if (query === '') return null
  const name = shown === undefined ? SAVE_FORM : `view_${shown.id}`
  const form = formValues(t, name, refused)
  const title = t(shown === undefined ? 'views.save' : 'views.change', { name: shown?.name ?? '' })
  return (
    <Disclosure
      summary={title}
      look="button"
      icon={shown === undefined ? 'star' : 'edit'}
      open={form.refused}
    >
      <Form
        page={page}
        id={`form-${name}`}
        action={`/petugas/tampilan-tersimpan${shown === undefined ? '' : '/ubah'}`}
      >
        <input type="hidden" name="query" value={query} />
        {shown !== undefined && <input type="hidden" name="id" value={shown.id} />}
        <TextInput
          name="name"
          id={form.id('name')}
          label={t('views.name')}
          hint={t('views.name_hint')}
          value={form.value('name', shown?.name)}
          error={form.error('name')}
          maxLength={60}
        />
        <ButtonRow>
          <Button>{t(shown === undefined ? 'views.save_do' : 'views.rename')}</Button>
          {shown !== undefined && (
            <Button look="danger" formAction="/petugas/tampilan-tersimpan/hapus">
              {t('views.delete')}
            </Button>
          )}
        </ButtonRow>
      </Form>
    </Disclosure>
  )
}

function queryOfFilter(filter: ReportsFilter): string {
  return addressOf(PATH, parametersOf(filter)).slice(PATH.length + 1)
}
