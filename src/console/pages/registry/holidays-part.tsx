import type { HolidayRow } from '../../../db/index.ts'
import { formatDate } from '../../../i18n/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Card,
  DateInput,
  Disclosure,
  EmptyState,
  FileInput,
  Form,
  Select,
  Table,
  TextArea,
  TextInput,
} from '../../../ui/index.ts'
import { type FormValues, formValues, type Refused } from '../../form-values.ts'
import { addressOf } from '../../query.ts'
import type { RegistryPageProps } from './model.ts'

const KINDS = ['holiday', 'joint_leave'] as const

/** The days off of a year: national holidays and joint leave, and local ones. */
export function HolidaysPart(props: RegistryPageProps) {
  const { frame, holidays, year, national, mayBind, editing, refused } = props
  const { page } = frame
  const { t } = page
  const edited = holidays.find(({ id }) => editing === String(id) || refused?.form === `holiday_edit_${id}`)
  return (
    <>
      {mayBind && (
        <p>
          <ButtonLink look="secondary" icon="clock" href="/petugas/rujukan/hitung-ulang">
            {t('recompute.open')}
          </ButtonLink>
        </p>
      )}
      <ButtonRow>
        <ButtonLink
          href={`/petugas/rujukan?bagian=libur&tahun=${year - 1}`}
          look="secondary"
          icon="arrow-left"
        >
          {String(year - 1)}
        </ButtonLink>
        <strong class="order-first w-full sm:order-none sm:w-auto">
          {t('registry.holidays.of', { year: String(year) })}
        </strong>
        <ButtonLink
          href={`/petugas/rujukan?bagian=libur&tahun=${year + 1}`}
          look="secondary"
          iconAfter="arrow-right"
        >
          {String(year + 1)}
        </ButtonLink>
      </ButtonRow>
      {national && <HolidayForms {...props} />}
      {national && edited !== undefined && <HolidayEdit {...props} row={edited} />}
      {holidays.length === 0 ? (
        <EmptyState title={t('registry.holidays.none', { year: String(year) })} icon="calendar" />
      ) : (
        <Table
          caption={t('registry.holidays.of', { year: String(year) })}
          captionHidden
          rows={holidays}
          rowKey={(row) => String(row.id)}
          columns={[
            {
              label: t('registry.date'),
              class: 'table-date',
              cell: (row) => formatDate(row.date, page.language),
            },
            { label: t('registry.name'), cell: (row) => row.name },
            { label: t('registry.kind'), cell: (row) => t(`registry.holiday.${row.kind}`) },
            { label: t('registry.area_code'), cell: (row) => row.area_code ?? t('registry.level.national') },
            ...(national
              ? [
                  {
                    label: t('registry.edit'),
                    cell: (row: HolidayRow) => (
                      <a
                        href={`${addressOf('/petugas/rujukan', { bagian: 'libur', tahun: String(year), ubah: String(row.id) })}#form-holiday_edit_${row.id}`}
                      >
                        {t('registry.edit')}
                        <span class="sr-only">: {row.name}</span>
                      </a>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
    </>
  )
}

function HolidayForms({ frame, year, refused }: RegistryPageProps) {
  const { page } = frame
  const { t } = page
  const add = formValues(t, 'holiday_add', refused)
  const load = formValues(t, 'holiday_import', refused)
  return (
    <div class="flex flex-wrap gap-3">
      <Disclosure summary={t('registry.holiday.add')} look="button" icon="plus" open={add.refused}>
        <Form page={page} action="/petugas/rujukan/libur/tambah" id="form-holiday_add">
          <input type="hidden" name="tahun" value={year} />
          <HolidayFields page={page} form={add} row={null} />
          <Button icon="plus">{t('registry.holiday.add')}</Button>
        </Form>
      </Disclosure>
      <Disclosure summary={t('registry.holiday.import')} look="button" icon="download" open={load.refused}>
        <Form page={page} action="/petugas/rujukan/libur/impor" id="form-holiday_import" files>
          <input type="hidden" name="tahun" value={year} />
          <FileInput
            t={t}
            name="csv_file"
            id={load.id('csv_file')}
            label={t('registry.holiday.file')}
            hint={t('registry.holiday.file_hint')}
            accept=".csv,text/csv"
            optional={t('ui.optional')}
          />
          <TextArea
            t={t}
            name="csv"
            id={load.id('csv')}
            label={t('registry.holiday.csv')}
            rows={6}
            value={load.value('csv') || fileText(refused)}
            error={load.error('csv')}
            optional={t('ui.optional')}
          />
          <Button>{t('registry.holiday.import')}</Button>
        </Form>
      </Disclosure>
    </div>
  )
}

/** What was in a refused file, to be mended right here. */
function fileText(refused: Refused | null): string {
  const [file] = refused?.form === 'holiday_import' ? refused.posted.files : []
  return file?.bytes.toString('utf8') ?? ''
}

function HolidayEdit({ frame, year, refused, row }: RegistryPageProps & { row: HolidayRow }) {
  const { page } = frame
  const { t } = page
  const form = formValues(t, `holiday_edit_${row.id}`, refused)
  return (
    <Card title={`${t('registry.edit')}: ${row.name}`} icon="calendar">
      <Form page={page} action="/petugas/rujukan/libur/ubah" id={`form-${form.form}`}>
        <input type="hidden" name="id" value={row.id} />
        <input type="hidden" name="tahun" value={year} />
        <HolidayFields page={page} form={form} row={row} />
        <Button>{t('registry.save')}</Button>
      </Form>
      <Form page={page} action="/petugas/rujukan/libur/hapus" class="mt-3">
        <input type="hidden" name="id" value={row.id} />
        <input type="hidden" name="tahun" value={year} />
        <Button look="danger" size="small">
          {t('registry.holiday.remove')}
        </Button>
      </Form>
    </Card>
  )
}

function HolidayFields({
  page,
  form,
  row,
}: {
  page: RegistryPageProps['frame']['page']
  form: FormValues
  row: HolidayRow | null
}) {
  const { t } = page
  return (
    <>
      <DateInput
        name="date"
        id={form.id('date')}
        label={t('registry.date')}
        value={form.value('date', row?.date)}
        error={form.error('date')}
      />
      <TextInput
        name="name"
        id={form.id('name')}
        label={t('registry.name')}
        value={form.value('name', row?.name)}
        error={form.error('name')}
      />
      <Select
        name="kind"
        id={form.id('kind')}
        label={t('registry.kind')}
        value={form.value('kind', row?.kind ?? 'holiday')}
        error={form.error('kind')}
        choices={KINDS.map((kind) => ({ value: kind, label: t(`registry.holiday.${kind}`) }))}
      />
      <TextInput
        name="area_code"
        id={form.id('area')}
        label={t('registry.area_code')}
        hint={t('registry.holiday.area_hint')}
        value={form.value('area_code', row?.area_code)}
        error={form.error('area')}
        optional={t('ui.optional')}
      />
    </>
  )
}
